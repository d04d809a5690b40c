import { describe, expect, test } from 'vitest';
import type { SocketConstructor } from '../../../lib/feeds/connection.ts';
import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import type { MarketTime } from '../../../lib/feeds/market-time.ts';
import { createSocketFeed } from '../../../lib/feeds/socket-feed.ts';
import type { FeedBatch, SocketFeed, SocketFeedOptions } from '../../../lib/feeds/socket-feed.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import type { SocketPlan } from '../../../lib/model/venue.ts';
import { FakeSocket, plan } from './fake-socket.ts';
import { start } from './fake-host.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

interface Setup {
  readonly time: FakeTime;
  readonly marketTime: MarketTime;
  readonly feed: SocketFeed;
  readonly sockets: FakeSocket[];
  readonly batches: FeedBatch[];
  readonly states: string[];
  /** The socket that was opened last. */
  socket(): FakeSocket;
  /** Moves on, with the newest socket saying something each second. */
  live(ms: number): Promise<void>;
  /** Moves on by whole seconds until another socket is opened, or ten minutes have passed; gives the time that took, ms. */
  reopened(): Promise<number>;
  heard(): Interval[];
  keys(): string[];
}

function create(options: Partial<SocketFeedOptions> = {}): Setup {
  const time = createFakeTime(start);
  const marketTime = createMarketTime({ clock: time.clock });
  const sockets: FakeSocket[] = [];
  const batches: FeedBatch[] = [];
  const states: string[] = [];
  class Socket extends FakeSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const feed = createSocketFeed({
    venue: 'bybit',
    plan,
    WebSocket: Socket,
    clock: time.clock,
    timers: time.timers,
    random: () => 0.5,
    marketTime,
    context: () => ({ instruments: new Map() }),
    onBatch: async batch => {
      batches.push(batch);
    },
    onHealth: ({ state }) => states.push(state),
    ...options,
  });
  const socket = () => {
    const last = sockets.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  };
  return {
    time,
    marketTime,
    feed,
    sockets,
    batches,
    states,
    socket,
    async live(ms) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        await time.advance(Math.min(1_000, ms - passed));
        socket().say({ pong: 1 });
      }
    },
    async reopened() {
      const before = time.clock.monotonic();
      const count = sockets.length;
      for (let second = 0; second < 600 && sockets.length === count; second += 1) await time.advance(1_000);
      return time.clock.monotonic() - before;
    },
    heard: () =>
      batches
        .flatMap(({ heard }) => heard ?? [])
        .reduce<Interval[]>((merged, { from, to }) => {
          const last = merged.at(-1);
          return last?.to === from ? [...merged.slice(0, -1), { from: last.from, to }] : [...merged, { from, to }];
        }, []),
    keys: () => batches.flatMap(({ events }) => events.map(({ key }) => key)),
  };
}

/** A feed that is connected and acknowledged. */
async function listening(options: Partial<SocketFeedOptions> = {}): Promise<Setup> {
  const setup = create(options);
  setup.feed.start();
  await setup.time.advance(0);
  setup.socket().accept();
  return setup;
}

