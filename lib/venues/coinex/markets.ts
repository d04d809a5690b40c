import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { readAnswer, type AnswerShape } from '../answer.ts';
import { figure, nameField, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { rateBounds, toFunding, toIntervalHours } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { toHeld } from '../notional.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** Code 0 is success, whatever the status says (v2 documents). */
const shape: AnswerShape = { venue: 'CoinEx', field: 'code', good: 0, list: ['data'] };

const Listing = v.object({
  market: v.unknown(),
  contract_type: nameField,
  base_ccy: nameField,
  quote_ccy: nameField,
  is_market_available: v.optional(v.boolean(), true),
});
const Named = v.object({ market: v.unknown() });
const Prices = v.object({
  last: figure(priceBounds),
  open: optionalFigure(priceBounds),
  mark_price: optionalFigure(priceBounds),
});
const Size = v.object({ open_interest_volume: figure({ atLeast: 0, below: 1e15 }) });
const Rate = v.object({
  latest_funding_rate: optionalFigure(rateBounds),
  latest_funding_time: v.unknown(),
  next_funding_time: v.unknown(),
});

const symbolForm = /^([A-Z0-9]{1,28}?)(USDT|USDC|USD)$/;

/** One of the lists of all markets (`market`, `ticker`, `funding-rate`; CoinEx v2 documents, futures). */
export function requestMarkets(path: 'market' | 'ticker' | 'funding-rate', what: string): HttpRequest {
  return {
    url: `https://api.coinex.com/v2/futures/${path}`,
    weight: 1,
    budget: 'coinex',
    why: `${what} of contracts on CoinEx`,
  };
}

/** Reads `market` as listings. Linear contracts count coin, inverse ones dollars. */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readRowsOf(payload, value => {
    const checked = v.safeParse(Listing, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { market, contract_type: type, base_ccy: base, quote_ccy: quote, is_market_available: isOpen } = checked.output;
    if (!isOpen || !dollarQuotes.has(quote) || (type !== 'linear' && type !== 'inverse')) return skip;
    const symbol = readMarket(market);
    const coin = readCoin(base);
    if (symbol === undefined) return bad('not a symbol', 'market');
    return coin === undefined ? bad('not the name of a coin', 'base_ccy') : row(toInstrument(symbol, coin, quote, type));
  });
}

/** Reads `ticker`. The change is against the open of the rolling day. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readMarkets<Quote>(payload, context, (instrument, value) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last, open, mark_price: markPrice } = checked.output;
    const { symbol, base, contract, multiplier = 1 } = instrument;
    const priceUsd = contract === 'linear' ? last / multiplier : last;
    const change24h = open === undefined ? undefined : last / open - 1;
    return row({ source: 'coinex', symbol, base, time: undefined, priceUsd, markPrice, change24h });
  });
}

/**
 * Reads `market` as open interest, in the market's own unit of quantity. Whether `open_interest_volume` counts one side or both is not documented:
 * it is taken as reported (unverified).
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readMarkets<OpenInterest>(payload, context, (instrument, value) => {
    const checked = v.safeParse(Size, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { venue, symbol, base, contract } = instrument;
    const quantity = { value: checked.output.open_interest_volume, unit: contract === 'linear' ? 'base' : 'usd' } as const;
    return row({
      venue,
      symbol,
      base,
      time: context.receivedTime,
      ...toHeld(instrument, quantity, context.markPrices?.get(symbol)),
    });
  });
}

/** Reads `funding-rate`. The interval lies between the two times of payment: eight hours as a rule, less while the premium is high. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readMarkets<Funding>(payload, context, (instrument, value) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { latest_funding_rate: rate, latest_funding_time: latest, next_funding_time: next } = checked.output;
    // Both may lie ahead, by no more than a day each.
    const from = readTime(latest, context.receivedTime);
    const to = readTime(next, context.receivedTime + 86_400_000);
    const hours = from === undefined || to === undefined ? undefined : toIntervalHours(to - from, 1);
    return toFunding(instrument, rate, hours, context.receivedTime);
  });
}

/** The name of a market; the venue's own sample has a blank before it. `undefined` when it is no symbol. */
export function readMarket(value: unknown): string | undefined {
  const name = typeof value === 'string' && value.length <= 60 ? value.trim() : undefined;
  return v.is(symbolField, name) ? name : undefined;
}

/** The contract of a market; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  const [, name = '', quote = ''] = symbolForm.exec(symbol) ?? [];
  const board = instruments.get(symbol)?.board ?? (quote === 'USD' ? 'inverse' : 'linear');
  return findInstrument(symbol, board, instruments, unlisted => {
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
export function readRowsOf<Row>(payload: unknown, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  return readAnswer(payload, shape, read);
}

function readMarkets<Row>(
  payload: unknown,
  context: ParseContext,
  read: (instrument: Instrument, value: unknown) => RowReading<Row>,
): Parsed<Row> {
  return readRowsOf(payload, value => {
    const named = v.safeParse(Named, value);
    const symbol = named.success ? readMarket(named.output.market) : undefined;
    if (symbol === undefined) return bad('not a symbol', 'market');
    const instrument = instrumentOf(symbol, context);
    return instrument === undefined ? skip : read(instrument, value);
  });
}
