import { describe, expect, test } from 'vitest';
import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import type { MarketTime } from '../../../lib/feeds/market-time.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

const start = Date.UTC(2026, 10, 22, 12);
const hour = 3_600_000;

/** The host's clock is ahead of the local one by `aheadMs`; the answer took 200 ms. */
function tell(marketTime: MarketTime, time: FakeTime, host: string, aheadMs: number, resolutionMs = 1): void {
  const receivedAt = time.clock.now();
  const serverTime = Math.floor((receivedAt - 100 + aheadMs) / resolutionMs) * resolutionMs;
  marketTime.observe(host, { sentAt: receivedAt - 200, receivedAt, serverTime, resolutionMs });
}

function create(): { readonly time: FakeTime; readonly marketTime: MarketTime } {
  const time = createFakeTime(start);
  return { time, marketTime: createMarketTime({ clock: time.clock }) };
}

describe('agreement', () => {
  test('before two hosts agree, market time is local time and says so', () => {
    const { time, marketTime } = create();
    expect([marketTime.now(), marketTime.offsetMs, marketTime.agreed]).toEqual([start, 0, false]);
    tell(marketTime, time, 'a', 60_000);
    expect([marketTime.offsetMs, marketTime.agreed]).toEqual([0, false]);
  });

  test('two hosts that agree set the time to the middle of what both allow', () => {
    const { time, marketTime } = create();
    tell(marketTime, time, 'a', 60_000);
    tell(marketTime, time, 'b', 60_050);
    // a allows 59900..60101, b 59950..60151: both 59950..60101.
    expect(marketTime.offsetMs).toBe(60_025.5);
    expect(marketTime.now()).toBe(start + 60_026);
    expect(marketTime.hosts).toEqual(['a', 'b']);
    expect(marketTime.agreed).toBe(true);
  });

  test('one liar among three is outvoted, whenever it speaks', () => {
    for (const order of [
      ['liar', 'a', 'b'],
      ['a', 'liar', 'b'],
      ['a', 'b', 'liar'],
    ]) {
      const { time, marketTime } = create();
      for (const host of order) tell(marketTime, time, host, host === 'liar' ? 3 * hour : 5_000);
      expect(marketTime.offsetMs).toBeCloseTo(5_000.5);
      expect(marketTime.hosts).toEqual(['a', 'b']);
    }
  });

  test('two hosts that contradict each other settle nothing', () => {
    const { time, marketTime } = create();
    tell(marketTime, time, 'a', 5_000);
    tell(marketTime, time, 'x', 90_000);
    expect([marketTime.offsetMs, marketTime.agreed]).toEqual([0, false]);
  });

  test('between two camps of one size the time stays with the one that it follows', () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    for (const host of ['x', 'y']) tell(marketTime, time, host, 90_000);
    expect(marketTime.offsetMs).toBeCloseTo(5_000.5);
    tell(marketTime, time, 'z', 90_000);
    expect(marketTime.offsetMs).toBeCloseTo(90_000.5);
  });

  test('a clock that both hosts allow is left alone', () => {
    const { time, marketTime } = create();
    tell(marketTime, time, 'a', 40, 1000);
    tell(marketTime, time, 'b', -30, 1000);
    expect([marketTime.offsetMs, marketTime.agreed]).toEqual([0, true]);
  });

  test('an answer that took longer than half a minute, or came before it was asked for, says nothing', () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) {
      marketTime.observe(host, { sentAt: start - 40_000, receivedAt: start, serverTime: start + 50_000, resolutionMs: 1 });
      marketTime.observe(host, { sentAt: start + 10, receivedAt: start, serverTime: start + 50_000, resolutionMs: 1 });
      marketTime.observe(host, { sentAt: start, receivedAt: start, serverTime: NaN, resolutionMs: 1 });
    }
    expect(marketTime.agreed).toBe(false);
    expect(time.pending).toBe(0);
  });

  test('a machine whose date is nine months off lives on the market’s day', () => {
    const { time, marketTime } = create();
    const ahead = Date.UTC(2026, 1, 12, 0, 30) - start;
    for (const host of ['a', 'b']) tell(marketTime, time, host, ahead, 1000);
    expect(Math.abs(marketTime.now() - Date.UTC(2026, 1, 12, 0, 30))).toBeLessThanOrEqual(1_000);
  });
});

describe('steadiness', () => {
  test('the offset does not follow jitter inside what the hosts allow', async () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    const offset = marketTime.offsetMs;
    for (const jitter of [60, -60, 30, -90]) {
      await time.advance(60_000);
      for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000 + jitter);
      expect(marketTime.offsetMs).toBe(offset);
    }
  });

  test('going back, time goes no further than the hosts demand', async () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    await time.advance(60_000);
    for (const host of ['a', 'b']) tell(marketTime, time, host, 4_000);
    // 4000 ± 100, 1 ms of resolution: the nearest end to 5000.5.
    expect(marketTime.offsetMs).toBe(4_101);
  });

  test('what a host said expires', async () => {
    const { time, marketTime } = create();
    tell(marketTime, time, 'a', 5_000);
    await time.advance(3 * hour + 1);
    tell(marketTime, time, 'b', 5_000);
    expect(marketTime.agreed).toBe(false);
  });
});

describe('a local clock that jumps', () => {
  test('set back by a day, market time goes on as if nothing had happened', async () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    const before = marketTime.now();
    time.jump(-24 * hour);
    await time.advance(1_000);
    expect(marketTime.now()).toBe(before + 1_000);
    expect(marketTime.agreed).toBe(true);
  });

  test('moved forward, by hand or by a sleep, the time is not trusted until two hosts confirm it', () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    time.jump(24 * hour);
    marketTime.now();
    expect(marketTime.agreed).toBe(false);
    tell(marketTime, time, 'a', 5_000 - 24 * hour);
    expect(marketTime.agreed).toBe(false);
    tell(marketTime, time, 'b', 5_000 - 24 * hour);
    expect(marketTime.agreed).toBe(true);
    expect(marketTime.now()).toBe(start + 5_101);
  });

  test('after a sleep the offset stays what it was', () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    const { offsetMs } = marketTime;
    time.jump(8 * hour);
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_020);
    expect([marketTime.offsetMs, marketTime.agreed]).toEqual([offsetMs, true]);
  });
});

describe('memory', () => {
  test('a woken worker has the time at once', async () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    const memory = structuredClone(marketTime.toJSON());
    await time.advance(hour);
    const woken = createMarketTime({ clock: time.clock, memory });
    expect([woken.offsetMs, woken.agreed, woken.hosts]).toEqual([marketTime.offsetMs, true, ['a', 'b']]);
  });

  test('a memory from the future means that the clock was set back: the time is not trusted', () => {
    const { time, marketTime } = create();
    for (const host of ['a', 'b']) tell(marketTime, time, host, 5_000);
    const memory = marketTime.toJSON();
    time.jump(-24 * hour);
    expect(createMarketTime({ clock: time.clock, memory }).agreed).toBe(false);
  });

  test('listeners are told when there is something to save, and not otherwise', () => {
    const { time, marketTime } = create();
    let calls = 0;
    const off = marketTime.onChange(() => (calls += 1));
    tell(marketTime, time, 'a', 5_000);
    tell(marketTime, time, 'b', 5_000);
    expect(calls).toBe(2);
    tell(marketTime, time, 'a', 5_010);
    expect(calls).toBe(2);
    off();
    tell(marketTime, time, 'c', 5_000);
    expect(calls).toBe(2);
  });
});
