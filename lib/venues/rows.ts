import type { Instrument, OpenInterest, Position, Quantity, Quote } from '../model/trade.ts';
import { readDecimal } from '../std/decimal.ts';
import { itemsOf } from '../std/rows.ts';
import { readPrice } from './fields.ts';
import { toHeld } from './notional.ts';
import { unitsOf } from './symbols.ts';

/** What an answer says of a contract besides its price: fields as they came, each of which may be missing or broken. */
export interface ToldQuote {
  readonly time?: number | undefined;
  /** The mark price, for one unit as the symbol counts it. */
  readonly mark?: unknown;
  /** The change over 24 hours: as a fraction, in percent, or told by the price of before. */
  readonly change?: unknown;
  readonly percent?: unknown;
  readonly before?: unknown;
}

/** The quote of a contract. `price` is that of one unit as the symbol counts it, like the mark price. */
export function toQuote(instrument: Instrument, price: number, { time, mark, change, percent, before }: ToldQuote): Quote {
  const { venue, symbol, base } = instrument;
  const hundredths = readDecimal(percent, { atLeast: -100, below: 1e6 });
  const old = readPrice(before);
  return {
    source: venue,
    symbol,
    base,
    time,
    priceUsd: price / unitsOf(instrument),
    markPrice: readPrice(mark),
    change24h:
      hundredths !== undefined
        ? hundredths / 100
        : old !== undefined
          ? price / old - 1
          : readDecimal(change, { atLeast: -1, below: 1e4 }),
  };
}

/** The open interest of a contract at a time, from what is open in the venue's own unit, and the mark price as it was told. */
export function toHeldInterest(
  instrument: Instrument,
  time: number,
  value: number,
  unit: Quantity['unit'],
  mark: unknown,
): OpenInterest {
  return toOpenInterest(instrument, time, toHeld(instrument, { value, unit }, readPrice(mark)));
}

/** The open interest of a contract at a time. */
export function toOpenInterest(
  { venue, symbol, base }: Instrument,
  time: number,
  { coins, usd }: Pick<OpenInterest, 'coins' | 'usd'>,
): OpenInterest {
  return { venue, symbol, base, time, coins, usd };
}

/**
 * What a forced order is known by where its venue gives it no id: all that is kept of it. `price` and `quantity` as text (see `toText`). Of the time
 * eleven days are told apart, five times as long as single orders are kept: it is then a small integer, of which text is made soonest.
 */
export function toContent(symbol: string, eventTime: number, position: Position, price: string, quantity: string): string {
  return `${symbol}:${eventTime % 1e9}${position === 'long' ? '+' : '-'}${quantity}@${price}`;
}

/** Names a row by its content, as `createRowKeys` says. `mark` is a number that equal rows share, and most others do not. */
export type RowKey = (content: string, mark: number) => string;

/** Rows of one answer that are told apart by their marks; what follows is looked up by content. */
const mostMarks = 1_000;

/**
 * Names for the rows of `list` that have no id: their content, and for the second and later of equal rows which it is. Equal rows are different orders;
 * they come equal again, and in the same number, when the answer is read again, so that the names are stable.
 */
export function createRowKeys(list: unknown): RowKey {
  if (itemsOf(list).length === 1) return content => content;
  const marks: number[] = [];
  const contents: string[] = [];
  const seen = new Map<string, number>();
  return (content, mark) => {
    // To search a few numbers takes a fraction of the time that it takes to look up text which was put together just now.
    const place = marks.indexOf(mark);
    if (place < 0 && marks.length < mostMarks) {
      marks.push(mark);
      contents.push(content);
      return content;
    }
    const ordinal = seen.get(content) ?? Number(contents[place] === content);
    seen.set(content, ordinal + 1);
    return ordinal === 0 ? content : `${content}:${ordinal}`;
  };
}
