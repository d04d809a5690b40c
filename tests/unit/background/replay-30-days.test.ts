import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBook } from '../../../lib/background/book.ts';
import type { Heard } from '../../../lib/background/book.ts';
import { createHistoryUnits } from '../../../lib/background/history-units.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import { streamNames } from '../../../lib/background/socket-service.ts';
import type { Intervals, VenueCoverage } from '../../../lib/model/coverage.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import type { Database } from '../../../lib/store/database.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import type { LiquidationView } from '../../../lib/store/liquidation-store.ts';
import { clip, holdsSpan, measure, subtract, toIntervals } from '../../../lib/std/intervals.ts';
import { venues } from '../../../lib/venues/registry.ts';
import type { MarketLog } from '../../market/log.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { createRandom } from '../../market/seeded.ts';
import { sentOrders } from '../../market/truth.ts';
import type { Ledger, Venue } from '../../market/world.ts';
import { wireTime } from '../../support/accounts.ts';
import { createSurroundings } from './mortal-core.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const halfHourMs = 30 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const lives = 8;

/** What thirty days have left on the disk: a background that was there for some minutes of some days. */
interface Aftermath {
  readonly ledger: Ledger;
  readonly log: MarketLog;
  /** Market time, ms. */
  readonly startedAt: number;
  readonly at: number;
  /** When some life was at work. */
  readonly alive: Intervals;
  readonly errors: readonly string[];
  readonly view: LiquidationView;
  readonly coverage: ReadonlyMap<string, VenueCoverage>;
}

async function readBack(database: Database, at: number): Promise<Pick<Aftermath, 'view' | 'coverage'>> {
  const state = createMarketState();
  await restoreState(createDocumentStore(database), state, venues, at);
  const view = await createLiquidationStore(database).view({ fromDay: at - 31 * dayMs, toDay: at + dayMs });
  const book = createBook(createHistoryUnits(state, venues));
  book.replaceCoverage(view.coverage);
  const coverage = book.coverage(Object.fromEntries(venues.map(venue => [venue.id, streamNames(venue)])));
  return { view, coverage: new Map(coverage.map(row => [row.venue, row])) };
}

async function replay(seed: number): Promise<Aftermath> {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const ledger = createLedger('calm');
  const startedAt = ledger.t0 - 30 * dayMs;
  const { market, clock, live, open } = createSurroundings(ledger, startedAt);
  const errors: string[] = [];
  const alive: { from: number; to: number }[] = [];
  const rests = Array.from({ length: lives - 1 }, () => between(1, 100));
  const restMs = (30 * dayMs - lives * 3 * minuteMs) / rests.reduce((sum, rest) => sum + rest, 0);

  for (let life = 0; life < lives; life += 1) {
    const bornAt = clock.now();
    const background = live(random);
    await clock.advance(2 * minuteMs);
    // Every frame is said three times, once subscriptions are acknowledged.
    if (life % 2 === 1) market.fault({ host: '*', on: 'socket', kind: 'repeat', times: 3 });
    await clock.advance(minuteMs);
    market.clearFaults();
    background.kill();
    errors.push(...background.errors);
    alive.push({ from: bornAt, to: clock.now() });
    const rest = rests[life];
    if (rest !== undefined) await clock.advance(Math.floor(rest * restMs));
  }
  const at = clock.now();
  const database = open();
  const back = await readBack(database, at);
  database.close();
  return { ledger, log: market.log, startedAt, at, alive: toIntervals(alive), errors, ...back };
}

/** Cents by half hour of one coin at one venue, as stored in each layer. */
function storedCents({ view }: Aftermath, venue: string): Map<string, { fine: number; coarse: number }> {
  const sums = new Map<string, { fine: number; coarse: number }>();
  const add = (base: string, time: number, layer: 'fine' | 'coarse', cents: number) => {
    const name = `${base} ${String(Math.floor(time / halfHourMs))}`;
    const sum = sums.get(name) ?? { fine: 0, coarse: 0 };
    sum[layer] += cents;
    sums.set(name, sum);
  };
  for (const row of view.rows.filter(each => each.venue === venue)) {
    row.bases.forEach((base, place) => {
      const time = row.day + (row.slots[place] ?? 0) * row.grainMs;
      add(base, time, row.grainMs === minuteMs ? 'fine' : 'coarse', (row.longCents[place] ?? 0) + (row.shortCents[place] ?? 0));
    });
  }
  for (const { base, time, cents } of view.pending.filter(each => each.venue === venue)) add(base, time, 'fine', cents);
  return sums;
}

