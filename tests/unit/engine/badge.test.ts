import { describe, expect, it } from 'vitest';
import { createBadge } from '../../../lib/engine/badge.ts';
import type { BadgeInput } from '../../../lib/engine/badge.ts';
import { judgeLongs } from '../../../lib/engine/unusual-longs.ts';
import type { HourBar, LevelsFigure, LiquidationTotal } from '../../../lib/model/snapshot.ts';
import { hour, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);
const midnight = Date.UTC(2026, 1, 12);
/** Opening of the last hour of the clock that was over when the last rolling hour began. */
const lastCompared = midnight - 2 * hour;

function makeHours(count: number, longUsd: number, heard = 1): HourBar[] {
  return Array.from({ length: count }, (_, place) => ({
    time: lastCompared - (count - 1 - place) * hour,
    longUsd,
    shortUsd: 0,
    heard,
  }));
}

function makeTotal(longUsd: number, coverage = 1): LiquidationTotal {
  return { usd: longUsd, longUsd, shortUsd: 0, venuesHeard: 1, venuesEnabled: 1, coverage, floor: true };
}

function makeLevels(...levels: readonly (readonly [price: number, state: 'broken' | 'held', since: number])[]): LevelsFigure {
  return {
    levels: levels.map(([price, state, since]) => ({ price, role: 'resistance', state, since, reasons: ['round number'] })),
    at: midnight,
    source: 'Binance',
  };
}

const formats = {
  money: (usd: number) => `$${usd}`,
  price: (usd: number) => `${usd}`,
  moment: (time: number) => `${(time - midnight) / hour} h`,
};

function badge(changes: Partial<BadgeInput> = {}) {
  return createBadge(
    { now, base: 'BTC', freshAt: now, lastHour: makeTotal(1e6), hours: makeHours(168, 2e6), levels: makeLevels(), ...changes },
    formats,
  );
}

describe('unusual longs', () => {
  it('are more than 99.5 % of the own hours: above 7.17 million when 165 hours had 6, one 7 and one 8', () => {
    // 167 values: place 0.995 * 166 = 165.17, so 7 + 0.17 * (8 - 7) = 7.17 million.
    const hours = makeHours(167, 6e6);
    const [first, second] = hours;
    if (first === undefined || second === undefined) throw new Error('no hours');
    hours[0] = { ...first, longUsd: 7e6 };
    hours[1] = { ...second, longUsd: 8e6 };
    const verdict = judgeLongs({ now, lastHour: makeTotal(7.1e6), hours });
    expect(verdict).toMatchObject({ kind: 'usual', longUsd: 7.1e6 });
    expect(verdict.kind === 'usual' ? verdict.thresholdUsd : NaN).toBeCloseTo(7.17e6, 3);
    expect(judgeLongs({ now, lastHour: makeTotal(7.2e6), hours }).kind).toBe('unusual');
  });

  it('are more than 5 million, however quiet the week was', () => {
    const hours = makeHours(168, 1_000);
    expect(judgeLongs({ now, lastHour: makeTotal(5e6), hours })).toEqual({ kind: 'usual', longUsd: 5e6, thresholdUsd: 5e6 });
    expect(judgeLongs({ now, lastHour: makeTotal(5.1e6), hours }).kind).toBe('unusual');
  });

  it('cannot be told from fewer than three days of hours, nor of an hour that was not heard', () => {
    expect(judgeLongs({ now, lastHour: makeTotal(9e6), hours: makeHours(71, 1e6) }).kind).toBe('unknown');
    expect(judgeLongs({ now, lastHour: makeTotal(9e6), hours: makeHours(72, 1e6) }).kind).toBe('unusual');
    expect(judgeLongs({ now, lastHour: undefined, hours: makeHours(168, 1e6) }).kind).toBe('unknown');
  });

  it('are compared with hours that were heard about as well as the last one', () => {
    const total = makeTotal(9e6, 0.8);
    expect(judgeLongs({ now, lastHour: total, hours: makeHours(100, 1e6, 0.71) }).kind).toBe('unknown');
    expect(judgeLongs({ now, lastHour: total, hours: makeHours(100, 1e6, 0.73) }).kind).toBe('unusual');
    const faint = makeTotal(9e6, 0.2);
    expect(judgeLongs({ now, lastHour: faint, hours: makeHours(100, 1e6, 0.24) }).kind).toBe('unknown');
    expect(judgeLongs({ now, lastHour: faint, hours: makeHours(100, 1e6, 0.26) }).kind).toBe('unusual');
  });

  it('are not compared with themselves, nor with hours of more than seven days ago', () => {
    const itself = { time: midnight - hour, longUsd: 90e6, shortUsd: 0, heard: 1 };
    const running = { time: midnight, longUsd: 90e6, shortUsd: 0, heard: 1 };
    const old = { time: now - 169 * hour - 1, longUsd: 90e6, shortUsd: 0, heard: 1 };
    expect(judgeLongs({ now, lastHour: makeTotal(9e6), hours: [old, ...makeHours(100, 1e6), itself, running] }).kind).toBe(
      'unusual',
    );
  });
});

describe('the badge', () => {
  const broken = makeLevels([70_000, 'broken', midnight - 2 * hour]);
  const cascade = makeTotal(42e6);

  it('says first that it does not know, after three minutes without anything new', () => {
    expect(badge({ freshAt: now - 3 * minute, lastHour: cascade, levels: broken })).toEqual({
      kind: 'stale',
      text: '?',
      word: 'No fresh data',
      detail: 'last heard 0.45 h',
    });
    expect(badge({ freshAt: now - 3 * minute + 1 }).kind).toBe('silent');
    expect(badge({ freshAt: undefined })).toMatchObject({ kind: 'stale', text: '?', word: 'No data yet' });
  });

  it('says then that longs are forced out', () => {
    expect(badge({ lastHour: cascade, levels: broken })).toEqual({
      kind: 'longs',
      text: '▼',
      word: 'Longs forced out',
      detail: '$42000000 of BTC longs in the last hour, unusual above $5000000',
    });
  });

  it('says then that a level broke in the last six hours', () => {
    expect(badge({ levels: broken })).toEqual({ kind: 'level', text: '!', word: 'Level broken', detail: 'BTC 70000 since -2 h' });
    expect(badge({ levels: makeLevels([70_000, 'broken', now - 6 * hour]) }).kind).toBe('level');
    expect(badge({ levels: makeLevels([70_000, 'broken', now - 6 * hour - 1]) }).kind).toBe('silent');
    expect(badge({ levels: makeLevels([70_000, 'held', midnight]) }).kind).toBe('silent');
  });

  it('names the newest break, and the lowest of several at once', () => {
    const levels = makeLevels(
      [75_000, 'broken', midnight - 3 * hour],
      [70_000, 'broken', midnight - hour],
      [65_000, 'broken', midnight - hour],
      [60_000, 'broken', midnight - 2 * hour],
    );
    expect(badge({ levels }).detail).toBe('BTC 65000 since -1 h');
    expect(badge({ levels: { ...levels, levels: levels.levels.toReversed() } }).detail).toBe('BTC 65000 since -1 h');
  });

  it('is silent otherwise, and says what it could not look at', () => {
    expect(badge()).toEqual({
      kind: 'silent',
      text: '',
      word: 'No alarm',
      detail: 'usual BTC longs, no level broken in 6 h',
    });
    expect(badge({ hours: [], levels: undefined }).detail).toBe('past too short to judge, levels not known');
  });
});
