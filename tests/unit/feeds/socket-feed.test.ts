import { describe, expect, test } from 'vitest';
import type { SocketConstructor } from '../../../lib/feeds/connection.ts';
import type { SocketPlan } from '../../../lib/model/venue.ts';
import { start } from './fake-host.ts';
import { FakeSocket, plan } from './fake-socket.ts';
import { create, listening } from './socket-rig.ts';

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
