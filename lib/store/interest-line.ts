import type { OpenInterest } from '../model/trade.ts';
import { hourMs } from './grains.ts';

/** One point of the line. */
export interface OpenInterestPoint {
  /** The full hour, ms. */
  readonly time: number;
  readonly usd: number;
}

/** A contract that misses a sample is carried for so long, so that a late answer does not look like a fall. */
export const carryMs = 2 * hourMs;
/** Contracts that make up so much of what is open at the end must be known of an hour; the rest is listings younger than it, and small coins without a past. */
const leastKnown = 0.9;

type Dollars = ReadonlyMap<string, number>;

/**
 * Dollars by the hour, ascending, made only of sums that can be compared: back from what all contracts add up to at the end, by the change from hour to
 * hour of those that both tell, so that a contract or a venue that joins or leaves is no move. It begins after the last hour of which too little is
 * known: while a venue's past is still being read, that is where its reading stands. No hour is filled in.
 */
export function toInterestLine(samples: readonly OpenInterest[], from: number, to: number): readonly OpenInterestPoint[] {
  const hours = byHour(samples, from, to);
  const points: OpenInterestPoint[] = [];
  const whole = hours.findLast(({ dollars }) => dollars.size > 0);
  if (whole === undefined) return points;
  const wholeUsd = sum(whole.dollars, whole.dollars);
  let usd = wholeUsd;
  let later = whole.dollars;
  for (const { hour, dollars } of hours.toReversed()) {
    if (hour > whole.hour) continue;
    if (!(sum(whole.dollars, dollars) >= leastKnown * wholeUsd)) break;
    const shared = sum(later, dollars);
    if (!(shared > 0)) break;
    usd *= sum(dollars, later) / shared;
    points.push({ time: hour, usd });
    later = dollars;
  }
  return points.reverse();
}

/** What each contract had at each full hour of the span, the nearest sample first, and those that are carried. */
function byHour(samples: readonly OpenInterest[], from: number, to: number): readonly { hour: number; dollars: Dollars }[] {
  const groups = Map.groupBy(samples, ({ time }) => Math.round(time / hourMs) * hourMs);
  const latest = new Map<string, { readonly hour: number; readonly time: number; readonly usd: number }>();
  const first = Math.ceil(from / hourMs) * hourMs;
  const hours: { hour: number; dollars: Dollars }[] = [];
  for (let hour = first - carryMs; hour <= to; hour += hourMs) {
    for (const { venue, symbol, time, usd } of groups.get(hour) ?? []) {
      const name = `${venue} ${symbol}`;
      const known = latest.get(name);
      // Around midnight two days may hold a sample of the same hour.
      const nearer = known?.hour !== hour || Math.abs(time - hour) < Math.abs(known.time - hour);
      if (usd !== undefined && nearer) latest.set(name, { hour, time, usd });
    }
    if (hour < first) continue;
    const held = [...latest].filter(([, known]) => hour - known.hour <= carryMs);
    hours.push({ hour, dollars: new Map(held.map(([name, { usd }]) => [name, usd])) });
  }
  return hours;
}

/** What the contracts of `dollars` that `others` tell too add up to. */
function sum(dollars: Dollars, others: Dollars): number {
  let usd = 0;
  for (const [name, each] of dollars) if (others.has(name)) usd += each;
  return usd;
}
