import type { Instrument, OpenInterest, Quote } from '../model/trade.ts';

/** The quote of a contract; `told` is what the answer says besides the price of one coin. */
export function toQuote(
  { venue, symbol, base }: Instrument,
  priceUsd: number,
  { time, markPrice, change24h }: Partial<Pick<Quote, 'time' | 'markPrice' | 'change24h'>>,
): Quote {
  return { source: venue, symbol, base, time, priceUsd, markPrice, change24h };
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
 * Names for rows that have no id: their content, and which it is among equal rows of one answer. Equal rows are different orders; they come
 * equal again, and in the same number, when the answer is read again, so that the names are stable.
 */
export function createRowKeys(): (content: string) => string {
  const seen = new Map<string, number>();
  return content => {
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    return `${content}:${ordinal}`;
  };
}
