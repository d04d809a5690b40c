import type { SocketConstructor } from '../../../lib/feeds/connection.ts';
import type { FeedBatch } from '../../../lib/feeds/socket-feed.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import type { LocalClock, Timers } from '../../../lib/std/clock.ts';
import { FakeSocket } from './fake-socket.ts';
import { createFakeTime, settleSoon } from './fake-time.ts';
import { createSeeded } from './seeded.ts';

/** What one life of the feed is given. All of it goes dead with the life. */
export interface Life {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly WebSocket: SocketConstructor;
  /** Writes into a store that takes a batch whole or not at all, and lets the life die at any of its await points. */
  readonly onBatch: (batch: FeedBatch) => Promise<void>;
}

/** What came of it. */
export interface Outcome {
  /** Every order of the venue, whether anybody listened or not. */
  readonly orders: readonly { readonly key: string; readonly time: number }[];
  /** Keys in the store, which holds each once, as the real one does. */
  readonly rows: ReadonlySet<string>;
  readonly claims: readonly Interval[];
  readonly kills: number;
}

/** How rough it is. */
export interface Roughness {
  readonly kills: number;
  /** Rows come out up to this late, out of order. */
  readonly lagMs: number;
}

/**
 * Lets a feed live and die: a venue speaks on sockets that break, fall silent and repeat themselves; the store fails now and then; and after a
 * random number of await points the whole life ends, in the middle of whatever it was doing. The next one starts with the same store.
 */
export async function liveAndDie(
  seed: number,
  { kills, lagMs }: Roughness,
  createFeed: (life: Life) => { start(): void; stop(): Promise<void> },
): Promise<Outcome> {
  const random = createSeeded(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const time = createFakeTime(Date.UTC(2026, 10, 22), settleSoon);
  const orders: { readonly key: string; readonly time: number }[] = [];
  const rows = new Set<string>();
  const claims: Interval[] = [];
  let open = new Set<FakeSocket>();
  let deaths = 0;

  /** The venue: an order every now and then, said to all sockets up to `lagMs` later, now and then twice. */
  function speak(): void {
    const order = { key: `order ${String(orders.length)}`, time: time.clock.now() };
    orders.push(order);
    const frame = { orders: [[order.key, order.time]] };
    // Those who listen now get it, however late the row comes.
    for (const socket of open) {
      time.timers.set(() => socket.say(frame), between(0, lagMs));
      if (random() < 0.2) time.timers.set(() => socket.say(frame), between(0, lagMs));
    }
    time.timers.set(speak, between(50, 900));
  }
  function beat(): void {
    for (const socket of open) socket.say({ pong: 1 });
    time.timers.set(beat, 1_000);
  }
  function disturb(): void {
    for (const socket of open) {
      if (random() < 0.3) {
        open.delete(socket);
        if (random() < 0.6) socket.drop(1006);
      }
    }
    time.timers.set(disturb, between(5_000, 40_000));
  }
  speak();
  beat();
  disturb();

  for (let life = 0; life <= kills; life += 1) {
    let isAlive = true;
    let pointsLeft = between(1, 60);
    const die = () => {
      isAlive = false;
      deaths += 1;
      open = new Set();
    };
    /** An await point: the life may end here, and what comes after it then never happens. */
    const point = async () => {
      pointsLeft -= 1;
      if (isAlive && pointsLeft <= 0 && life < kills) die();
      if (!isAlive) await new Promise<never>(() => undefined);
      // A disk that is slow at times, so that batches grow to several seconds.
      await new Promise<void>(resolve => time.timers.set(resolve, random() < 0.2 ? between(500, 4_000) : between(0, 40)));
      if (!isAlive) await new Promise<never>(() => undefined);
    };
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url);
        time.timers.set(
          () => {
            if (!isAlive || this.isClosedByUs) return;
            if (random() < 0.2) this.drop(1006);
            else this.accept();
            open.add(this);
          },
          between(10, 600),
        );
      }
      override emit(type: string, event = {}): void {
        if (isAlive) super.emit(type, event);
      }
      override close(): void {
        super.close();
        open.delete(this);
      }
    }
    const feed = createFeed({
      clock: time.clock,
      random,
      WebSocket: Socket,
      timers: {
        set: (run, ms) => time.timers.set(() => (isAlive ? run() : undefined), ms),
        clear: handle => time.timers.clear(handle),
      },
      onBatch: async ({ events, heard }) => {
        await point();
        if (random() < 0.05) throw new Error('the disk is busy');
        for (const { key } of events) rows.add(key);
        if (heard !== undefined) claims.push(heard);
        // Written, but the feed is not told yet.
        await point();
        if (random() < 0.03) throw new Error('written, and yet reported as failed');
      },
    });
    feed.start();
    for (let step = 0; step < 400 && isAlive; step += 1) await time.advance(between(100, 500));
    if (isAlive && life === kills) {
      let isStopped = false;
      const stopped = () => (isStopped = true);
      // A store that fails twice at the end makes `stop` reject: then the rest is not claimed, which is what counts here.
      void feed.stop().then(stopped, stopped);
      for (let step = 0; step < 100 && !isStopped; step += 1) await time.advance(100);
    } else if (isAlive) die();
    // Time without anybody to listen.
    await time.advance(between(500, 20_000));
  }
  return { orders, rows, claims, kills: deaths };
}

/** Orders of the time that was claimed, in so far as the store holds them (`stored`) or not (`missing`). */
export function claimedOrders({ orders, rows, claims }: Outcome): {
  readonly stored: readonly string[];
  readonly missing: readonly string[];
} {
  const claimed = orders.filter(({ time }) => claims.some(({ from, to }) => from <= time && time < to)).map(({ key }) => key);
  return { stored: claimed.filter(key => rows.has(key)), missing: claimed.filter(key => !rows.has(key)) };
}
