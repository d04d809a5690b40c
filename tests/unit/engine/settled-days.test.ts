import { describe, expect, it } from 'vitest';
import { windowTotals } from '../../../lib/engine/totals.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { day, halfHour, makeDays, makeInput, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);

describe('days that are long over, whose sums are kept', () => {
  const old = now - 10 * day;
  const both = [
    ...makeDays('gate', minute, [
      [old, 1, 'BTC', 10_00, 0],
      [old, 1, 'ETH', 3_00, 0],
    ]),
    ...makeDays('gate', halfHour, [[old, 1, 'BTC', 700_00, 0]]),
  ];
  const spoken = [{ from: old, to: old + halfHour }];
  const ask = (fine: readonly Interval[], coarse: readonly Interval[], base?: string) =>
    windowTotals(makeInput(now, { days: both, coverage: [{ venue: 'gate', fine, coarse }] }), base)['30d']?.usd;

  it('are added anew when it becomes known that another layer tells of them', () => {
    expect(ask(spoken, spoken)).toBe(13);
    expect(ask([], spoken)).toBe(700);
    expect(ask(spoken, spoken)).toBe(13);
  });

  it('are added for a coin that is asked for later, and not twice', () => {
    expect([ask(spoken, []), ask(spoken, [], 'ETH'), ask(spoken, [], 'BTC'), ask(spoken, [], 'ETH'), ask(spoken, [])]).toEqual([
      13, 3, 10, 3, 13,
    ]);
    for (let coin = 0; coin < 20; coin += 1) expect(ask(spoken, [], `COIN${coin}`)).toBe(0);
    expect(ask(spoken, [], 'ETH')).toBe(3);
  });

  it('leave the windows one after the other as time goes on', () => {
    const days = makeDays('gate', minute, [[now - 6 * day, 1, 'BTC', 10_00, 0]]);
    const at = (later: number) => {
      const totals = windowTotals(makeInput(now + later, { days }));
      return [totals['7d']?.usd, totals['30d']?.usd];
    };
    expect([at(0), at(day), at(day + minute), at(24 * day), at(24 * day + minute)]).toEqual([
      [10, 10],
      [10, 10],
      [0, 10],
      [0, 10],
      [0, 0],
    ]);
  });
});
