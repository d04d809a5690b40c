import type { LevelState } from '../model/snapshot.ts';
import type { Bar } from '../model/trade.ts';
import { dayMs, hourMs } from './amounts.ts';

/** A close is beyond a level by this share of it at the least. */
export const breakShare = 0.003;
/** And by this share of the hourly ATR(14). */
export const breakRangeShare = 0.25;
/** A wick this near, as a share of the level, touches it. */
export const touchShare = 0.005;
/** For so long after the last touch a level is `tested`; then it has `held`. */
export const testedForMs = dayMs;
/** What happened to a level earlier than this is forgotten. */
export const memoryMs = 30 * dayMs;

export interface LevelRecord {
  readonly state: LevelState;
  /** Close of the bar that decided, ms: the second close beyond, or the last touch. */
  readonly since: number;
}

/**
 * What became of a level, told from complete hourly bars in ascending order. `undefined` when they never came near it.
 *
 * The price starts on the side of the first close. Two closes in a row beyond the level, each by max(0.3 % of it, 0.25 ATR(14) at that
 * bar), take it to the other side; bars with a missing hour between them are not in a row. Going down through it is always `broken`.
 * Going up is `reclaimed` when the record has seen it broken downwards before, else it is resistance that was `broken`. Both last until
 * the next crossing, whatever touches follow.
 *
 * A level that was not crossed is `tested` for 24 hours after a wick has come within 0.5 % of it or pierced it, and has `held` after.
 * `averageRanges` belongs to `bars` place by place; while it is not known, only the 0.3 % counts.
 */
export function recallLevel(
  levelUsd: number,
  bars: readonly Bar[],
  averageRanges: readonly (number | undefined)[],
  now: number,
): LevelRecord | undefined {
  const start = bars[0];
  if (start === undefined) return undefined;
  let isAbove = start.close >= levelUsd;
  let wasBrokenDown = false;
  let closesBeyond = 0;
  let crossing: LevelRecord | undefined;
  let lastTouch: number | undefined;
  let before: Bar | undefined;

  for (const [place, bar] of bars.entries()) {
    const margin = Math.max(breakShare * levelUsd, breakRangeShare * (averageRanges[place] ?? 0));
    const isBeyond = isAbove ? bar.close < levelUsd - margin : bar.close > levelUsd + margin;
    const isNextHour = before !== undefined && bar.openTime - before.openTime === hourMs;
    const closedAt = bar.openTime + hourMs;
    closesBeyond = isBeyond ? (isNextHour ? closesBeyond : 0) + 1 : 0;
    before = bar;

    if (closesBeyond === 2) {
      isAbove = !isAbove;
      closesBeyond = 0;
      crossing = { state: isAbove && wasBrokenDown ? 'reclaimed' : 'broken', since: closedAt };
      if (!isAbove) wasBrokenDown = true;
    } else if (isAbove ? bar.low <= levelUsd * (1 + touchShare) : bar.high >= levelUsd * (1 - touchShare)) {
      lastTouch = closedAt;
    }
  }

  if (crossing !== undefined && now - crossing.since <= memoryMs) return crossing;
  if (lastTouch === undefined || now - lastTouch > memoryMs) return undefined;
  return { state: now - lastTouch <= testedForMs ? 'tested' : 'held', since: lastTouch };
}
