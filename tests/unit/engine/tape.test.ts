import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTape } from '../../../lib/engine/tape.ts';
import type { BarInput, LiquidationInput } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 1);
const minute = 60_000;
const hour = 3_600_000;

function order(time: number, usd: number, more: Partial<LiquidationInput> = {}): LiquidationInput {
  return { type: 'liquidation', time, base: 'BTC', position: 'long', usd, venue: 'bybit', ...more };
}

function bar(time: number, close: number, more: Partial<BarInput> = {}): BarInput {
  return { type: 'bar', time, intervalMs: hour, base: 'BTC', open: close, high: close, low: close, close, ...more };
}

describe('tape', () => {
  it('adds up the longs of a span that includes its beginning and not its end', () => {
    const tape = createTape({ base: 'BTC' });
    for (const [seconds, usd] of [
      [0, 1],
      [10, 20],
      [20, 300],
    ] as const)
      tape.push(order(t0 + seconds * 1000, usd));
    expect(tape.longUsd(t0, t0 + 20_000)).toBe(21);
    expect(tape.longOrders(t0 + 1, t0 + 20_001)).toBe(2);
  });

  it('hears its own coin only, and the market hears all coins but the price of bitcoin', () => {
    const coin = createTape({ base: 'ETH' });
    const market = createTape({ base: undefined });
    for (const tape of [coin, market]) {
      tape.push(order(t0, 5));
      tape.push(order(t0, 7, { base: 'ETH' }));
      tape.push({ type: 'price', time: t0, base: 'BTC', usd: 80_000 });
      tape.push({ type: 'price', time: t0, base: 'ETH', usd: 2000 });
    }
    expect([coin.longUsd(t0, t0 + 1), market.longUsd(t0, t0 + 1)]).toEqual([7, 12]);
    expect([coin.priceAt(t0)?.usd, market.priceAt(t0)?.usd]).toEqual([2000, 80_000]);
  });

  it('gives the same sums in whatever order the rows come, however many were forgotten in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 1, max: 1000 })), { maxLength: 200 }),
        rows => {
          const sorted = createTape({ base: 'BTC' });
          const shuffled = createTape({ base: 'BTC' });
          for (const [seconds, usd] of rows) shuffled.push(order(t0 + seconds * 1000, usd));
          for (const [seconds, usd] of [...rows].sort((left, right) => left[0] - right[0]))
            sorted.push(order(t0 + seconds * 1000, usd));
          const expected = rows.filter(([seconds]) => seconds >= 3600 && seconds < 7000).reduce((sum, [, usd]) => sum + usd, 0);
          // Eight hours later the first hour of the two is gone.
          sorted.trim(t0 + hour + 8 * hour);
          for (const tape of [sorted, shuffled]) expect(tape.longUsd(t0 + hour, t0 + 7000_000)).toBe(expected);
        },
      ),
    );
  });

  it('knows a bar from its close on, and its extremes only inside the span asked for', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(bar(t0, 100, { high: 130, low: 90 }));
    tape.push(bar(t0 + hour, 110, { high: 115, low: 95 }));
    expect(tape.priceAt(t0 + hour - 1)).toBeUndefined();
    expect(tape.priceAt(t0 + hour)).toEqual({ usd: 100, at: t0 + hour });
    expect(tape.highest(1, t0, t0 + 2 * hour)).toBe(130);
    expect(tape.highest(1, t0 + 1, t0 + 2 * hour)).toBe(115);
    expect(tape.highest(2, t0 - 10 * hour, t0 + 2 * hour)).toBeUndefined();
    expect(tape.lowest(t0, t0 + 2 * hour)).toEqual({ usd: 90, at: t0 + hour });
  });

  it('looks again at a span into which a bar came late', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(bar(t0, 100));
    tape.push(bar(t0 + 2 * hour, 100));
    expect(tape.highest(1, t0, t0 + 3 * hour)).toBe(100);
    tape.push(bar(t0 + hour, 100, { high: 140 }));
    expect(tape.highest(1, t0, t0 + 3 * hour)).toBe(140);
  });

  it('takes a change of open interest only between figures of one set of venues', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push({ type: 'interest', time: t0, base: 'BTC', coins: 1000, of: 'a,b' });
    tape.push({ type: 'interest', time: t0 + hour, base: 'BTC', coins: 2000, of: 'a,b,c' });
    expect(tape.interestChange(t0, t0 + 2 * hour)).toEqual({ change: 0, at: t0 });
    tape.push({ type: 'interest', time: t0 + 2 * hour, base: 'BTC', coins: 950, of: 'a,b' });
    const change = tape.interestChange(t0, t0 + 2 * hour);
    expect(change?.change).toBeCloseTo(-0.05, 12);
    expect(change?.at).toBe(t0 + 2 * hour);
  });

  it('reads coins from the dollars of a bar by its close: dollars that fall with the price close nothing', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(bar(t0, 100, { openInterestUsd: 5000 }));
    tape.push(bar(t0 + hour, 90, { openInterestUsd: 4500 }));
    expect(tape.interestChange(t0 + hour, t0 + 2 * hour)?.change).toBe(0);
  });

  it('weighs what takers bought by coins, and does not know it from bars without', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(bar(t0, 100, { volume: 30, takerBuyBase: 10 }));
    tape.push(bar(t0 + hour, 100, { volume: 10, takerBuyBase: 10 }));
    expect(tape.takerBuyShare(t0, t0 + 2 * hour)).toEqual({ share: 0.5, at: t0 + 2 * hour });
    expect(tape.takerBuyShare(t0, t0 + 9 * hour)).toBeUndefined();
  });

  it('counts fills of one order once and leaves out venues that do not tell every order', () => {
    const tape = createTape({ base: 'BTC', isComplete: venue => venue !== 'binance' });
    tape.push(order(t0, 1));
    tape.push(order(t0 + 60, 1));
    tape.push(order(t0 + 500, 1));
    tape.push(order(t0 + 700, 1, { venue: 'binance' }));
    tape.push(order(t0 + 900, 1, { position: 'short' }));
    expect([...tape.orderTimes(t0, t0 + minute)]).toEqual([t0, t0 + 500]);
  });

  it('keeps the sums of a flood, of single orders only the newest, and tells from when on these are all there', () => {
    const tape = createTape({ base: 'BTC' });
    // Ten a second for 2,000 seconds, further apart than fills of one order; one more comes late.
    for (let place = 0; place < 20_000; place += 1) tape.push(order(t0 + place * 101, 3));
    tape.push(order(t0 + 50, 40));
    const end = t0 + 20_000 * 101;
    // 20,000 less 8,192 were let go: the last of them is the 11,808th.
    expect(tape.singleSince).toBe(t0 + 11_807 * 101);
    expect(tape.orderTimes(t0, end)).toHaveLength(8_192);
    expect([tape.longUsd(t0, end), tape.longOrders(t0, end)]).toEqual([60_040, 20_001]);
    expect(tape.longUsd(t0, t0 + 1_000)).toBe(10 * 3 + 40);
  });

  it('hears an order without dollars as one of those that R is measured from, and as nothing else', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(order(t0, 0));
    expect([...tape.orderTimes(t0, t0 + minute)]).toEqual([t0]);
    expect([tape.heardSince, tape.longOrders(t0, t0 + minute), tape.minutes.end]).toEqual([undefined, 0, 0]);
  });

  it('keeps the minutes of orders that it forgets', () => {
    const tape = createTape({ base: 'BTC' });
    tape.push(order(t0, 3));
    tape.push(order(t0 + 30_000, 4));
    tape.trim(t0 + 72 * hour);
    expect(tape.longUsd(t0, t0 + minute)).toBe(0);
    expect([tape.minutes.time(tape.minutes.first), tape.minutes.value(0, tape.minutes.first)]).toEqual([t0, 7]);
  });
});
