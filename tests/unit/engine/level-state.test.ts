import { describe, expect, it } from 'vitest';
import { recallLevel } from '../../../lib/engine/level-state.ts';
import type { Bar } from '../../../lib/model/trade.ts';
import { makeBars } from './make-bars.ts';
import { day, hour } from './make-sums.ts';

const start = Date.UTC(2026, 1, 1);

/** The level is 100; unless a range is given the margin is 0.3 % of it, so beyond is under 99.7 and over 100.3. */
function recall(bars: readonly Bar[], options: { readonly range?: number; readonly later?: number } = {}) {
  const now = (bars.at(-1)?.openTime ?? start) + hour + (options.later ?? 0);
  return recallLevel(100, bars, Array<number | undefined>(bars.length).fill(options.range), now);
}

describe('a level', () => {
  it('is broken by the second close in a row beyond the margin, at the time of that close', () => {
    expect(recall(makeBars(start, [105, 99.6, 99.5]))).toEqual({ state: 'broken', since: start + 3 * hour });
  });

  it('is not broken by one close, nor by two with one between them that is not beyond', () => {
    expect(recall(makeBars(start, [105, 99.6]))?.state).toBe('tested');
    expect(recall(makeBars(start, [105, 99.6, 99.8, 99.6]))?.state).toBe('tested');
  });

  it('is not broken by closes that are beyond it by less than 0.3 %', () => {
    expect(recall(makeBars(start, [105, 99.75, 99.75, 99.75]))?.state).toBe('tested');
  });

  it('asks for a quarter of the average range where that is more', () => {
    expect(recall(makeBars(start, [105, 99.2, 99.2]), { range: 4 })?.state).toBe('tested');
    expect(recall(makeBars(start, [105, 98.9, 98.9]), { range: 4 })?.state).toBe('broken');
  });

  it('is not broken by two closes with a missing hour between them', () => {
    const bars = makeBars(start, [105, 99.6, 99.6]);
    const late = bars.map((bar, place) => (place === 2 ? { ...bar, openTime: bar.openTime + hour } : bar));
    expect(recall(late)?.state).toBe('tested');
  });

  it('stays broken while the price comes back to it and does not cross', () => {
    expect(recall(makeBars(start, [105, 99.6, 99.6, 100.2, 100.5, 100.2, 98]))).toEqual({
      state: 'broken',
      since: start + 3 * hour,
    });
  });

  it('is reclaimed by two closes back above the margin, and stays so through later tests', () => {
    const closes = [105, 99.6, 99.6, 100.4, 100.4];
    expect(recall(makeBars(start, closes))).toEqual({ state: 'reclaimed', since: start + 5 * hour });
    expect(recall(makeBars(start, [...closes, 100.1, 99.6, 101]))).toEqual({ state: 'reclaimed', since: start + 5 * hour });
  });

  it('is broken once more when it falls again', () => {
    const closes = [105, 99.6, 99.6, 100.4, 100.4, 99, 98];
    expect(recall(makeBars(start, closes))).toEqual({ state: 'broken', since: start + 7 * hour });
  });

  it('that was resistance from the start is broken upwards, and broken again on the way down', () => {
    expect(recall(makeBars(start, [95, 100.4, 100.4]))).toEqual({ state: 'broken', since: start + 3 * hour });
    expect(recall(makeBars(start, [95, 100.4, 100.4, 99, 99]))).toEqual({ state: 'broken', since: start + 5 * hour });
  });

  it('is tested by a wick within 0.5 %, for 24 hours, and has held after', () => {
    const [first, second] = makeBars(start, [105, 105]);
    if (first === undefined || second === undefined) throw new Error('no bars');
    const wick = (low: number) => [first, { ...second, low }];
    expect(recall(wick(100.6))).toBeUndefined();
    expect(recall(wick(100.4))).toEqual({ state: 'tested', since: start + 2 * hour });
    expect(recall(wick(100.4), { later: day })?.state).toBe('tested');
    expect(recall(wick(100.4), { later: day + 1 })).toEqual({ state: 'held', since: start + 2 * hour });
  });

  it('is tested from below by a high, when it is resistance', () => {
    const [first, second] = makeBars(start, [95, 95]);
    if (first === undefined || second === undefined) throw new Error('no bars');
    expect(recall([first, { ...second, high: 99.4 }])).toBeUndefined();
    expect(recall([first, { ...second, high: 99.6 }])?.state).toBe('tested');
  });

  it('tells of the last touch, not the first', () => {
    expect(recall(makeBars(start, [105, 100.2, 105, 105, 100.2, 106]))?.since).toBe(start + 6 * hour);
  });

  it('has no state without bars, and forgets after 30 days', () => {
    expect(recall([])).toBeUndefined();
    const broken = makeBars(start, [105, 99.6, 99.3, 80]);
    expect(recall(broken, { later: 30 * day - hour })?.state).toBe('broken');
    expect(recall(broken, { later: 30 * day - hour + 1 })).toBeUndefined();
    const touched = makeBars(start, [105, 100.2, 105]);
    expect(recall(touched, { later: 30 * day })?.state).toBe('held');
    expect(recall(touched, { later: 30 * day + 1 })).toBeUndefined();
  });
});