describe('connecting', () => {
  test('the browser’s own WebSocket fits', () => {
    const browser: SocketConstructor = WebSocket;
    expect(browser).toBeDefined();
  });

  test('subscriptions are sent once open, and a heartbeat from then on', async () => {
    const { time, feed, socket, live } = create({
      plan: () => plan({ subscribe: ['one', 'two'], heartbeat: { everyMs: 5_000, frame: id => `ping ${String(id)}` } }),
    });
    feed.start();
    await time.advance(0);
    expect(socket().url).toBe('wss://feed.example/ws');
    expect(socket().sent).toEqual([]);
    socket().emit('open');
    expect(socket().sent).toEqual(['one', 'two']);
    await live(11_000);
    expect(socket().sent).toEqual(['one', 'two', 'ping 1', 'ping 2']);
  });

  test('nothing is heard until every subscription is acknowledged', async () => {
    const { time, feed, socket, heard } = create({ plan: () => plan({ subscribe: ['one', 'two'] }) });
    feed.start();
    await time.advance(0);
    socket().emit('open');
    socket().say({ ack: 1 });
    expect(feed.health.state).toBe('waiting');
    await time.advance(3_000);
    socket().say({ ack: 2 });
    expect(feed.health.state).toBe('live');
    await time.advance(5_000);
    socket().say({ pong: 1 });
    await feed.stop();
    // From a second after the acknowledgement to two seconds (rows may be late) before the last frame.
    expect(heard()).toEqual([{ from: start + 4_000, to: start + 6_000 }]);
  });

  test('a subscription that is never acknowledged is given up after fifteen seconds', async () => {
    const { time, feed, sockets, socket } = create();
    feed.start();
    await time.advance(0);
    socket().emit('open');
    for (let second = 0; second < 14; second += 1) {
      await time.advance(1_000);
      socket().say({ other: 1 });
    }
    expect(socket().isClosedByUs).toBe(false);
    await time.advance(1_000);
    expect(sockets[0]?.isClosedByUs).toBe(true);
    await time.advance(5_000);
    expect(sockets).toHaveLength(2);
  });

  test('a handshake that is never answered is given up after fifteen seconds', async () => {
    const { time, feed, sockets } = create();
    feed.start();
    await time.advance(15_000);
    expect(sockets[0]?.isClosedByUs).toBe(true);
    await time.advance(5_000);
    expect(sockets).toHaveLength(2);
  });

  test('an address that the browser will not open is tried again, not crashed on', async () => {
    let attempts = 0;
    class Forbidden extends FakeSocket {
      constructor(url: string) {
        super(url);
        attempts += 1;
        throw new Error('SecurityError');
      }
    }
    const { time, feed } = create({ WebSocket: Forbidden });
    feed.start();
    await time.advance(5_000);
    expect(attempts).toBe(2);
  });

  test('without anything to subscribe to, the plan is asked for again later', async () => {
    const listed: SocketPlan[] = [];
    const { time, feed, sockets } = create({ plan: () => listed[0] });
    feed.start();
    await time.advance(2_000);
    expect(sockets).toHaveLength(0);
    listed.push(plan());
    await time.advance(5_000);
    expect(sockets).toHaveLength(1);
  });
});

