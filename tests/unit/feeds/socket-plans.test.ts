import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createSocketPace } from '../../../lib/feeds/socket-pace.ts';
import { control, events, ignored, rejected } from '../../../lib/model/parsed.ts';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';
import { start } from './fake-host.ts';
import { FakeSocket, order, plan } from './fake-socket.ts';
import { create } from './socket-rig.ts';
import type { Setup } from './socket-rig.ts';

const frames: unknown[] = [];

/** Takes a bare word for a pong, `{sub}` for an acknowledgement, `{note}` for a word that acknowledges nothing, `{key}` for an order. */
function parse(frame: unknown, { receivedTime }: ParseContext): Parsed<Liquidation> {
  frames.push(frame);
  if (typeof frame === 'string') return frame === 'pong' ? control('pong') : rejected('an unknown word');
  const fields = typeof frame === 'object' && frame !== null ? (frame as Record<string, unknown>) : {};
  if ('sub' in fields) return control('subscribed');
  if ('note' in fields) return control('welcome');
  if (typeof fields.key === 'string') return events([order(fields.key, receivedTime)]);
  return 'ping' in fields ? ignored('a ping') : rejected('junk');
}

async function opened(part: Partial<SocketPlan>): Promise<Setup> {
  frames.length = 0;
  const setup = create({ plan: () => plan({ parse, ...part }) });
  setup.feed.start();
  await setup.time.advance(0);
  setup.socket().emit('open');
  return setup;
}

function text(setup: Setup, data: string): void {
  setup.socket().emit('message', { data });
}

/** Unpacking is done by threads of the machine, for which no fake clock can be moved on. */
function unpacked(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 30));
}

function zipped(setup: Setup, frame: unknown): void {
  setup.socket().emit('message', { data: Uint8Array.from(gzipSync(JSON.stringify(frame))).buffer });
}

describe('frames', () => {
  test('one bare word is handed to the parser as it is; anything else that is no JSON is rejected unread', async () => {
    const setup = await opened({});
    for (const data of ['pong', 'PONG', 'two words', '', 'x'.repeat(17), '{"sub":1']) text(setup, data);
    expect(frames).toEqual(['pong', 'PONG']);
    await setup.feed.stop();
    // `PONG` is not in this venue's documents; the other four never came to it.
    expect(setup.feed.health.rejected).toBe(5);
  });

  test('compressed frames are read in order and dated by their arrival', async () => {
    const setup = await opened({ decode: 'gzip', lagMs: 0 });
    expect(setup.socket()).toHaveProperty('binaryType', 'arraybuffer');
    zipped(setup, { sub: 1 });
    zipped(setup, { key: 'a' });
    zipped(setup, { key: 'b' });
    await unpacked();
    await setup.time.advance(3_000);
    zipped(setup, { key: 'c' });
    await unpacked();
    await setup.time.advance(500);
    await setup.feed.stop();
    const all = setup.batches.flatMap(batch => batch.events);
    expect(all.map(({ key, receivedTime }) => [key, receivedTime])).toEqual([
      ['a', start],
      ['b', start],
      ['c', start + 3_000],
    ]);
    // A second after the acknowledgement, up to the last frame.
    expect(setup.heard()).toEqual([{ from: start + 1_000, to: start + 3_000 }]);
  });

  test('a frame that does not unpack is rejected, and what was heard does not go on across it', async () => {
    const setup = await opened({ decode: 'gzip', lagMs: 0 });
    zipped(setup, { sub: 1 });
    await unpacked();
    await setup.time.advance(2_000);
    setup.socket().emit('message', { data: Uint8Array.from([9, 9, 9]).buffer });
    await unpacked();
    await setup.time.advance(4_000);
    zipped(setup, { note: 1 });
    await unpacked();
    await setup.time.advance(500);
    await setup.feed.stop();
    expect(setup.feed.health.rejected).toBe(1);
    expect(setup.heard()).toEqual([
      { from: start + 1_000, to: start + 2_000 },
      { from: start + 3_000, to: start + 6_000 },
    ]);
  });

  test('orders that came in compressed frames right before the close are kept', async () => {
    const setup = await opened({ decode: 'gzip' });
    zipped(setup, { sub: 1 });
    zipped(setup, { key: 'last' });
    setup.socket().drop();
    await unpacked();
    await setup.time.advance(1_000);
    await setup.feed.stop();
    expect(setup.keys()).toEqual(['last']);
  });

  test('compressed frames on a stream that is not compressed are rejected', async () => {
    const setup = await opened({});
    zipped(setup, { sub: 1 });
    await setup.feed.stop();
    expect(setup.feed.health.rejected).toBe(1);
    expect(frames).toEqual([]);
  });
});

