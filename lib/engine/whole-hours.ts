import type { BarInput } from '../model/engine.ts';
import type { Bar } from '../model/trade.ts';
import { hourMs } from './amounts.ts';

/**
 * Puts the bars of one coin together to hours of the clock. Takes them in the order in which they were over, of any lengths mixed, and answers with each
 * hour once, as soon as bars of one length fill it without a gap.
 */
export function createWholeHours(): (bar: BarInput) => Bar | undefined {
  /** By length in ms: what there is of the hour that is running, and up to when. */
  const running = new Map<number, { readonly hour: Bar; readonly until: number }>();
  let toldTo = -Infinity;
  return ({ time, intervalMs, open, high, low, close }) => {
    const before = running.get(intervalMs);
    const until = time + intervalMs;
    const openTime = Math.floor(time / hourMs) * hourMs;
    if (time === openTime) running.set(intervalMs, { hour: { openTime, open, high, low, close }, until });
    else if (before?.until === time && before.hour.openTime === openTime) {
      const hour = { ...before.hour, high: Math.max(before.hour.high, high), low: Math.min(before.hour.low, low), close };
      running.set(intervalMs, { hour, until });
    } else return undefined;
    if (until !== openTime + hourMs || openTime <= toldTo) return undefined;
    toldTo = openTime;
    return running.get(intervalMs)?.hour;
  };
}
