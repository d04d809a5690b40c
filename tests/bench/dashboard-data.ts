import '../../scripts/messages.ts';
import type { HistoryService } from '../../lib/background/history-service.ts';
import type { HistoryRange } from '../../lib/model/history.ts';
import type { CoverageRow } from '../../lib/store/tables.ts';
import type { Bench, Part } from './bench.ts';
import { loadBundle } from './bundle.ts';
import type * as parts from './history-parts.ts';
import type { Reading } from './reading.ts';
import { seedYear } from './seed-year.ts';

type Parts = typeof parts;

const dayMs = 86_400_000;
const end = Date.UTC(2026, 1, 12);
const rounds = 20;
const warmUps = 3;

/**
 * How long the background takes to answer the dashboard, over a year of 200 coins on all venues, in Node. The database is the one in memory, so what a browser's
 * takes to hand out rows is not in it; every answer is one that was not made before.
 */
export const dashboardData: Part = {
  name: 'dashboard',
  title: 'answers to the dashboard over a seeded year, in Node',
  async measure(bench) {
    const read = await openYear(bench);
    const history = async (name: string, base: string, range: HistoryRange, fine = false): Promise<Reading> =>
      timed(name, async round => {
        const answer = await read({ base, range, fine, to: end - round });
        if (answer === undefined || !answer.longUsd.some(usd => (usd ?? 0) > 0)) throw new Error(`${name} is empty`);
      });
    return [
      await history('7 days of minutes, BTC', 'BTC', '7d', true),
      await history('30 days of half hours, BTC', 'BTC', '30d'),
      await history('30 days of half hours, all coins', '', '30d'),
      await history('a day of minutes, BTC', 'BTC', '24h'),
    ];
  },
};

async function openYear(bench: Pick<Bench, 'scratch'>): Promise<HistoryService['read']> {
  const loaded = await loadBundle(bench, 'tests/bench/history-parts.ts', 'history-parts');
  if (!isParts(loaded)) throw new Error('the bundle of the dashboard’s answers lacks a part');
  const { venues, streamNames } = loaded;
  const year = seedYear(end);
  const database = loaded.createDatabase({ platform: undefined });
  await database.run('write', ['days', 'openInterest', 'coverage'], async tx => {
    await tx.days.put(year.days);
    await tx.openInterest.put(year.openInterest);
    await tx.coverage.put(venues.flatMap(venue => streamNames(venue).flatMap(stream => heardYear(venue.id, stream))));
  });
  const state = loaded.createMarketState();
  const book = loaded.createBook();
  const liquidationStore = loaded.createLiquidationStore(database);
  const marketTime = {
    now: () => end,
    offsetMs: 0,
    agreed: true,
    hosts: [],
    observe: () => undefined,
    onChange: () => () => undefined,
    toJSON: () => ({ savedAt: 0, offsetMs: 0, agreed: true, hosts: [], samples: {} }),
  };
  await loaded.createRecorder({ liquidationStore, book, marketTime, changed: () => undefined }).reload();
  const service = loaded.createHistoryService(
    {
      state,
      book,
      documents: loaded.createDocumentStore(database),
      openInterestStore: loaded.createOpenInterestStore(database),
      marketTime,
    },
    {
      venues,
      fearGreedSource: loaded.alternativeMe,
      prices: { past: () => Promise.resolve([]) },
      bookFrom: () => Promise.resolve(book),
      phases: () => Promise.resolve([]),
      unbroken: venue => venue.backfill !== undefined,
    },
  );
  return query => service.read(query);
}

function isParts(value: unknown): value is Parts {
  const names: readonly (keyof Parts)[] = ['createHistoryService', 'createRecorder', 'createDatabase', 'venues'];
  return typeof value === 'object' && value !== null && names.every(name => name in value);
}

/** Minutes for as long as they are kept, half hours before; an hour of every day was not heard. */
function heardYear(venue: CoverageRow['venue'], stream: string): readonly CoverageRow[] {
  const days = Array.from({ length: 60 }, (_none, age) => ({
    from: end - (age + 1) * dayMs,
    to: end - age * dayMs - dayMs / 24,
  }));
  const row = { venue, stream, source: 'events' } as const;
  return [
    { ...row, layer: 'fine', intervals: days.slice(0, 8).reverse() },
    { ...row, layer: 'coarse', intervals: days.slice(8).reverse() },
  ];
}

async function timed(name: string, work: (round: number) => Promise<void>): Promise<Reading> {
  const samples: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const started = performance.now();
    await work(round + warmUps);
    if (round >= 0) samples.push(performance.now() - started);
  }
  return { name, unit: 'ms', show: 'median', samples, target: { of: 'p95', atMost: 250 } };
}
