import type { FundingFigure } from '../model/snapshot.ts';
import type { Funding, OpenInterest } from '../model/trade.ts';

export interface FundingInput {
  /** Market time, ms. */
  readonly now: number;
  /** The newest row of each contract. */
  readonly rates: readonly Funding[];
  /** The newest row of each contract; a rate without one, or without dollars in it, is left out. */
  readonly openInterest: readonly OpenInterest[];
  /** Ids of the venues that are switched on; rows of others are not read. */
  readonly venues: readonly string[];
  /** Rows of either kind that are older are left out: a rate of yesterday is not what longs pay now. */
  readonly maxAgeMs: number;
}

/**
 * What longs of one coin pay shorts per eight hours, over the contracts of which both the rate and the open interest are known, weighed by
 * one-sided dollars of open interest. `undefined` when there is none, or when nothing is open.
 */
export function fundingFigure(input: FundingInput, base: string): FundingFigure | undefined {
  const { now, maxAgeMs } = input;
  const venues = new Set(input.venues);
  const contractOf = (row: { readonly venue: string; readonly symbol: string }): string => `${row.venue} ${row.symbol}`;
  const isAsked = (row: Funding | OpenInterest): boolean =>
    row.base === base && venues.has(row.venue) && now - row.time <= maxAgeMs;
  const open = new Map(input.openInterest.filter(isAsked).map(row => [contractOf(row), row.usd]));

  let paid = 0;
  let whole = 0;
  let at = Number.POSITIVE_INFINITY;
  const heard = new Set<string>();
  for (const row of input.rates) {
    const usd = open.get(contractOf(row)) ?? 0;
    if (!isAsked(row) || !Number.isFinite(row.ratePer8h) || !(usd > 0)) continue;
    paid += row.ratePer8h * usd;
    whole += usd;
    at = Math.min(at, row.time);
    heard.add(row.venue);
  }
  return whole > 0 ? { ratePer8h: paid / whole, venues: heard.size, at } : undefined;
}