describe('a server that asks', () => {
  test('is answered at once and in its own words, without a heartbeat of ours', async () => {
    const setup = await opened({
      reply: frame =>
        typeof frame === 'object' && frame !== null && 'ping' in frame ? `{"pong":${JSON.stringify(frame.ping)}}` : undefined,
    });
    setup.socket().sent.length = 0;
    text(setup, '{"ping":"1726"}');
    expect(setup.socket().sent).toEqual(['{"pong":"1726"}']);
  });

  test('a plan without a heartbeat sends nothing of itself', async () => {
    const bare: { -readonly [name in keyof SocketPlan]: SocketPlan[name] } = plan({ parse, silenceMs: 120_000 });
    delete bare.heartbeat;
    frames.length = 0;
    const setup = create({ plan: () => bare });
    setup.feed.start();
    await setup.time.advance(0);
    setup.socket().emit('open');
    text(setup, '{"sub":1}');
    await setup.time.advance(60_000);
    expect(setup.socket().sent).toEqual(['subscribe']);
    expect(setup.feed.health.state).toBe('live');
  });

  test('a reply that throws is a rejected frame and nothing more', async () => {
    const setup = await opened({
      reply: () => {
        throw new Error('a mistake');
      },
    });
    text(setup, '{"sub":1}');
    await setup.feed.stop();
    expect(setup.feed.health.rejected).toBe(1);
  });
});

describe('subscribing', () => {
  test('where acknowledgements are counted, only those that say so count', async () => {
    const setup = await opened({ subscribe: ['one', 'two'], acknowledgements: 3 });
    for (const data of ['{"note":1}', 'pong', '{"note":2}', '{"sub":1}', '{"sub":2}']) text(setup, data);
    expect(setup.feed.health.state).toBe('waiting');
    text(setup, '{"sub":3}');
    expect(setup.feed.health.state).toBe('live');
  });

  test('200 subscriptions at two a second are sent one by one, and nothing is heard before the last answer', async () => {
    const subscribe = Array.from({ length: 200 }, (_none, index) => `sub ${String(index)}`);
    const setup = await opened({ subscribe, subscribeEveryMs: 500, acknowledgements: 200, silenceMs: 30_000, lagMs: 0 });
    const socket = setup.socket();
    expect(socket.sent).toEqual(['sub 0']);
    text(setup, '{"sub":0}');
    for (let index = 1; index < 200; index += 1) {
      await setup.time.advance(500);
      expect(socket.sent.at(-1)).toBe(`sub ${String(index)}`);
      if (index < 199) text(setup, '{"sub":1}');
    }
    // 99.5 s after the first: long after fifteen seconds, and still waited for.
    expect(setup.time.clock.now()).toBe(start + 99_500);
    expect(socket.isClosedByUs).toBe(false);
    expect(setup.feed.health.state).toBe('waiting');
    text(setup, '{"sub":199}');
    await setup.time.advance(4_000);
    text(setup, 'pong');
    await setup.feed.stop();
    expect(setup.heard()).toEqual([{ from: start + 100_500, to: start + 103_500 }]);
    expect(socket.sent.filter(each => each.startsWith('sub'))).toEqual(subscribe);
  });

  test('the last of paced subscriptions that is never answered is given up fifteen seconds after it was sent', async () => {
    const setup = await opened({ subscribe: ['a', 'b', 'c'], subscribeEveryMs: 10_000, acknowledgements: 3, silenceMs: 60_000 });
    text(setup, '{"sub":1}');
    text(setup, '{"sub":1}');
    await setup.time.advance(34_000);
    expect(setup.sockets[0]?.isClosedByUs).toBe(false);
    await setup.time.advance(1_000);
    expect(setup.sockets[0]?.isClosedByUs).toBe(true);
  });

  test('a socket that closes while it subscribes is sent nothing more', async () => {
    const setup = await opened({ subscribe: ['a', 'b'], subscribeEveryMs: 1_000 });
    const [socket] = setup.sockets;
    socket?.drop();
    await setup.time.advance(1_500);
    expect(socket?.sent).toEqual(['a']);
  });
});

