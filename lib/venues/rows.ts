import type { Instrument, OpenInterest, Position, Quote } from '../model/trade.ts';
import { itemsOf } from '../std/rows.ts';
import { unitsOf } from './symbols.ts';

/** The quote of a contract. `price` is that of one unit as the symbol counts it, like the mark price. */
export function toQuote(
  instrument: Instrument,
  price: number,
  { time, markPrice, change24h }: Partial<Pick<Quote, 'time' | 'markPrice' | 'change24h'>>,
): Quote {
  const { venue, symbol, base } = instrument;
  return { source: venue, symbol, base, time, priceUsd: price / unitsOf(instrument), markPrice, change24h };
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
