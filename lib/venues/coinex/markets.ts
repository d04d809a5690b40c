import type { Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { readAnswer, type AnswerShape } from '../answer.ts';
import { coinAt, nameAt, priceAt, readTime, sizeAt, symbolAt } from '../fields.ts';
import { toFunding, toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** Code 0 is success, whatever the status says (v2 documents). */
export const shape: AnswerShape = { venue: 'CoinEx', field: 'code', good: 0, list: ['data'] };

const symbolForm = /^([A-Z0-9]{1,28}?)(USDT|USDC|USD)$/;

/** One of the lists of all markets (`market`, `ticker`, `funding-rate`; CoinEx v2 documents, futures). */
export function requestMarkets(path: 'market' | 'ticker' | 'funding-rate', why: RequestWhy): HttpRequest {
  return {
    url: `https://api.coinex.com/v2/futures/${path}`,
    weight: 1,
    budget: 'coinex',
    why,
  };
}

/** Reads `market` as listings. Linear contracts count coin, inverse ones dollars. */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readRowsOf(payload, row => {
    const quote = nameAt(row, 'quote_ccy');
    const type = nameAt(row, 'contract_type');
    const isOpen = (row.is_market_available ?? true) === true;
    if (!isOpen || !dollarQuotes.has(quote) || (type !== 'linear' && type !== 'inverse')) return undefined;
    return toInstrument(marketAt(row), coinAt(row, 'base_ccy'), quote, type);
  });
}

/** Reads `ticker`. The change is against the open of the rolling day. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readMarkets(payload, context, (row, instrument) => {
    return toQuote(instrument, priceAt(row, 'last'), { mark: row.mark_price, before: row.open });
  });
}

/**
 * Reads `market` as open interest, in the market's own unit of quantity. Whether `open_interest_volume` counts one side or both is not documented:
 * it is taken as reported (unverified).
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readMarkets(payload, context, (row, instrument) => {
    const unit = instrument.contract === 'linear' ? 'base' : 'usd';
    const mark = context.markPrices?.get(instrument.symbol);
    return toHeldInterest(instrument, context.receivedTime, sizeAt(row, 'open_interest_volume'), unit, mark);
  });
}

/** Reads `funding-rate`. The interval lies between the two times of payment: eight hours as a rule, less while the premium is high. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readMarkets(payload, context, (row, instrument) => {
    // Both may lie ahead, by no more than a day each.
    const from = readTime(row.latest_funding_time, context.receivedTime);
    const to = readTime(row.next_funding_time, context.receivedTime + 86_400_000);
    const hours = from === undefined || to === undefined ? undefined : toIntervalHours(to - from, 1);
    return toFunding(instrument, row.latest_funding_rate, context.receivedTime, hours);
  });
}

/** The name of a row's market; the venue's own sample has a blank before it. */
function marketAt(row: Fields): string {
  return symbolAt({ market: trimmed(row) }, 'market');
}

/** See `marketAt`; unchecked. */
export function trimmed({ market }: Fields): unknown {
  return typeof market === 'string' && market.length <= 60 ? market.trim() : undefined;
}

/** The contract of a market; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const listed = instruments.get(symbol);
  if (listed !== undefined) return listed;
  const [, name = '', quote = ''] = symbolForm.exec(symbol) ?? [];
  return findInstrument(symbol, quote === 'USD' ? 'inverse' : 'linear', instruments, unlisted => {
    const coin = readCoin(name);
    return coin === undefined ? undefined : toInstrument(unlisted, coin, quote, quote === 'USD' ? 'inverse' : 'linear');
  });
}

function toInstrument(
  symbol: string,
  coin: { readonly base: string; readonly units: number },
  quote: string,
  contract: 'linear' | 'inverse',
): Instrument {
  const multiplier = contract === 'linear' ? coin.units : 1;
  return { venue: 'coinex', symbol, base: coin.base, quote, kind: 'perp', contract, multiplier, board: contract };
}

/** Reads the rows of an answer. */
export function readRowsOf<Event>(payload: unknown, read: (row: Fields) => Event | undefined): Parsed<Event> {
  return readAnswer(payload, shape, value => read(fieldsOf(value)));
}

function readMarkets<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument) => Event | undefined,
): Parsed<Event> {
  return readRowsOf(payload, row => {
    const instrument = instrumentOf(marketAt(row), context);
    return instrument === undefined ? undefined : read(row, instrument);
  });
}
