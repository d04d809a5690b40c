import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, heardMs, sentOn, type StreamName, streams, toldLate } from '../support/accounts.ts';
import type { ConnectionEntry } from '../market/log.ts';
import { type Backstage, openBackstage } from './support/backstage.ts';
import { type FeedList, openFeedList } from './support/feed-list.ts';
import { workerHeap } from './support/heap.ts';
import { openStage, type Stage } from './support/stage.ts';
import { readCoverage, readStored } from './support/stored.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const binance = { host: 'fstream.binance.com' } as const;
const linear = { host: 'stream.bybit.com', path: '/v5/public/linear' } as const;
const inverse = { host: 'stream.bybit.com', path: '/v5/public/inverse' } as const;
const listening = / live listening/;
const names = {
  binance: 'Binance liquidations, merged',
  linear: 'Bybit liquidations, linear',
  inverse: 'Bybit liquidations, inverse',
} as const;
/** Histories bring orders of a day and the half hour before. */
const pastMs = 25 * 3_600_000;
/** Streams that come by socket. */
const heardLive = streams.filter(({ venue }) => venue !== 'gate');

let stage: Stage;
let feeds: FeedList;
let backstage: Backstage;

beforeAll(async () => {
  // In the middle of the fall: dozens of forced orders a second.
  stage = await openStage({ scenario: 'cascade', at: 'cascade+100s' });
  backstage = await openBackstage(stage.run);
  feeds = await openFeedList(stage.run);
  await Promise.all(Object.values(names).map(name => feeds.waitFor(name, listening)));
});
// A test that fails leaves no fault to the next one.
afterEach(() => stage.market.clearFaults());
afterAll(() => stage.close());

const stored = () => readStored(backstage.run);

/** Connections to a stream, oldest first. */
function connections({ host, path = '' }: { readonly host: string; readonly path?: string }): readonly ConnectionEntry[] {
  return stage.market.log.connections.filter(entry => entry.host === host && entry.path.startsWith(path));
}

/** The connection that took the place of the one open at `since`, once it is open. */
function successor(of: { readonly host: string; readonly path?: string }, since: number): Promise<ConnectionEntry> {
  return until('a new connection', () => connections(of).find(entry => entry.openedAt > since && entry.state === 'open'), {
    everyMs: 50,
  });
}

/** Time that the stream does not claim between two moments, ms, once it claims something after the second. */
async function gapMs(stream: StreamName, from: number, to: number): Promise<number> {
  return until(
    'a claim after the gap',
    async () => {
      const rows = (await readCoverage(backstage.run)).filter(
        row => row.venue === stream.venue && row.stream === stream.stream && row.source === 'events',
      );
      const heard = rows.flatMap(row => row.intervals);
      return heard.some(span => span.to > to + 2_000) ? to - from - heardMs(heard, from, to) : undefined;
    },
    { everyMs: 500 },
  );
}

/** What a flood sent beside the orders of the ledger. */
const flooded = () => stage.market.log.connections.flatMap(({ sent }) => sent.filter(({ orderId }) => orderId >= 1_000_000_000));

