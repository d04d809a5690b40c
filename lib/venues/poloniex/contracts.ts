import { events, ignored, parsing, type Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, figureAt } from '../../std/fields.ts';
import { refuse, within } from '../../std/rows.ts';
import { openAnswer, readAnswer, type AnswerShape } from '../answer.ts';
import { nameAt, priceAt, sizeAt, symbolAt } from '../fields.ts';
import { findInstrument } from '../listing.ts';
import { isNoCoin } from '../no-coins.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { readCoin } from '../symbols.ts';

/** Every answer is `{"code":200,"msg","data":…}`; a refusal has another code and status 200 (third-party probe, September 2026). */
export const shape: AnswerShape = { venue: 'Poloniex', field: 'code', good: 200, list: ['data'] };

const perpetual = /^([A-Z0-9]{1,28})_(USDT|USDC)_PERP$/;

/** All contracts (`/v3/market/allInstruments`; api-docs.poloniex.com, v3 futures, 2025). */
export const requestContracts = request('allInstruments', 'contracts');

/** All tickers. */
export const requestTickers = request('tickers', 'prices');

/** Open interest is told one contract at a time. */
export function requestOpenInterest(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.map(({ symbol }) => request(`openInterest?symbol=${symbol}`, `interest:${symbol}`));
}

/** A request to the board of futures. */
export function request(path: string, why: RequestWhy): HttpRequest {
  return { url: `https://api.poloniex.com/v3/market/${path}`, weight: 1, budget: 'poloniex', why };
}

/**
 * Reads the contracts: linear ones that are open. `ctVal` is what one contract holds in the unit that the symbol counts: 0.001 BTC, 1,000 of `1000PEPE`
 * (third-party probe, September 2026).
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readAnswer(payload, shape, value => {
    const row = fieldsOf(value);
    const symbol = symbolAt(row, 'symbol');
    const size = figureAt(row, 'ctVal', { above: 0, below: 1e12 });
    if (nameAt(row, 'status') !== 'OPEN' || nameAt(row, 'ctType') !== 'LINEAR') return undefined;
    const instrument = toInstrument(symbol, size) ?? refuse('not the name of a contract', 'symbol');
    return isNoCoin(instrument.base) ? undefined : instrument;
  });
}

/** Reads the tickers: `c` is the last price, `o` the price 24 hours before, `mPx` the mark. The answer has no time that is documented. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readAnswer(payload, shape, value => {
    const row = fieldsOf(value);
    const instrument = instrumentOf(symbolAt(row, 's'), context);
    if (instrument === undefined) return undefined;
    return toQuote(instrument, priceAt(row, 'c'), { mark: row.mPx, before: row.o });
  });
}

/** Reads the open interest of one contract, in contracts; taken as one-sided (unverified). Dollars need the mark price of `context`. */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return parsing(() => {
    const answer = openAnswer(payload, shape);
    return within('data', () => {
      const row = fieldsOf(answer);
      const symbol = symbolAt(row, 's');
      const value = sizeAt(row, 'oInterest');
      const instrument = instrumentOf(symbol, context);
      if (instrument === undefined) return ignored(`unlisted symbol ${symbol}`);
      const mark = context.markPrices?.get(symbol);
      return events([toHeldInterest(instrument, context.receivedTime, value, 'contracts', mark)]);
    });
  });
}

/** The contract of a symbol; see `findInstrument`. What an unlisted one holds is not known. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, 'usdt', instruments, unlisted => toInstrument(unlisted, undefined));
}

function toInstrument(symbol: string, size: number | undefined): Instrument | undefined {
  const [, name = '', quote] = perpetual.exec(symbol) ?? [];
  const coin = readCoin(name);
  if (coin === undefined || quote === undefined) return undefined;
  const multiplier = size === undefined ? undefined : size * coin.units;
  return {
    venue: 'poloniex',
    symbol,
    base: coin.base,
    quote,
    kind: 'perp',
    contract: 'linear',
    multiplier,
    board: 'usdt',
  };
}
