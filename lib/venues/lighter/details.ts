import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, figureAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { nameAt, priceAt, readPrice, sizeAt, symbolAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { isNoCoin } from '../no-coins.ts';
import { toHeld } from '../notional.ts';
import { toOpenInterest, toQuote } from '../rows.ts';
import { isSafeSymbol, readCoin } from '../symbols.ts';

/** Above this, the open interest of one market cannot be coins times price: dollars were taken for coins. */
const maxHeldUsd = 1e11;

/** All markets with prices and open interest (`/api/v1/orderBookDetails`; lighter-python `PerpsOrderBookDetail`, 2026). */
export const requestDetails: HttpRequest = {
  url: 'https://mainnet.zklighter.elliot.ai/api/v1/orderBookDetails',
  weight: 1,
  budget: 'lighter',
  why: 'pricesHeld',
};

/** Funding of all markets, those of other exchanges among them (`/api/v1/funding-rates`). */
export const requestRates: HttpRequest = {
  url: 'https://mainnet.zklighter.elliot.ai/api/v1/funding-rates',
  weight: 1,
  budget: 'lighter',
  why: 'funding',
};

/**
 * Reads the markets as listings: active perpetuals, counted in coin and quoted in dollars (USDC). Spot markets stand in a list of their own. Shares,
 * metals and currencies stand among the coins, and no field tells them apart (unverified): their names do.
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readDetails(payload, (_row, instrument) => instrument);
}

/** Reads the markets as prices. `daily_price_change` is in percent (documents of the stream, whose sample has -1.156…). */
export function parseQuotes(payload: unknown): Parsed<Quote> {
  return readDetails(payload, (row, instrument) =>
    toQuote(instrument, priceAt(row, 'last_trade_price'), { mark: row.mark_price, percent: row.daily_price_change }),
  );
}

/**
 * Reads the markets as open interest: in coin here, while the stream gives dollars (third parties, September 2026), and one-sided: "Lighter reports
 * half" (likewise). Both unverified, so that figures beyond belief are refused.
 */
export function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readDetails(payload, (row, instrument) => {
    const mark = readPrice(row.mark_price) ?? readPrice(row.last_trade_price);
    const held = toHeld(instrument, { value: sizeAt(row, 'open_interest'), unit: 'base' }, mark);
    if ((held.usd ?? 0) > maxHeldUsd) refuse('more dollars than can be open', 'open_interest');
    return toOpenInterest(instrument, receivedTime, held);
  });
}

/**
 * Reads `funding-rates`, of which only the rows of `exchange: "lighter"` are Lighter's own. Funding is paid each hour, and these rates are for eight hours
 * (compared by a third party with the hourly history, 2026-09-11; unverified).
 */
export function parseFunding(payload: unknown, { receivedTime, instruments }: ParseContext): Parsed<Funding> {
  return readList(payload, ['funding_rates'], row => {
    const instrument = instruments.get(symbolAt(row, 'symbol'));
    if (nameAt(row, 'exchange') !== 'lighter' || instrument === undefined) return undefined;
    return toFunding(instrument, row.rate, receivedTime, 8);
  });
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

function readDetails<Event>(payload: unknown, read: (row: Fields, instrument: Instrument) => Event | undefined): Parsed<Event> {
  // `orderBooks` is the same list without figures.
  return readList(payload, ['order_book_details', 'order_books'], row => {
    const symbol = nameAt(row, 'symbol');
    const id = figureAt(row, 'market_id', { atLeast: 0, atMost: 1e6 });
    if (!Number.isInteger(id)) refuse('not a number of a market', 'market_id');
    if (nameAt(row, 'status') !== 'active' || (row.market_type ?? 'perp') !== 'perp') return undefined;
    const instrument = toInstrument(symbol, id);
    return instrument === undefined ? undefined : read(row, instrument);
  });
}

/** Reads the first list of an answer that has one of the names. */
function readList<Event>(payload: unknown, names: readonly string[], read: (row: Fields) => Event | undefined): Parsed<Event> {
  const answer = isRecord(payload) ? payload : {};
  if (answer.code !== 200 && 'message' in answer) return rejected(refusedBy('Lighter', answer.message, answer.code));
  const name = names.find(each => Array.isArray(answer[each]));
  if (answer.code !== 200 || name === undefined) return rejected('no list');
  return parseRows(answer[name], name, value => read(fieldsOf(value)));
}
