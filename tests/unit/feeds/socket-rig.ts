import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import type { MarketTime } from '../../../lib/feeds/market-time.ts';
import { createSocketFeed } from '../../../lib/feeds/socket-feed.ts';
import type { FeedBatch, SocketFeed, SocketFeedOptions } from '../../../lib/feeds/socket-feed.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { FakeSocket, plan } from './fake-socket.ts';
import { start } from './fake-host.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

/** A feed over fake sockets and a fake clock, with everything that it handed on. */
export interface Setup {
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

/** Not started yet. */
export function create(options: Partial<SocketFeedOptions> = {}): Setup {
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
/** Started, subscribed and acknowledged. */
export async function listening(options: Partial<SocketFeedOptions> = {}): Promise<Setup> {
  const setup = create(options);
  setup.feed.start();
  await setup.time.advance(0);
  setup.socket().accept();
  return setup;
}