describe('reconnecting', () => {
  test.each([1000, 1006, 1012])('after close code %i it is back within five seconds', async code => {
    const { time, live, socket, sockets } = await listening();
    await live(60_000);
    socket().drop(code);
    await time.advance(5_000);
    expect(sockets).toHaveLength(2);
    // Whatever the dice: the longest first wait is five seconds.
    const unlucky = await listening({ random: () => 0.999 });
    await unlucky.live(60_000);
    unlucky.socket().drop(code);
    await unlucky.time.advance(5_000);
    expect(unlucky.sockets).toHaveLength(2);
  });

  test('waits double up to a minute while connections do not last', async () => {
    const { socket, reopened } = await listening({ random: () => 0.999999 });
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      socket().drop(1006);
      waits.push(await reopened());
      socket().accept();
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test('a connection that was good for half a minute starts the waits anew', async () => {
    const { time, live, socket, sockets, reopened } = await listening({ random: () => 0.999999 });
    for (let round = 0; round < 3; round += 1) {
      socket().drop();
      await reopened();
      socket().accept();
    }
    await live(31_000);
    const count = sockets.length;
    socket().drop();
    await time.advance(5_000);
    expect(sockets).toHaveLength(count + 1);
  });

  test('refused five times in a row, the venue is called blocked and left alone for long', async () => {
    const { time, feed, sockets, socket, reopened } = create({ random: () => 0.999999 });
    feed.start();
    await time.advance(0);
    for (let round = 0; round < 4; round += 1) {
      socket().drop(1006);
      await reopened();
    }
    expect(feed.health.state).toBe('waiting');
    socket().drop(1006);
    expect(feed.health.state).toBe('blocked');
    const count = sockets.length;
    await time.advance(59_000);
    expect(sockets).toHaveLength(count);
    await time.advance(2_000);
    expect(sockets).toHaveLength(count + 1);
    expect(feed.health.state).toBe('blocked');
    socket().accept();
    expect(feed.health.state).toBe('live');
  });

  test('failures while offline are not held against the venue, and the way back is taken at once', async () => {
    const { time, feed, sockets, socket } = create({ isOnline: () => false });
    feed.start();
    await time.advance(0);
    for (let round = 0; round < 8; round += 1) {
      socket().drop(1006);
      await time.advance(60_000);
    }
    expect(feed.health.state).toBe('waiting');
    socket().drop(1006);
    const count = sockets.length;
    feed.nudge();
    expect(sockets).toHaveLength(count + 1);
    feed.nudge();
    expect(sockets).toHaveLength(count + 1);
  });
});

describe('silence', () => {
  test('an open socket that says nothing is not heard, and replaced within five seconds', async () => {
    const { time, feed, live, sockets, heard, states } = await listening();
    await live(60_000);
    await time.advance(9_999);
    expect(feed.health.state).toBe('live');
    await time.advance(1);
    expect(feed.health.state).toBe('silent');
    expect(sockets[0]?.isClosedByUs).toBe(true);
    await time.advance(5_000);
    expect(sockets).toHaveLength(2);
    await feed.stop();
    expect(heard()).toEqual([{ from: start + 1_000, to: start + 58_000 }]);
    expect(states).toEqual(['waiting', 'live', 'silent', 'resting']);
  });

  test('a half-open socket that never closes is not waited for, and what it says later is not listened to', async () => {
    const { time, live, sockets, keys } = await listening();
    await live(40_000);
    await time.advance(15_000);
    sockets[1]?.accept();
    sockets[0]?.say({ orders: [['late', start]] });
    sockets[0]?.drop(1006);
    await time.advance(5_000);
    expect(sockets).toHaveLength(2);
    expect(keys()).toEqual([]);
  });

  test('a sleep, in which no timer runs, is seen in the next frame', async () => {
    const { time, feed, live, socket, heard } = await listening();
    await live(10_000);
    time.jump(3_600_000);
    socket().say({ pong: 1 });
    await live(10_000);
    await feed.stop();
    expect(heard()).toEqual([
      { from: start + 1_000, to: start + 8_000 },
      { from: start + 3_611_000, to: start + 3_618_000 },
    ]);
  });

  test('control frames show life without events', async () => {
    const { feed, live } = await listening();
    await live(120_000);
    expect(feed.health).toMatchObject({ state: 'live', lastGood: start + 120_000, events: 0, rejected: 0 });
  });
});

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
    expect(feed.health).toMatchObject({ state: 'failing', reason: 'what was heard cannot be stored' });
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
        const orders = Array.from({ length: 500 }, () => [`order ${String((sent += 1))}`, time.clock.now()]);
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
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(20_000);
    const intervals = batches.flatMap(({ heard }) => heard ?? []);
    const claimed = [...times].filter(([, at]) => intervals.some(({ from, to }) => from <= at && at < to));
    expect(claimed.length).toBeGreaterThan(30_000);
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
    expect(feed.health).toMatchObject({ state: 'failing', reason: 'cannot be read: no orders' });
    socket().say({ orders: [['a', start]] });
    expect(feed.health.state).toBe('live');
  });
});

