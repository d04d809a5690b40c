import type { Crash, Hour } from './labels.ts';

/** When a fall was called over. */
export interface Call {
  readonly time: number;
  /** Whether no hour of the next 24 went below the low that it had had until then. */
  readonly isHeld: boolean;
  /** Hours since that low. */
  readonly lagHours: number;
  /** How much of the price at that low was already won back: what a reader of the call had missed. */
  readonly reboundShare: number;
}

const hourMs = 3_600_000;
const holdMs = 24 * hourMs;

/** What happened after a call at `time`, an end of an hour, on the fall of a crash. `undefined` while there was no hour of the crash yet. */
export function judgeCall(hours: readonly Hour[], crash: Crash, time: number): Call | undefined {
  const before = hours.filter(hour => hour.time >= crash.crashAt && hour.time + hourMs <= time);
  const last = before.at(-1);
  if (last === undefined) return undefined;
  const lowest = before.reduce((low, hour) => (hour.low < low.low ? hour : low));
  const after = hours.filter(hour => hour.time >= time && hour.time < time + holdMs);
  return {
    time,
    isHeld: after.every(({ low }) => low >= lowest.low),
    lagHours: (time - lowest.time - hourMs) / hourMs,
    reboundShare: last.close / lowest.low - 1,
  };
}

/**
 * The rule of the sheet: so many hours without a new low since the crash began, and, if asked for, a share of the fall won back by the close. `undefined`
 * when the record ends before.
 */
export function callByRule(hours: readonly Hour[], crash: Crash, quietHours: number, retraced = 0): Call | undefined {
  let lowUsd = Infinity;
  let lowAt = 0;
  for (const { time, low, close } of hours) {
    if (time < crash.crashAt) continue;
    if (low < lowUsd) [lowUsd, lowAt] = [low, time];
    const isBack = close >= lowUsd + retraced * (crash.highUsd - lowUsd);
    if (time - lowAt >= quietHours * hourMs && isBack) return judgeCall(hours, crash, time + hourMs);
  }
  return undefined;
}
