import { describe, expect, test } from 'vitest';
import type { FeedBatch } from '../../../lib/feeds/socket-feed.ts';
import { start } from './fake-host.ts';
import { listening } from './socket-rig.ts';

describe('batches', () => {
  test('events come in one batch at most every 250 ms', async () => {
    const { time, socket, batches, keys } = await listening();
    for (let index = 0; index < 100; index += 1) {
      await time.advance(10);
      socket().say({ orders: [[`order ${String(index)}`, time.clock.now()]] });
    }
    await time.advance(250);
    // A second of events: one batch at once, then one each 250 ms.
    expect(batches.length).toBeLessThanOrEqual(6);
    expect(keys()).toHaveLength(100);
    expect(batches[0]).toMatchObject({ venue: 'bybit', stream: 'all' });
  });

  test('without events a claim is written every five seconds only', async () => {
    const { live, batches } = await listening();
    await live(60_000);
    expect(batches.length).toBeLessThanOrEqual(13);
    expect(batches.length).toBeGreaterThanOrEqual(11);
  });

  test('an order that is said twice, in one frame or in two, is handed on once', async () => {
    const { time, socket, keys } = await listening();
    socket().say({
      orders: [
        ['a', start],
        ['a', start],
        ['b', start],
      ],
    });
    await time.advance(1_000);
    socket().say({
      orders: [
        ['b', start],
        ['c', start - 500],
        ['a', start],
      ],
    });
    await time.advance(1_000);
    expect(keys()).toEqual(['a', 'b', 'c']);
  });

  test('the next batch waits until the one before is written', async () => {
    const written: (() => void)[] = [];
    const sizes: number[] = [];
    const { time, socket } = await listening({
      onBatch: batch => {
        sizes.push(batch.events.length);
        return new Promise(resolve => written.push(resolve));
      },
    });
    socket().say({ orders: [['a', start]] });
    await time.advance(1_000);
    socket().say({
      orders: [
        ['b', start],
        ['c', start],
      ],
    });
    await time.advance(2_000);
    expect(sizes).toEqual([1]);
    written[0]?.();
    await time.advance(250);
    expect(sizes).toEqual([1, 2]);
  });

  test('a batch that cannot be written is handed on again, unchanged, and before anything later', async () => {
    let isBroken = true;
    const tried: string[][] = [];
    const { time, socket, feed } = await listening({
      onBatch: async batch => {
        tried.push(batch.events.map(({ key }) => key));
        if (isBroken) throw new Error('disk full');
      },
    });
    socket().say({ orders: [['a', start]] });
    await time.advance(100);
    socket().say({ orders: [['b', start]] });
    await time.advance(100);
    expect(feed.health).toMatchObject({ state: 'failing', reason: 'unstored' });
    isBroken = false;
    await time.advance(2_000);
    expect(tried).toEqual([['a'], ['a'], ['b']]);
    expect(feed.health.state).toBe('live');
  });

  test('a flood of 5,000 events a second is handed on whole, with bounded batches', async () => {
    const { time, socket, batches, keys, feed, heard } = await listening();
    let sent = 0;
    for (let frame = 0; frame < 1_000; frame += 1) {
      await time.advance(10);
      const orders = Array.from({ length: 50 }, () => [`order ${String((sent += 1))}`, time.clock.now()]);
      socket().say({ orders });
    }
    await feed.stop();
    expect(keys()).toHaveLength(50_000);
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(1_300);
    expect(heard()).toEqual([{ from: start + 1_000, to: start + 8_000 }]);
  });

  test('what waited for a slow writer is handed on in parts, and no time is claimed before the last of them', async () => {
    let release: () => void = () => undefined;
    let isFirst = true;
    const taken: { readonly count: number; readonly heard: FeedBatch['heard'] }[] = [];
    const { time, socket, feed } = await listening({
      onBatch: async batch => {
        taken.push({ count: batch.events.length, heard: batch.heard });
        if (isFirst) await new Promise<void>(resolve => (release = resolve));
        isFirst = false;
      },
    });
    socket().say({ orders: [['first', start]] });
    await time.advance(6_000);
    const now = time.clock.now();
    for (let frame = 0; frame < 12; frame += 1)
      socket().say({ orders: Array.from({ length: 1_000 }, (_, row) => [`order ${String(frame)} ${String(row)}`, now]) });
    release();
    await time.advance(2_000);
    await feed.stop();
    expect(taken.map(({ count }) => count)).toEqual([1, 5_000, 5_000, 2_000]);
    expect(taken.map(({ heard }) => heard !== undefined)).toEqual([false, false, false, true]);
  });

  test('when the writer cannot follow, memory stays bounded and what was lost is not claimed', async () => {
    const written: (() => void)[] = [];
    let isStuck = true;
    const batches: FeedBatch[] = [];
    const { time, socket, feed } = await listening({
      onBatch: async batch => {
        if (isStuck) await new Promise<void>(resolve => written.push(resolve));
        batches.push(batch);
      },
    });
    let sent = 0;
    const times = new Map<string, number>();
    const flood = async (frames: number) => {
      for (let frame = 0; frame < frames; frame += 1) {
        await time.advance(100);
        const orders = Array.from({ length: 1_500 }, () => [`order ${String((sent += 1))}`, time.clock.now()]);
        for (const [key] of orders) times.set(String(key), time.clock.now());
        socket().say({ orders });
      }
    };
    await flood(200);
    expect(feed.health.state).toBe('failing');
    isStuck = false;
    for (const resolve of written) resolve();
    await time.advance(1_000);
    await flood(100);
    await feed.stop();
    const stored = new Set(batches.flatMap(({ events }) => events.map(({ key }) => key)));
    expect(stored.size).toBeLessThan(sent);
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(5_000);
    const intervals = batches.flatMap(({ heard }) => heard ?? []);
    const claimed = [...times].filter(([, at]) => intervals.some(({ from, to }) => from <= at && at < to));
    expect(claimed.length).toBeGreaterThan(90_000);
    expect(claimed.filter(([key]) => !stored.has(key))).toEqual([]);
  });
});

describe('frames that cannot be read', () => {
  test('are counted, whatever they are, and never end the stream', async () => {
    const { time, socket, feed, batches, keys } = await listening();
    for (const data of ['{', 'null', '[]', '"x"', '{"throw":1}', 'x'.repeat(2_000_000), new ArrayBuffer(3), undefined])
      socket().emit('message', { data });
    socket().say({ orders: [['a', start], 7] });
    await time.advance(1_000);
    expect(feed.health.rejected).toBe(9);
    expect(batches.reduce((sum, { rejected }) => sum + rejected, 0)).toBe(9);
    expect(batches.flatMap(({ rejections }) => rejections).map(({ reason }) => reason)).toContain('no order');
    expect(keys()).toEqual(['a']);
  });

  test('the time in which one came is not claimed', async () => {
    const { feed, live, socket, heard } = await listening();
    await live(20_000);
    socket().say({ junk: 1 });
    await live(20_000);
    await feed.stop();
    expect(heard()).toEqual([
      { from: start + 1_000, to: start + 18_000 },
      { from: start + 21_000, to: start + 38_000 },
    ]);
  });

  test('three in a row make the stream failing, until an order is read again', async () => {
    const { feed, socket } = await listening();
    for (let index = 0; index < 3; index += 1) {
      socket().say({ junk: 1 });
      socket().say({ pong: 1 });
    }
    expect(feed.health).toMatchObject({ state: 'failing', reason: 'unreadable', fault: { reason: 'no orders' } });
    socket().say({ orders: [['a', start]] });
    expect(feed.health.state).toBe('live');
  });
});