/** Half hours of a coin that were heard throughout, and by which layer. */
function layerOf({ fine, coarse }: Heard, halfHour: number): 'fine' | 'coarse' | undefined {
  const from = halfHour * halfHourMs;
  if (holdsSpan(fine, from, from + halfHourMs)) return 'fine';
  return holdsSpan(coarse, from, from + halfHourMs) ? 'coarse' : undefined;
}

interface Comparison {
  readonly wrong: readonly string[];
  readonly compared: number;
  readonly cents: number;
}

/** Every half hour and coin that a venue claims throughout, against what the venue let out in it. */
function compare(after: Aftermath, venue: Venue): Comparison {
  const { ledger, startedAt, at, coverage } = after;
  const row = coverage.get(venue);
  const sent = new Map<string, number>();
  for (const { market, time, cents } of sentOrders(ledger, { venue, from: startedAt - dayMs, to: at })) {
    const name = `${market.base} ${String(Math.floor(wireTime(venue, time) / halfHourMs))}`;
    sent.set(name, (sent.get(name) ?? 0) + cents);
  }
  const stored = storedCents(after, venue);
  const wrong: string[] = [];
  let compared = 0;
  let total = 0;
  const bases = new Set(ledger.markets.filter(market => market.venue === venue).map(({ base }) => base));
  for (const base of bases) {
    const own = row?.coins?.get(base);
    const heard = {
      fine: toIntervals([...(row?.fine ?? []), ...(own?.fine ?? [])]),
      coarse: toIntervals([...(row?.coarse ?? []), ...(own?.coarse ?? [])]),
    };
    for (let halfHour = Math.ceil(startedAt / halfHourMs); (halfHour + 1) * halfHourMs <= at; halfHour += 1) {
      const layer = layerOf(heard, halfHour);
      if (layer === undefined) continue;
      const name = `${base} ${String(halfHour)}`;
      const told = sent.get(name) ?? 0;
      const held = stored.get(name)?.[layer] ?? 0;
      compared += 1;
      total += told;
      if (held !== told) wrong.push(`${name} ${layer}: ${String(held)} instead of ${String(told)}`);
    }
  }
  return { wrong, compared, cents: total };
}

describe('thirty days on all venues, of which the background was there for some minutes', () => {
  let after: Aftermath;
  beforeAll(async () => {
    // In development query-core warns when the timers of a new life take the place of the old ones.
    vi.stubEnv('NODE_ENV', 'production');
    after = await replay(20_260_520);
  }, 600_000);
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  const fed = venues.filter(venue => venue.completeness !== 'none').map(({ id }) => id);

  it.each(fed)('every half hour of a coin that %s is claimed for is what the venue let out, to the cent', venue => {
    expect(compare(after, venue).wrong.slice(0, 5)).toEqual([]);
  });

  it.each(['gate', 'bitfinex', 'coinex'] as const)('%s, which keeps a month, is known of it, and of money in it', venue => {
    const { compared, cents } = compare(after, venue);
    const bases = new Set(after.ledger.markets.filter(market => market.venue === venue).map(({ base }) => base));
    expect(compared / bases.size / (30 * 48)).toBeGreaterThan(0.95);
    expect(cents).toBeGreaterThan(100_000_00);
  });

  it.each(['binance', 'bybit', 'bitmex', 'aster', 'lighter'] as const)(
    '%s, which keeps nothing, is claimed for no second in which nobody listened, and for most in which somebody did',
    venue => {
      const row = after.coverage.get(venue);
      const heard = toIntervals([...(row?.fine ?? []), ...(row?.coarse ?? [])]);
      expect(subtract(heard, after.alive)).toEqual([]);
      expect(measure(clip(heard, after.startedAt, after.at)) / measure(after.alive)).toBeGreaterThan(
        venue === 'lighter' ? 0.2 : 0.6,
      );
    },
  );

  it('nothing was asked that a venue forbids, and no error was of its own making', () => {
    expect(after.log.violations).toEqual([]);
    expect(after.errors).toEqual([]);
  });
});
