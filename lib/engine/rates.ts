import type { Tape } from './tape.ts';
import { dayMs, hourMs, minuteMs } from './amounts.ts';

/** The spans over which forced orders are added up, each with the dollars of longs below which nothing in it is unusual. */
export const rateWindows = [
  { windowMs: minuteMs, floorUsd: 50_000 },
  { windowMs: 5 * minuteMs, floorUsd: 150_000 },
  { windowMs: hourMs, floorUsd: 500_000 },
] as const;

/** How far back a coin is compared with itself, and how much of that must be known. */
export const ownPastMs = 7 * dayMs;
export const leastPastMs = 3 * dayMs;
const unusual = 0.995;
/** Where a window is empty more often than this, its 99.5 % say little, and hourly sums would look like bursts: a longer window judges. */
const leastFilled = 0.1;
/** With less past than three days what there is counts, but half as much more is asked for. */
const shortPastFactor = 1.5;
const leastProvisionalMs = hourMs;

/** What is usual for one span. */
export interface UsualRate {
  readonly windowMs: number;
  /** Dollars that 99.5 % of the coin's own spans do not exceed, or the floor if that is more. */
  readonly usd: number;
  /** The same of the number of orders; not a number where the own past is too short to tell. */
  readonly orders: number;
}

/** What is usual for a coin. */
export interface Usual {
  /** The spans in which its forced orders are dense enough to be judged, ascending; never empty. */
  readonly rates: readonly UsualRate[];
  /** How much of its own past that was made of, ms. Below three days it is provisional. */
  readonly pastMs: number;
}

/**
 * What was usual up to `until`, of up to seven days. The span that is being judged must lie behind `until`, so that a cascade is not held against
 * itself. Made of minutes: a trailing sum is looked at once a minute.
 */
export function measureUsual(tape: Tape, until: number): Usual {
  const { heardSince = until } = tape;
  // From the beginning of a minute on, as its sum is whole.
  const from = Math.floor(Math.max(heardSince, until - ownPastMs) / minuteMs) * minuteMs;
  const pastMs = Math.max(0, until - from);
  const factor = pastMs >= leastPastMs ? 1 : shortPastFactor;
  const samples = Math.max(1, Math.floor(pastMs / minuteMs));
  const rates = rateWindows.flatMap(({ windowMs, floorUsd }, place): readonly UsualRate[] => {
    const spans = trailing(tape, from, until, windowMs);
    const isKnown = pastMs >= leastProvisionalMs;
    const isLast = place === rateWindows.length - 1;
    if (isKnown && !isLast && spans.filled < leastFilled * samples) return [];
    return [
      {
        windowMs,
        usd: factor * Math.max(floorUsd, isKnown ? spans.usd : 0),
        orders: isKnown ? factor * spans.orders : Number.NaN,
      },
    ];
  });
  return { rates, pastMs };
}

/**
 * The 99.5 % of trailing sums of dollars and orders, one sum a minute from `from` to `until`, and how many of them were not 0. Only the highest are
 * kept on the way: they are few, and most sums are none of them.
 */
function trailing(
  { minutes }: Tape,
  from: number,
  until: number,
  windowMs: number,
): { readonly usd: number; readonly orders: number; readonly filled: number } {
  const samples = Math.max(1, Math.ceil((until - from) / minuteMs));
  const count = samples - Math.floor(unusual * (samples - 1));
  const usd = new Float64Array(count);
  const orders = new Float64Array(count);
  const end = minutes.from(until);
  let filled = 0;
  let tail = minutes.from(from);
  let head = tail;
  let minute = 0;
  let sumUsd = 0;
  let sumOrders = 0;
  while (tail < end) {
    if (tail === head) {
      // Between bursts there is nothing to add up, and nothing is carried over.
      minute = minutes.time(head);
      sumUsd = 0;
      sumOrders = 0;
    }
    if (minute >= until) break;
    for (; head < end && minutes.time(head) <= minute; head += 1) {
      sumUsd += minutes.value(0, head);
      sumOrders += minutes.value(1, head);
    }
    for (; tail < head && minutes.time(tail) <= minute - windowMs; tail += 1) {
      sumUsd -= minutes.value(0, tail);
      sumOrders -= minutes.value(1, tail);
    }
    if (tail < head) {
      keepHigh(usd, sumUsd);
      keepHigh(orders, sumOrders);
      filled += 1;
    }
    minute += minuteMs;
  }
  return { usd: usd[0] ?? 0, orders: orders[0] ?? 0, filled };
}

/** Puts a value among the highest, which ascend; the lowest of them falls out. */
function keepHigh(highest: Float64Array, value: number): void {
  let place = 0;
  while (place < highest.length && value > (highest[place] ?? 0)) {
    if (place > 0) highest[place - 1] = highest[place] ?? 0;
    place += 1;
  }
  if (place > 0) highest[place - 1] = value;
}

/** The trailing sum of one span against what is usual for it. */
export interface Rate {
  readonly windowMs: number;
  readonly usd: number;
  readonly usualUsd: number;
  /** Dollars over what is usual. */
  readonly ratio: number;
  /** Orders over what is usual; not a number where that is not known. */
  readonly ordersRatio: number;
}

/** Orders that a usual span has at the least, so that two do not count as twice one. */
const leastOrders = 4;

/** The span that stands out most from the coin's own past, at a moment. What was before `notBefore` is left out. */
export function measureRate(tape: Tape, { rates }: Usual, now: number, notBefore = -Infinity): Rate {
  let most: Rate | undefined;
  for (const { windowMs, usd: usualUsd, orders } of rates) {
    const from = Math.max(now - windowMs, notBefore);
    const usd = tape.longUsd(from, now);
    const ratio = usd / usualUsd;
    if (most !== undefined && ratio <= most.ratio) continue;
    const ordersRatio = tape.longOrders(from, now) / Math.max(leastOrders, orders);
    most = { windowMs, usd, usualUsd, ratio, ordersRatio };
  }
  return most ?? { windowMs: hourMs, usd: 0, usualUsd: 0, ratio: 0, ordersRatio: 0 };
}
