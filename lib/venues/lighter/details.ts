import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { clip, readRows, row, skip, bad, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, optionalFigure, priceBounds } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { isNoCoin } from '../no-coins.ts';
import { toHeld } from '../notional.ts';
import { isSafeSymbol, readCoin } from '../symbols.ts';

/** Above this, the open interest of one market cannot be coins times price: dollars were taken for coins. */
const maxHeldUsd = 1e11;

// `orderBooks` is the same list without figures.
const Details = v.pipe(
  v.object({
    code: v.literal(200),
    order_book_details: v.optional(v.array(v.unknown())),
    order_books: v.optional(v.array(v.unknown())),
  }),
  v.transform(answer => answer.order_book_details ?? answer.order_books),
  v.array(v.unknown(), 'no list of markets'),
);
const Rates = v.object({ code: v.literal(200), funding_rates: v.array(v.unknown()) });

const Market = v.object({
  symbol: nameField,
  market_id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6)),
  market_type: v.optional(v.string(), 'perp'),
  status: nameField,
});
const Prices = v.object({
  last_trade_price: figure(priceBounds),
  mark_price: optionalFigure(priceBounds),
  daily_price_change: optionalFigure({ atLeast: -100, below: 1e6 }),
});
const Held = v.object({
  open_interest: figure({ atLeast: 0, below: 1e15 }),
  last_trade_price: optionalFigure(priceBounds),
  mark_price: optionalFigure(priceBounds),
});
const Rate = v.object({ exchange: v.string(), symbol: v.string(), rate: optionalFigure(rateBounds) });

/** All markets with prices and open interest (`/api/v1/orderBookDetails`; lighter-python `PerpsOrderBookDetail`, 2026). */
export const requestDetails: HttpRequest = {
  url: 'https://mainnet.zklighter.elliot.ai/api/v1/orderBookDetails',
  weight: 1,
  budget: 'lighter',
  why: 'markets of Lighter with prices and open interest',
};

/** Funding of all markets, those of other exchanges among them (`/api/v1/funding-rates`). */
export const requestRates: HttpRequest = {
  url: 'https://mainnet.zklighter.elliot.ai/api/v1/funding-rates',
  weight: 1,
  budget: 'lighter',
  why: 'funding on Lighter',
};

/**
 * Reads the markets as listings: active perpetuals, counted in coin and quoted in dollars (USDC). Spot markets stand in a list of their own. Shares,
 * metals and currencies stand among the coins, and no field tells them apart (unverified): their names do.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readDetails(payload, (_market, instrument) => row(instrument));
}

/** Reads the markets as prices. `daily_price_change` is in percent (documents of the stream, whose sample has -1.156…). */
export function parseQuotes(payload: unknown): Parsed<Quote> {
  return readDetails(payload, (market, { symbol, base, multiplier }) => {
    const checked = v.safeParse(Prices, market);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last_trade_price: last, mark_price: markPrice, daily_price_change: percent } = checked.output;
    return row({
      source: 'lighter',
      symbol,
      base,
      time: undefined,
      priceUsd: last / (multiplier ?? 1),
      markPrice,
      change24h: percent === undefined ? undefined : percent / 100,
    });
  });
}

/**
 * Reads the markets as open interest: in coin here, while the stream gives dollars (third parties, September 2026), and one-sided: "Lighter reports
 * half" (likewise). Both unverified, so that figures beyond belief are refused.
 */
export function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readDetails(payload, (market, instrument) => {
    const checked = v.safeParse(Held, market);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { open_interest: value, mark_price: mark, last_trade_price: last } = checked.output;
    const { symbol, base } = instrument;
    const held = toHeld(instrument, { value, unit: 'base' }, mark ?? last);
    if ((held.usd ?? 0) > maxHeldUsd) return bad('more dollars than can be open', 'open_interest');
    return row({ venue: 'lighter', symbol, base, time: receivedTime, ...held });
  });
}

/**
 * Reads `funding-rates`, of which only the rows of `exchange: "lighter"` are Lighter's own. Funding is paid each hour, and these rates are for eight hours
 * (compared by a third party with the hourly history, 2026-09-11; unverified).
 */
export function parseFunding(payload: unknown, { receivedTime, instruments }: ParseContext): Parsed<Funding> {
  const checked = v.safeParse(Rates, payload);
  if (!checked.success) return refusal(payload);
  const { rows, rejections } = readRows<Funding>(checked.output.funding_rates, 'funding_rates', value => {
    const rate = v.safeParse(Rate, value);
    if (!rate.success) return { kind: 'bad', faults: toFaults(rate.issues) };
    const instrument = instruments.get(rate.output.symbol);
    if (rate.output.exchange !== 'lighter' || instrument === undefined) return skip;
    return toFunding(instrument, rate.output.rate, 8, receivedTime);
  });
  return events(rows, rejections);
}

/** A perpetual of a name and the number that the stream knows it by; `undefined` for what is no coin. */
export function toInstrument(symbol: string, marketId: number): Instrument | undefined {
  const coin = isSafeSymbol(symbol) ? readCoin(symbol) : undefined;
  if (coin === undefined || isNoCoin(coin.base)) return undefined;
  return {
    venue: 'lighter',
    symbol,
    base: coin.base,
    quote: 'USD',
    kind: 'perp',
    contract: 'linear',
    multiplier: coin.units,
    board: 'perp',
    alias: String(marketId),
    fundingIntervalHours: 1,
  };
}

function readDetails<Row>(payload: unknown, read: (market: unknown, instrument: Instrument) => RowReading<Row>): Parsed<Row> {
  const checked = v.safeParse(Details, payload);
  if (!checked.success) return refusal(payload);
  const { rows, rejections } = readRows(checked.output, 'order_book_details', value => {
    const market = v.safeParse(Market, value);
    if (!market.success) return { kind: 'bad', faults: toFaults(market.issues) };
    if (market.output.status !== 'active' || market.output.market_type !== 'perp') return skip;
    const instrument = toInstrument(market.output.symbol, market.output.market_id);
    return instrument === undefined ? skip : read(value, instrument);
  });
  return events(rows, rejections);
}

function refusal(payload: unknown): Parsed<never> {
  const checked = v.safeParse(v.object({ code: v.number(), message: v.string() }), payload);
  return rejected(checked.success ? clip(`Lighter refused (${checked.output.code}): ${checked.output.message}`) : 'no list');
}
