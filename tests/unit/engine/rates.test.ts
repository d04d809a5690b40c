import { describe, expect, it } from 'vitest';
import { measureRate, measureUsual } from '../../../lib/engine/rates.ts';
import { createTape } from '../../../lib/engine/tape.ts';
import type { Tape } from '../../../lib/engine/tape.ts';

const t0 = Date.UTC(2026, 2, 1);
const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;

/** One order in the middle of every minute; in minute n of `dollars(n)`. */
function fill(tape: Tape, minutes: number, dollars: (minuteOf: number) => number): void {
  for (let n = 0; n < minutes; n += 1) {
    const usd = dollars(n);
    if (usd > 0)
      tape.push({ type: 'liquidation', time: t0 + n * minute + 30_000, base: 'BTC', position: 'long', usd, venue: 'bybit' });
  }
}

describe('usual rates', () => {
  it('holds a minute against the 99.5 % of the minutes of seven days', () => {
    const tape = createTape({ base: 'BTC' });
    // Of 10,080 minutes the one at place floor(0.995 * 10,079) = 10,028, counted from 0, is usual: it and 51 more are at the top.
    fill(tape, 10_080, n => (n % 197 === 0 ? 900_000 : 100_000));
    const [first] = measureUsual(tape, t0 + 7 * day).rates;
    // n % 197 === 0 holds for 52 minutes.
    expect(first).toEqual({ windowMs: minute, usd: 900_000, orders: 1 });

    const fewer = createTape({ base: 'BTC' });
    // Every 199th: 51 minutes, one too few.
    fill(fewer, 10_080, n => (n % 199 === 0 ? 900_000 : 100_000));
    expect(measureUsual(fewer, t0 + 7 * day).rates[0]?.usd).toBe(100_000);
  });

  it('never takes less than the floor for usual', () => {
    const tape = createTape({ base: 'BTC' });
    fill(tape, 10_080, () => 10);
    expect(measureUsual(tape, t0 + 7 * day).rates.map(({ usd }) => usd)).toEqual([50_000, 150_000, 500_000]);
  });

  it('looks at hours only where forced orders are told by the hour', () => {
    const tape = createTape({ base: 'BTC' });
    fill(tape, 10_080, n => (n % 60 === 59 ? 2_000_000 : 0));
    expect(measureUsual(tape, t0 + 7 * day).rates).toEqual([{ windowMs: hour, usd: 2_000_000, orders: 1 }]);
  });

  it('leaves out what came after the moment up to which it looks', () => {
    const tape = createTape({ base: 'BTC' });
    fill(tape, 5760, n => (n < 5700 ? 100_000 : 50_000_000));
    expect(measureUsual(tape, t0 + 5700 * minute).rates[0]?.usd).toBe(100_000);
  });

  it('says how short the own past is, and asks half as much more then', () => {
    const tape = createTape({ base: 'BTC' });
    fill(tape, 600, () => 100_000);
    const usual = measureUsual(tape, t0 + 10 * hour);
    expect(usual.pastMs).toBe(10 * hour);
    expect(usual.rates[0]?.usd).toBe(150_000);
  });
});

describe('rate', () => {
  it('is the span that stands out most', () => {
    const tape = createTape({ base: 'BTC' });
    fill(tape, 10_080, () => 100_000);
    const usual = measureUsual(tape, t0 + 7 * day);
    expect(usual.rates.map(({ usd }) => usd)).toEqual([100_000, 500_000, 6_000_000]);
    tape.push({ type: 'liquidation', time: t0 + 7 * day, base: 'BTC', position: 'long', usd: 300_000, venue: 'bybit' });
    const rate = measureRate(tape, usual, t0 + 7 * day + 1000);
    // The last minute holds its own order of 100,000, half a minute ago, and the new one: 4 times as much as usual, 2 orders where 4 are the least usual.
    expect(rate).toEqual({ windowMs: minute, usd: 400_000, usualUsd: 100_000, ratio: 4, ordersRatio: 0.5 });
    expect(measureRate(tape, usual, t0 + 7 * day + 1000, t0 + 7 * day).usd).toBe(300_000);
  });
});