/** Waits until the store holds what it claims, and holds nothing twice: a claim may be written a moment before the rest of its frames. */
async function expectTruth(): Promise<void> {
  const { market } = stage;
  const boards = new Map(market.ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
  await until(
    'the store to hold what it claims',
    async () => {
      const rows = await stored();
      const sums = heardLive.map(stream => {
        const boardOf = (symbol: string) => boards.get(`${stream.venue} ${symbol}`) ?? '';
        const made = flooded().filter(
          ({ venue, symbol }) => venue === stream.venue && (stream.stream === 'merged' || boardOf(symbol) === stream.stream),
        );
        const sent = [...sentOn(market.ledger, stream, market.startedAt - pastMs, market.clock.now()), ...made];
        // What a flood makes up has prices between the ticks of its contracts.
        const { missing, extra } = accountOf(rows, stream, sent, {
          boardOf,
          money: made.length === 0,
          late: toldLate(market.log.connections, 1_500),
        });
        return { stream: stream.stream, missing, extra };
      });
      if (sums.every(({ missing, extra }) => missing.length + extra.length === 0)) return true;
      throw new Error(JSON.stringify(sums).slice(0, 1_000));
    },
    { timeoutMs: 90_000, everyMs: 2_000 },
  );
}

/** What a handshake, or a look at the page, may take beside two other browsers on two cores. */
const handshakeMs = 10_000;

describe('a socket that was closed by its host', () => {
  it('is opened again within five seconds, whatever the code, and the time between is not claimed', async () => {
    const { market } = stage;
    const closedAt = market.clock.now();
    market.fault({ ...binance, kind: 'close-with-code', code: 1000, count: 1 });
    market.fault({ ...linear, kind: 'close-with-code', code: 1006, count: 1 });
    market.fault({ ...inverse, kind: 'close-with-code', code: 1012, count: 1 });
    const opened = await Promise.all([binance, linear, inverse].map(stream => successor(stream, closedAt)));
    for (const { openedAt } of opened) expect(openedAt - closedAt).toBeLessThanOrEqual(5_000 + handshakeMs);
    for (const name of Object.values(names)) await feeds.waitFor(name, listening);
    const [first, second] = opened;
    expect(await gapMs({ venue: 'binance', stream: 'merged' }, closedAt, first?.openedAt ?? 0)).toBe(
      (first?.openedAt ?? 0) - closedAt,
    );
    expect(await gapMs({ venue: 'bybit', stream: 'linear' }, closedAt, second?.openedAt ?? 0)).toBe(
      (second?.openedAt ?? 0) - closedAt,
    );
  });
});

/** Fifteen seconds of silence are too many for Binance, which says something every three; what looks for it does so every few seconds. */
const silenceMs = 19_500;

describe('a socket that stands open and says nothing', () => {
  it('is told of in time, and opened again at once when the user says so', async () => {
    const { market } = stage;
    await feeds.waitFor(names.binance, listening);
    const from = market.clock.now();
    market.fault({ ...binance, kind: 'silent-while-open' });
    await feeds.waitFor(names.binance, / silent connected, but nothing was said/);
    const toldAt = market.clock.now();
    expect(toldAt - from).toBeLessThan(silenceMs + handshakeMs);
    market.clearFaults();
    await feeds.page.getByRole('button', { name: 'Try again what waits' }).click();
    await successor(binance, toldAt - 500);
    await feeds.waitFor(names.binance, listening);
  });
});

describe('frames that come wrong', () => {
  it('are stored once however often and in whatever order they come; those that cannot be read are counted, and their time is not claimed', async () => {
    const { market } = stage;
    const before = connections(linear).length;
    const from = market.clock.now();
    market.fault({ ...binance, kind: 'repeat', times: 3 });
    market.fault({ ...inverse, kind: 'reorder' });
    market.fault({ ...linear, kind: 'truncate' });
    await feeds.waitFor(names.linear, /failing cannot be read.*, \d+ unreadable/);
    await until('some seconds of it', () => market.clock.now() > from + 5_000 || undefined);
    const to = market.clock.now();
    market.clearFaults();
    await feeds.waitFor(names.linear, listening);
    expect(await gapMs({ venue: 'bybit', stream: 'linear' }, from, to)).toBeGreaterThan(3_000);
    await expectTruth();
    // Nothing of it is a reason to hang up.
    expect(connections(linear)).toHaveLength(before);
  });
});

describe('a flood', () => {
  it('of 5,000 orders a second for four seconds leaves the worker alive, its memory bounded, and nothing twice', async () => {
    const { market, run } = stage;
    const before = await workerHeap(run);
    const from = market.clock.now();
    market.fault({ ...linear, kind: 'flood', perSecond: 5_000, forMs: 4_000 });
    await until('the flood to be over', () => market.clock.now() > from + 5_000 || undefined);
    const { sentCount } = connections(linear).at(-1) ?? { sentCount: 0 };
    expect(sentCount).toBeGreaterThan(15_000);
    // It answers, and hears what came after the flood.
    await until(
      'a claim after the flood',
      async () => {
        const heard =
          (await readCoverage(backstage.run)).find(
            row => row.venue === 'bybit' && row.stream === 'linear' && row.source === 'events',
          )?.intervals ?? [];
        return heard.some(({ to }) => to > from + 5_000) || undefined;
      },
      { everyMs: 1_000 },
    );
    expect(await feeds.waitFor(names.linear, listening)).toBeDefined();
    expect((await workerHeap(run)) - before).toBeLessThan(96 * 1024 * 1024);
    await expectTruth();
  });
});

describe('a socket that is half-open', () => {
  it('is given up, and opened again within five seconds; the silence is not claimed', async () => {
    const { market } = stage;
    await feeds.waitFor(names.binance, listening);
    // One that is lost after half a minute is not taken for one that cannot be kept: with the silence it is as old.
    const { openedAt: since = 0 } = connections(binance).at(-1) ?? {};
    await until('a connection of some age', () => market.clock.now() > since + 16_000 || undefined);
    const from = market.clock.now();
    market.fault({ ...binance, kind: 'half-open', count: 1 });
    const { openedAt } = await successor(binance, from);
    expect(openedAt - from).toBeLessThanOrEqual(silenceMs + 5_000 + handshakeMs);
    await feeds.waitFor(names.binance, listening);
    expect(await gapMs({ venue: 'binance', stream: 'merged' }, from, openedAt)).toBeGreaterThan(11_000);
  });
});

describe('frames of garbage', () => {
  it('are counted, and the stream is well again when they end', async () => {
    const { market } = stage;
    market.fault({ ...linear, kind: 'corrupt' });
    await feeds.waitFor(names.linear, /failing cannot be read/);
    market.clearFaults();
    await feeds.waitFor(names.linear, listening);
    expect(violationsOf(market)).toEqual([]);
  });
});
