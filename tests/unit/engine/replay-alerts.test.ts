import { describe, expect, it } from 'vitest';
import { formatAlert } from '../../../lib/format/alert-words.ts';
import { createReplayAlerts } from '../../../lib/engine/replay-alerts.ts';
import type { Alert, BarInput, PhaseChange } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 2);
const minute = 60_000;
const hour = 60 * minute;

/** Hours that close at the prices given, each told in two bars of half an hour. */
const hoursOf = (closes: readonly number[], base = 'BTC'): readonly BarInput[] =>
  closes.flatMap((close, n) => {
    const open = closes[n - 1] ?? close;
    const shared = {
      type: 'bar',
      intervalMs: hour / 2,
      base,
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
    } as const;
    const middle = { ...shared, time: t0 + n * hour, close: open };
    return [middle, { ...shared, time: t0 + n * hour + hour / 2, close }];
  });

const change = (phase: PhaseChange['phase'], time: number): PhaseChange => ({
  time,
  base: 'BTC',
  phase,
  from: 'calm',
  evidence: [],
  r: { unknown: 'notFalling' },
});

const levelsIn = (alerts: readonly Alert[]): readonly unknown[] =>
  alerts
    .filter(alert => formatAlert(alert).title.includes('80,000'))
    .map(({ kind, time, isUpdate }) => [kind, (time - t0) / hour, isUpdate]);

describe('levels in a replay', () => {
  // The grid at 80,000 is 5,000. Closes more than 0.3 % beyond it count: two in a row break it, two back above reclaim it. Six hours must
  // lie between two alerts of one level.
  const closes = [82_000, 82_000, 79_000, 79_000, 79_000, 79_000, 79_000, 79_000, 79_000, 81_500, 81_500, 81_500];

  it('are broken, and reclaimed, at the second hourly close', () => {
    const alerts = createReplayAlerts([], undefined);
    expect(levelsIn(hoursOf(closes).flatMap(bar => alerts.input(bar)))).toEqual([
      ['level-broken', 4, false],
      ['level-reclaimed', 11, false],
    ]);
  });

  it('are updates of the alert of a fall that lasts', () => {
    const alerts = createReplayAlerts([], undefined);
    const [fall] = alerts.phase(change('building', t0));
    const told = hoursOf(closes).flatMap(bar => alerts.input(bar));
    expect(levelsIn(told)).toEqual([
      ['level-broken', 4, true],
      ['level-reclaimed', 11, true],
    ]);
    expect(new Set(told.map(({ group }) => group))).toEqual(new Set([fall?.group]));
  });

  it('are told of one coin where only its levels are asked for', () => {
    const alerts = createReplayAlerts([], 'ETH');
    expect(hoursOf(closes).flatMap(bar => alerts.input(bar))).toEqual([]);
  });
});

describe('the Fear & Greed index in a replay', () => {
  it('is told when its band changes, by the upper ends 25, 46, 54 and 75; the first only says where it stands', () => {
    const alerts = createReplayAlerts([], undefined);
    const values = [25, 26, 46, 47, 54, 55, 75, 76, 101, -1];
    const told = values.flatMap((value, n) =>
      alerts.input({ type: 'reference', time: t0 + n * 24 * hour, name: 'fear-greed', value }),
    );
    expect(told.map(alert => formatAlert(alert).title)).toEqual([
      'Fear & Greed: Fear',
      'Fear & Greed: Neutral',
      'Fear & Greed: Greed',
      'Fear & Greed: Extreme Greed',
    ]);
    expect(alerts.input({ type: 'reference', time: t0 + 900 * hour, name: 'dollar', value: 10 })).toEqual([]);
  });
});

describe('a threshold in a replay', () => {
  const rule = { base: 'BTC', position: 'long', usd: 1000, windowMs: hour } as const;
  const order = (minutes: number, usd: number, position: 'long' | 'short' = 'long', base = 'BTC') =>
    ({ type: 'liquidation', time: t0 + minutes * minute, base, position, usd, venue: 'bybit' }) as const;

  it('is told when its span adds up to it, and again only after it did not', () => {
    const alerts = createReplayAlerts([rule], undefined);
    const orders = [
      order(0, 600),
      order(1, 5000, 'short'),
      order(2, 5000, 'long', 'ETH'),
      // The first is an hour old and out: 500. Then 500 + 500, and more of the same.
      order(60, 500),
      order(61, 500),
      order(62, 500),
      // After a quiet hour one order alone is enough.
      order(200, 1000),
    ];
    const told = orders.flatMap(each => alerts.input(each));
    expect(told.map(({ time, kind }) => [(time - t0) / minute, kind])).toEqual([
      [61, 'threshold'],
      [200, 'threshold'],
    ]);
  });

  it('of all coins and both sides counts every order', () => {
    const alerts = createReplayAlerts([{ ...rule, base: 'ALL', position: 'both' }], undefined);
    const told = [order(0, 400, 'short'), order(1, 400, 'long', 'ETH'), order(2, 200)].flatMap(each => alerts.input(each));
    expect(told.map(({ time }) => (time - t0) / minute)).toEqual([2]);
  });
});
