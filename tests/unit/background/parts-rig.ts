import { createBook } from '../../../lib/background/book.ts';
import { createHealthBoard } from '../../../lib/background/health.ts';
import { createHistoryUnits } from '../../../lib/background/history-units.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { BackgroundParts, Change } from '../../../lib/background/parts.ts';
import { createRecorder } from '../../../lib/background/recorder.ts';
import type { Recorder } from '../../../lib/background/recorder.ts';
import { createFetchLayer } from '../../../lib/feeds/fetch-layer.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { HttpRequest, Venue } from '../../../lib/model/venue.ts';
import { createDatabase } from '../../../lib/store/database.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import { createOpenInterestStore } from '../../../lib/store/open-interest-store.ts';
import { events } from '../../../lib/model/parsed.ts';
import type { RequestWhy } from '../../../lib/model/request-why.ts';
import { FakeSocket } from '../feeds/fake-socket.ts';
import { start } from '../feeds/fake-host.ts';
import { createFakeTime } from '../feeds/fake-time.ts';
import type { FakeTime } from '../feeds/fake-time.ts';

/** The parts of a background over a fake clock, fake sockets and a database in memory, with a host that answers as it is told. */
export interface PartsRig {
  readonly parts: BackgroundParts;
  readonly recorder: Recorder;
  readonly time: FakeTime;
  readonly asked: HttpRequest[];
  readonly sockets: FakeSocket[];
  readonly changes: Change[];
  /** What the host answers; a `FeedError` is thrown. */
  answer: (request: HttpRequest) => unknown;
  feed(id: string): { readonly state: string; readonly reason: string } | undefined;
}

export function createPartsRig(venues: readonly Venue[] = []): PartsRig {
  const time = createFakeTime(start);
  const asked: HttpRequest[] = [];
  const sockets: FakeSocket[] = [];
  const changes: Change[] = [];
  const database = createDatabase({ platform: undefined });
  const state = createMarketState();
  const health = createHealthBoard(() => undefined);
  const http = {
    async get(request: HttpRequest) {
      asked.push(request);
      const payload = await rig.answer(request);
      if (payload instanceof FeedError) throw payload;
      return { payload, receivedTime: time.clock.now(), bytes: 2, host: new URL(request.url).host };
    },
    lift: async () => undefined,
    budgets: () => [],
  };
  class Socket extends FakeSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const random = () => 0.5;
  const parts: BackgroundParts = {
    clock: time.clock,
    timers: time.timers,
    random,
    marketTime: {
      now: () => time.clock.now(),
      offsetMs: 0,
      agreed: true,
      hosts: [],
      observe: () => undefined,
      onChange: () => () => undefined,
      toJSON: () => ({ savedAt: 0, offsetMs: 0, agreed: true, hosts: [], samples: {} }),
    },
    http,
    fetchLayer: createFetchLayer({ http, clock: time.clock, timers: time.timers, random }),
    WebSocket: Socket,
    isOnline: () => true,
    documents: createDocumentStore(database),
    liquidationStore: createLiquidationStore(database),
    openInterestStore: createOpenInterestStore(database),
    state,
    book: createBook(createHistoryUnits(state, venues)),
    health,
    progress: new Map(),
    changed: what => changes.push(what),
  };
  const rig: PartsRig = {
    parts,
    recorder: createRecorder(parts),
    time,
    asked,
    sockets,
    changes,
    answer: () => [],
    feed: id => health.read().find(each => each.id === id),
  };
  return rig;
}

/** The perpetual of a coin at the made venue. */
export function perp(base: string): Instrument {
  return {
    venue: 'okx',
    symbol: `${base}-SWAP`,
    base,
    quote: 'USDT',
    kind: 'perp',
    contract: 'linear',
    multiplier: 1,
    board: 'swap',
  };
}

const host = 'https://made.example';

/** A request to the made venue. */
export function ask(path: string, why: RequestWhy = 'prices'): HttpRequest {
  return { url: `${host}/${path}`, weight: 1, budget: 'made', why };
}

/** A made venue that quotes nothing and has no feed; `part` gives it what the test is about. */
export function madeVenue(part: Partial<Venue> = {}): Venue {
  return {
    id: 'okx',
    name: 'Made',
    completeness: 'complete',
    budgets: [{ name: 'made', host: 'made.example', weight: 1_000, windowMs: 1_000 }],
    instruments: { requests: [ask('instruments')], parse: () => events([perp('BTC'), perp('ETH')]) },
    quotes: { requests: [ask('quotes')], parse: () => events([]) },
    openInterest: {
      isBulk: true,
      hasPast: false,
      requests: () => [ask('open-interest')],
      parse: () => events([]),
      requestPast: () => {
        throw new RangeError('it keeps no past');
      },
      parsePast: () => events([]),
    },
    socketStreams: [],
    sockets: () => [],
    polls: [],
    backfill: undefined,
    ...part,
  };
}

/** Makes the venue's contracts and the universe known. */
export function list({ parts }: Pick<PartsRig, 'parts'>, bases: readonly string[]): void {
  parts.state.instruments.set('okx', new Map(bases.map(base => [`${base}-SWAP`, perp(base)])));
  parts.state.universe = { bases, top: [], complete: true };
}