describe('changing over before the venue cuts', () => {
  const short = () => plan({ maxAgeMs: 600_000 });
  // A tenth before the end, and half of a twentieth by the dice: after 525 s.
  const rotatesAt = 525_000;

  /** Up to the moment at which the new socket is opened, and not yet answered. */
  async function rotating(): Promise<Setup> {
    const setup = await listening({ plan: short });
    await setup.live(rotatesAt - 1_000);
    await setup.time.advance(1_000);
    setup.sockets[0]?.say({ pong: 1 });
    return setup;
  }

  test('the new socket is heard before the old one is let go, without a gap and without repeats', async () => {
    const { time, feed, sockets, heard, keys } = await rotating();
    expect(sockets).toHaveLength(2);
    const [old, fresh] = sockets;
    fresh?.accept();
    let sent = 0;
    const closedAt: number[] = [];
    for (let step = 0; step < 20; step += 1) {
      await time.advance(500);
      const frame = { orders: [[`order ${String((sent += 1))}`, time.clock.now()]] };
      for (const socket of [old, fresh]) if (socket?.isClosedByUs === false) socket.say(frame);
      if (old?.isClosedByUs === true) closedAt.push(time.clock.now());
    }
    // The new one counts from a second after its acknowledgement, and rows of before may come two seconds late on the old one.
    expect(closedAt[0]).toBe(start + rotatesAt + 3_000);
    expect(fresh?.isClosedByUs).toBe(false);
    await feed.stop();
    expect(keys()).toHaveLength(20);
    expect(heard()).toEqual([{ from: start + 1_000, to: start + rotatesAt + 8_000 }]);
  });

  test('the old socket goes on while the new one does not come up', async () => {
    const { time, feed, sockets, heard } = await rotating();
    const [old] = sockets;
    sockets[1]?.drop(1006);
    for (let second = 0; second < 40; second += 1) {
      await time.advance(1_000);
      old?.say({ pong: 1 });
    }
    expect(old?.isClosedByUs).toBe(false);
    expect(sockets).toHaveLength(3);
    await feed.stop();
    expect(heard()).toEqual([{ from: start + 1_000, to: start + rotatesAt + 38_000 }]);
  });

  test('when the old one is cut early the new one takes over, and only the time between is missing', async () => {
    const { time, feed, live, sockets, heard } = await rotating();
    const [old, fresh] = sockets;
    await time.advance(1_000);
    fresh?.accept();
    old?.drop(1006);
    await live(10_000);
    await feed.stop();
    expect(heard()).toEqual([
      { from: start + 1_000, to: start + rotatesAt - 2_000 },
      { from: start + rotatesAt + 2_000, to: start + rotatesAt + 9_000 },
    ]);
  });
});

describe('a clock that is corrected', () => {
  const tell = (setup: Setup, aheadMs: number) => {
    for (const host of ['a', 'b']) {
      const now = setup.time.clock.now();
      setup.marketTime.observe(host, { sentAt: now, receivedAt: now, serverTime: now + aheadMs, resolutionMs: 1 });
    }
  };

  test('what was measured by the wrong one and not yet claimed is not claimed', async () => {
    const setup = await listening();
    await setup.live(4_000);
    tell(setup, -3_600_000);
    await setup.live(10_000);
    await setup.feed.stop();
    // The offset is −3600000 + 0.5. The next frame, at 5 s, is the first by the right clock; the last comes at 14 s.
    expect(setup.heard()).toEqual([
      { from: start + 1_000, to: start + 2_000 },
      { from: start - 3_600_000 + 6_001, to: start - 3_600_000 + 12_001 },
    ]);
  });

  test('while a clock that was good is in doubt, nothing is claimed', async () => {
    const setup = await listening();
    tell(setup, 0);
    await setup.live(10_000);
    setup.time.jump(5_000);
    await setup.live(10_000);
    await setup.feed.stop();
    const claimed = setup.heard();
    expect(claimed).toEqual([{ from: start + 1_000, to: start + 8_000 }]);
  });
});

describe('stopping', () => {
  test('hands on the last events and claims, closes the socket and leaves no timer', async () => {
    const { time, feed, live, socket, keys, heard } = await listening();
    await live(6_000);
    socket().say({ orders: [['last', start + 6_000]] });
    await feed.stop();
    expect(keys()).toEqual(['last']);
    expect(heard()).toEqual([{ from: start + 1_000, to: start + 4_000 }]);
    expect(socket().isClosedByUs).toBe(true);
    expect(time.pending).toBe(0);
    expect(feed.health.state).toBe('resting');
  });

  test('says so when the rest could not be stored', async () => {
    const { feed, live } = await listening({ onBatch: () => Promise.reject(new Error('disk full')) });
    await live(4_000);
    await expect(feed.stop()).rejects.toThrow('disk full');
  });

  test('a feed that was stopped can be started again', async () => {
    const { time, feed, live, sockets, socket, heard } = await listening();
    await live(10_000);
    await feed.stop();
    await time.advance(60_000);
    feed.start();
    await time.advance(0);
    expect(sockets).toHaveLength(2);
    socket().accept();
    await live(10_000);
    await feed.stop();
    expect(heard()).toEqual([
      { from: start + 1_000, to: start + 8_000 },
      { from: start + 71_000, to: start + 78_000 },
    ]);
  });
});
