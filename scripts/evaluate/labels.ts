/** Hours of price, ascending. Times in ms. */
export interface Hour {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A crash as price alone tells it. */
export interface Crash {
  /** Opening of the hour from which on the price was well below its high without a break. */
  readonly onset: number;
  /** Opening of the first hour that was a crash by itself. */
  readonly crashAt: number;
  /** End of the last one. */
  readonly end: number;
  readonly lowUsd: number;
  /** Opening of the hour of the low. */
  readonly lowAt: number;
  /** The high that it fell from, as the hour of the onset saw it. */
  readonly highUsd: number;
}

/** How deep a fall is a crash, and how deep one has begun, as shares of the high of the hours before. */
export interface CrashDepth {
  readonly crash: number;
  readonly onset: number;
}

const hourMs = 3_600_000;
const trailingHours = 12;
const mergeMs = 24 * hourMs;

/**
 * Crashes by price only: an hour is one when its low is `crash` or more below the highest high of twelve hours, its own the last; such hours less than 24 h
 * apart are one crash. Its onset is the first of the unbroken hours before it that were `onset` or more below theirs. Hours that the record
 * lacks are not made up: twelve hours are twelve rows.
 */
export function labelCrashes(hours: readonly Hour[], depth: CrashDepth): readonly Crash[] {
  const highs = hours.map((_, index) =>
    hours.slice(Math.max(0, index - trailingHours + 1), index + 1).reduce((high, hour) => Math.max(high, hour.high), 0),
  );
  const isBelow = (index: number, share: number): boolean => (hours[index]?.low ?? Infinity) <= (1 - share) * (highs[index] ?? 0);
  const crashes: Crash[] = [];
  hours.forEach((hour, index) => {
    if (!isBelow(index, depth.crash)) return;
    const end = hour.time + hourMs;
    const last = crashes.at(-1);
    if (last !== undefined && end - last.end < mergeMs) {
      const low = hour.low < last.lowUsd ? { lowUsd: hour.low, lowAt: hour.time } : {};
      crashes[crashes.length - 1] = { ...last, ...low, end };
      return;
    }
    let first = index;
    while (isBelow(first - 1, depth.onset)) first -= 1;
    crashes.push({
      onset: hours[first]?.time ?? hour.time,
      crashAt: hour.time,
      end,
      lowUsd: hour.low,
      lowAt: hour.time,
      highUsd: highs[first] ?? hour.high,
    });
  });
  return crashes;
}
