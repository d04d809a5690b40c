import { describe, expect, test } from 'vitest';
import { start } from './fake-host.ts';
import { plan } from './fake-socket.ts';
import { listening } from './socket-rig.ts';
import type { Setup } from './socket-rig.ts';

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
