import type { HourBar } from '../../market/world.ts';

/** What happened to a price level in one hour. */
export interface LevelEvent {
  readonly kind: 'broken' | 'reclaimed' | 'tested';
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
}

/**
 * A second, small reading of the rule: broken when two hourly closes in a row lie below by max(0.3 %, a quarter of ATR(14)), reclaimed likewise
 * above, tested when a wick comes within 0.5 % and neither happens.
 */
export function levelEvents(bars: readonly HourBar[], level: number): readonly LevelEvent[] {
  const events: LevelEvent[] = [];
  const ranges: number[] = [];
  let above = (bars[0]?.close ?? 0) > level;
  let beyond = 0;
  let lastClose = bars[0]?.open ?? 0;
  for (const { openTime, high, low, close } of bars) {
    ranges.push(Math.max(high, lastClose) - Math.min(low, lastClose));
    lastClose = close;
    const recent = ranges.slice(-14);
    const atr = recent.reduce((total, range) => total + range, 0) / recent.length;
    const margin = Math.max(0.003 * level, 0.25 * atr);
    beyond = (above ? close < level - margin : close > level + margin) ? beyond + 1 : 0;
    const day = new Date(openTime).toISOString().slice(0, 10);
    if (beyond === 2) {
      events.push({ kind: above ? 'broken' : 'reclaimed', day });
      above = !above;
      beyond = 0;
    } else if (above ? low <= level * 1.005 : high >= level * 0.995) {
      events.push({ kind: 'tested', day });
    }
  }
  return events;
}
