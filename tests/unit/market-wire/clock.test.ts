import { describe, expect, it } from 'vitest';
import { createManualClock, createMarketClock } from '../../market/clock.ts';
import { pointsOf, scenarioIn, startPoint } from '../../market/start-point.ts';
import { t0, tinyLedger } from './tiny-ledger.ts';

describe('the manual clock', () => {
  it('fires timers in order of time, periods on whole multiples', async () => {
    const clock = createManualClock(1_250);
    const fired: [string, number][] = [];
    clock.every(500, () => fired.push(['every', clock.now()]));
    clock.after(300, () => fired.push(['after', clock.now()]));
    await clock.advance(1_000);
    expect(fired).toEqual([
      ['every', 1_500],
      ['after', 1_550],
      ['every', 2_000],
    ]);
    expect(clock.now()).toBe(2_250);
  });

  it('lets promises run between two timers', async () => {
    const clock = createManualClock(0);
    const order: string[] = [];
    clock.after(10, () => {
      order.push('first');
      void Promise.resolve().then(() => order.push('its promise'));
    });
    clock.after(20, () => order.push('second'));
    await clock.advance(30);
    expect(order).toEqual(['first', 'its promise', 'second']);
  });

  it('forgets cancelled timers', async () => {
    const clock = createManualClock(0);
    const cancel = clock.every(10, () => expect.unreachable());
    cancel();
    await clock.advance(100);
    expect(clock.pending()).toBe(0);
  });
});

describe('the market clock', () => {
  it('runs at the speed of the machine from any base and fires on whole multiples, never early', async () => {
    const clock = createMarketClock(t0 + 123);
    const fired: number[] = [];
    clock.every(20, () => fired.push(clock.now()));
    await new Promise<void>(resolve => void clock.after(110, resolve));
    clock.stop();
    expect(clock.now() - t0).toBeGreaterThanOrEqual(233);
    expect(clock.now() - t0).toBeLessThan(700);
    expect(fired.length).toBeGreaterThanOrEqual(2);
    expect(fired[0]).toBeGreaterThanOrEqual(t0 + 140);
  });
});

describe('the start point', () => {
  it('reads offsets, names, ISO times and milliseconds', () => {
    const ledger = tinyLedger();
    expect(startPoint(ledger, undefined)).toBe(t0);
    expect(startPoint(ledger, '+40m')).toBe(t0 + 40 * 60_000);
    expect(startPoint(ledger, '-2h')).toBe(t0 - 2 * 3_600_000);
    expect(startPoint(ledger, 'fall+30s')).toBe(t0 + 3_630_000);
    expect(startPoint(ledger, 'tiny+1d')).toBe(t0 + 24 * 3_600_000);
    expect(startPoint(ledger, '2026-01-15T13:00Z')).toBe(t0 + 3_600_000);
    expect(startPoint(ledger, t0 + 5)).toBe(t0 + 5);
  });

  it('throws for unknown names and moments outside the ledger', () => {
    expect(() => startPoint(tinyLedger(), 'flood+1m')).toThrow('has no point flood');
    expect(() => startPoint(tinyLedger(), '+9d')).toThrow('outside');
    expect(() => startPoint(tinyLedger(), 'soon, perhaps')).toThrow('outside');
  });

  it('knows the scenario that a start names', () => {
    expect(scenarioIn('cascade+40m', ['calm', 'cascade'])).toBe('cascade');
    expect(scenarioIn('+40m', ['calm', 'cascade'])).toBeUndefined();
    expect(pointsOf(tinyLedger())).toEqual({ fall: t0 + 3_600_000 });
  });
});
