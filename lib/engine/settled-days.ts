import type { DaySums, Intervals, VenueCoverage } from '../model/coverage.ts';
import { dayMs, halfHourMs } from './amounts.ts';

/** Long and short, in cents. */
export interface Cents {
  long: number;
  short: number;
}

interface Settled {
  readonly signature: string;
  readonly market: Cents;
  readonly coins: Map<string, Cents>;
}

/** Rows of days are never changed, only replaced: what was once added of one holds for as long as its coverage does. */
const settled = new WeakMap<DaySums, Settled>();
const signatures = new WeakMap<VenueCoverage, { readonly until: number; readonly signature: number }>();
/** The newest words of each venue, with the number that stands for them: they are long, and are compared for each row. */
const newest = new Map<string, { readonly words: string; readonly signature: number }>();
let signaturesGiven = 0;
/** Coins whose sums are kept of one row: those that were asked for lately. */
const mostCoins = 8;

/**
 * Sums of one row of a day that is long over, of all coins and of each of `bases`: kept from one call to the next, since a month of them takes
 * a tenth of a second to add. `counts` says whether an amount of a coin in a half hour counts; it must answer alike for one `signature`.
 */
export function settledSums(
  row: DaySums,
  signature: string,
  bases: readonly string[],
  counts: (base: string, halfHour: number) => boolean,
): { readonly market: Cents; readonly coins: ReadonlyMap<string, Cents> } {
  let kept = settled.get(row);
  const isNew = kept?.signature !== signature;
  if (kept === undefined || isNew) {
    kept = { signature, market: { long: 0, short: 0 }, coins: new Map() };
    settled.set(row, kept);
  }
  const { market, coins } = kept;
  const missing = bases.filter(base => !coins.has(base));
  if (!isNew && missing.length === 0) return kept;
  if (coins.size + missing.length > mostCoins)
    for (const base of [...coins.keys()]) if (!bases.includes(base)) coins.delete(base);
  for (const base of missing) coins.set(base, { long: 0, short: 0 });
  const asked = new Set(missing);
  const { day, grainMs, slots, longCents, shortCents } = row;
  for (let entry = 0; entry < slots.length; entry += 1) {
    const base = row.bases[entry] ?? '';
    const coin = asked.has(base) ? coins.get(base) : undefined;
    if (!isNew && coin === undefined) continue;
    if (!counts(base, Math.floor((day + (slots[entry] ?? 0) * grainMs) / halfHourMs))) continue;
    const long = longCents[entry] ?? 0;
    const short = shortCents[entry] ?? 0;
    if (isNew) {
      market.long += long;
      market.short += short;
    }
    if (coin === undefined) continue;
    coin.long += long;
    coin.short += short;
  }
  return kept;
}

/** A number that is the same for as long as what was heard of a venue before `until` (ms) is. 0 without coverage. */
export function signatureOf(coverage: VenueCoverage | undefined, until: number): number {
  if (coverage === undefined) return 0;
  const known = signatures.get(coverage);
  if (known?.until === until) return known.signature;
  const words = wordsOf(coverage, until);
  let own = newest.get(coverage.venue);
  if (own?.words !== words) {
    own = { words, signature: (signaturesGiven += 1) };
    newest.set(coverage.venue, own);
  }
  signatures.set(coverage, { until, signature: own.signature });
  return own.signature;
}

function wordsOf({ fine, coarse, coins }: VenueCoverage, until: number): string {
  const parts: (string | number)[] = [until];
  const add = (intervals: Intervals): void => {
    for (const { from, to } of intervals) if (from < until) parts.push(from, Math.min(to, until));
    parts.push('/');
  };
  add(fine);
  add(coarse);
  for (const [base, own] of coins ?? []) {
    parts.push(base);
    add(own.fine);
    add(own.coarse);
  }
  return parts.join(' ');
}

/** Whether a row's day is over for the windows of hours, and no edge of the longer ones cuts it. */
export function isSettled({ day }: DaySums, shortFrom: number, edges: readonly number[]): boolean {
  return day + dayMs <= shortFrom && edges.every(edge => edge <= day || edge >= day + dayMs);
}