describe('opening', () => {
  test('sockets of one host open half a second apart, those of another at once', async () => {
    const urls = ['wss://a.example/1', 'wss://a.example/2', 'wss://b.example/1', 'wss://a.example/3'];
    const opens: [string, number][] = [];
    const rig = create();
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url);
        opens.push([url, rig.time.clock.now() - start]);
      }
    }
    const pace = createPace(rig);
    for (const url of urls) {
      create({ plan: () => plan({ url }), pace, WebSocket: Socket, clock: rig.time.clock, timers: rig.time.timers }).feed.start();
    }
    await rig.time.advance(2_000);
    expect(opens).toEqual([
      ['wss://a.example/1', 0],
      ['wss://b.example/1', 0],
      ['wss://a.example/2', 500],
      ['wss://a.example/3', 1_000],
    ]);
  });

  test('of 20 connections an hour 10 are used, without delay, however often the worker dies or is told to hurry', async () => {
    const rig = create();
    const opens: number[] = [];
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url);
        opens.push(rig.time.clock.now() - start);
        // Refused at once, each time.
        rig.time.timers.set(() => this.drop(), 10);
      }
    }
    const limited = plan({ connectLimit: { count: 20, windowMs: 3_600_000 } });
    const memory = createMemory();
    for (let life = 0; life < 12; life += 1) {
      const feed = createFeed(rig, { plan: () => limited, pace: createPace(rig, memory), WebSocket: Socket });
      feed.start();
      await rig.time.advance(60_000);
      feed.nudge();
      await rig.time.advance(240_000);
      await feed.stop();
    }
    expect(opens.slice(0, 3).every(at => at < 30_000)).toBe(true);
    expect(opens.filter(at => at < 3_600_000)).toHaveLength(10);
    const feed = createFeed(rig, { plan: () => limited, pace: createPace(rig, memory), WebSocket: Socket });
    feed.start();
    await rig.time.advance(3_000_000);
    await feed.stop();
    for (const at of opens) expect(opens.filter(other => other >= at && other < at + 3_600_000).length).toBeLessThanOrEqual(10);
  });

  test('openings that cannot be remembered do not keep a socket from opening', async () => {
    const rig = create();
    const errors: unknown[] = [];
    const broken = { read: () => Promise.reject(new Error('no disk')), write: () => Promise.reject(new Error('no disk')) };
    const pace = createSocketPace({ ...rig.time, memory: broken, onError: error => errors.push(error) });
    let opened = 0;
    pace.whenFree({ url: 'wss://a.example', connectLimit: { count: 2, windowMs: 1_000 } }, () => (opened += 1));
    await rig.time.advance(0);
    expect([opened, errors.length]).toEqual([1, 2]);
  });
});

/** Openings as a disk keeps them. */
function createMemory() {
  let stored: unknown;
  return {
    read: async () => stored,
    write: async (openings: unknown) => {
      stored = JSON.parse(JSON.stringify(openings));
    },
  };
}

function createPace({ time }: Setup, memory = createMemory()) {
  return createSocketPace({ clock: time.clock, timers: time.timers, memory, onError: () => undefined });
}

/** A further feed on the clock of a rig. */
function createFeed({ time }: Setup, options: Parameters<typeof create>[0]) {
  return create({ clock: time.clock, timers: time.timers, ...options }).feed;
}
