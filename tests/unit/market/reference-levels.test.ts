import { describe, expect, it } from 'vitest';
import { createLedger } from '../../market/scenarios/registry.ts';
import { levelEvents } from './level-states.ts';

const DAY = 86_400_000;

describe.each([undefined, 1, 77])('levels of bitcoin on the reference day, seed %s', seed => {
  const ledger = createLedger('reference-day', seed);
  const bars = ledger.hourBars('BTC', ledger.t0 - 42 * DAY, ledger.t0);
  const eventsOf = (level: number) => levelEvents(bars, level);
  const turnsOf = (level: number) => eventsOf(level).filter(({ kind }) => kind !== 'tested');

  it('breaks 75,000 on 4 February and never comes near it again', () => {
    expect(turnsOf(75_000)).toEqual([{ kind: 'broken', day: '2026-02-04' }]);
    expect(eventsOf(75_000).at(-1)).toEqual({ kind: 'broken', day: '2026-02-04' });
  });

  it('breaks 70,000 on the 5th, reclaims it on the 8th and breaks it again on 10 February', () => {
    expect(turnsOf(70_000)).toEqual([
      { kind: 'broken', day: '2026-02-05' },
      { kind: 'reclaimed', day: '2026-02-08' },
      { kind: 'broken', day: '2026-02-10' },
    ]);
    expect(eventsOf(70_000).at(-1)).toEqual({ kind: 'broken', day: '2026-02-10' });
  });

  it('breaks and reclaims 65,000 on 6 February and holds it since', () => {
    expect(turnsOf(65_000)).toEqual([
      { kind: 'broken', day: '2026-02-06' },
      { kind: 'reclaimed', day: '2026-02-06' },
    ]);
    expect(eventsOf(65_000).at(-1)).toEqual({ kind: 'reclaimed', day: '2026-02-06' });
  });

  it('tests 60,000 on 6 February only, without a close below it', () => {
    const events = eventsOf(60_000);
    expect(new Set(events.map(({ kind, day }) => `${kind} ${day}`))).toEqual(new Set(['tested 2026-02-06']));
    expect(Math.min(...bars.map(({ low }) => low))).toBeLessThan(60_300);
    expect(Math.min(...bars.map(({ low }) => low))).toBeGreaterThan(59_700);
    expect(Math.min(...bars.map(({ close }) => close))).toBeGreaterThan(60_000);
  });

  it('has an unbroken hour bar for each of the 1,000 hours that a client can ask for', () => {
    const thousand = ledger.hourBars('BTC', ledger.t0 - 1000 * 3_600_000, ledger.t0);
    expect(thousand).toHaveLength(1000);
    for (const { open, high, low, close } of thousand) {
      expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
    }
  });

  it('does not move any of them in the six hours after t0', () => {
    const all = ledger.hourBars('BTC', ledger.t0 - 42 * DAY, ledger.to);
    for (const level of [75_000, 70_000, 65_000, 60_000]) expect(levelEvents(all, level)).toEqual(eventsOf(level));
  });
});
