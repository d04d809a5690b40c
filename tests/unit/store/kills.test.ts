import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../lib/store/database.ts';
import { createLiquidationStore, type LiquidationStore } from '../../../lib/store/liquidation-store.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import type { Liquidation, LiquidationBar, VenueId } from '../../../lib/model/trade.ts';
import { createDisk, type Disk, Killed } from './killable.ts';
import { barAt, day, day0, eventAt, hour, minute, totalCents, viewAll } from './support.ts';

const seeds = Array.from({ length: 150 }, (_, index) => index + 1);
const venues: readonly VenueId[] = ['gate', 'bybit'];
const coins = ['BTC', 'ETH', 'SOL'];

/** Resolves to what the bookkeeper is to be told; a life that ended tells nothing. */
type Step = (store: LiquidationStore) => Promise<(() => void) | undefined>;

let disk: Disk | undefined;
afterEach(() => disk?.restore());

describe('a worker that is killed at any moment', () => {
  it.each(seeds)('loses nothing and counts nothing twice, to the cent (seed %i)', async seed => {
    const random = createRandom(seed);
    disk = createDisk();
    const told = createTold();
    const steps = planSteps(random, told);

    let kills = 0;
    let place = 0;
    while (place < steps.length) {
      // After three kills it may live to the end.
      const life = disk.begin(kills < 3 ? 1 + Math.floor(random() * 120) : Infinity);
      const db = createDatabase({ platform: life.platform });
      const store = createLiquidationStore(db);
      try {
        for (; place < steps.length; place++) {
          const tell = await Promise.race([life.death, steps[place]?.(store)]);
          tell?.();
          expect(db.health).toEqual({ kind: 'durable' });
        }
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills++;
        // Whoever asked was not answered: the step is done again, and often those before it.
        place = Math.max(0, place - Math.floor(random() * 3));
      }
      db.close();
    }
    expect(kills).toBeGreaterThan(0);

    const last = createLiquidationStore(createDatabase({ platform: disk.begin(Infinity).platform }));
    const view = await viewAll(last);
    expect(view.corrupt).toEqual([]);
    expect(told.expectedCents()).toBeGreaterThan(0);
    expect(totalCents(view)).toBe(told.expectedCents());
  });
});

/** What a bookkeeper who is never killed would know. */
function createTold() {
  const events = new Map<string, Liquidation>();
  const claims = new Map<VenueId, Interval[]>();
  const bars = new Map<string, LiquidationBar>();
  const centsOf = (usd: number | undefined) => Math.round((usd ?? 0) * 100);
  const within = (venue: VenueId, from: number, to: number) =>
    (claims.get(venue) ?? []).some(claim => claim.from <= from && to <= claim.to);
  const halfHourOf = (time: number) => Math.floor(time / (30 * minute));

  return {
    event: (event: Liquidation) => events.set(`${event.venue} ${event.key}`, event),
    claim: (venue: VenueId, spans: readonly Interval[]) => void claims.set(venue, [...(claims.get(venue) ?? []), ...spans]),
    bar(bar: LiquidationBar) {
      const counts = bar.grainMs === 30 * minute || within(bar.venue, bar.time, bar.time + bar.grainMs);
      if (counts) bars.set(`${bar.venue} ${bar.symbol} ${bar.grainMs} ${bar.time}`, bar);
    },
    expectedCents() {
      const coarse = [...bars.values()].filter(bar => bar.grainMs === 30 * minute);
      const replaced = (row: { venue: VenueId; base: string }, time: number) =>
        coarse.some(bar => bar.venue === row.venue && bar.base === row.base && halfHourOf(bar.time) === halfHourOf(time));
      let cents = 0;
      for (const event of events.values()) {
        const time = event.eventTime ?? event.receivedTime;
        if (!within(event.venue, time, time + 1) && !replaced(event, time)) cents += centsOf(event.usd);
      }
      for (const bar of bars.values()) {
        if (bar.grainMs === 30 * minute || !replaced(bar, bar.time)) cents += centsOf(bar.longUsd) + centsOf(bar.shortUsd);
      }
      return cents;
    },
  };
}

/** Some weeks of work: events, claims, bars of both grains, folds, roll-ups and prunings. */
function planSteps(random: () => number, told: ReturnType<typeof createTold>): readonly Step[] {
  const steps: Step[] = [];
  const pick = <Value>(values: readonly Value[], fallback: Value) => values[Math.floor(random() * values.length)] ?? fallback;
  const money = () => Math.round(1 + random() * 1e6) / 100;
  let now = day0;
  let serial = 0;

  function commit(): Step {
    const venue = pick(venues, 'gate');
    const sent = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
      const time = Math.floor(now - random() * 40 * hour);
      return eventAt(time, money(), {
        venue,
        base: pick(coins, 'BTC'),
        key: `${++serial}`,
        position: random() < 0.5 ? 'long' : 'short',
      });
    });
    const until = now - Math.floor(random() * hour);
    const heard = random() < 0.4 ? { from: until - Math.floor(random() * 3 * hour) - 1, to: until } : undefined;
    return async store => {
      await store.commit({ venue, stream: 'live', events: sent, heard });
      return () => sent.forEach(told.event);
    };
  }

  function readBars(): readonly Step[] {
    const venue = pick(venues, 'gate');
    const base = pick(coins, 'BTC');
    const from = Math.floor((now - random() * day) / (5 * minute)) * 5 * minute;
    const span = { from: from - minute, to: from + 2 * hour };
    const rows = Array.from({ length: 30 }, (_, index) =>
      barAt(from + (index - 2) * 5 * minute, money(), { venue, base, shortUsd: money() }),
    );
    return [
      async store => {
        const claimed = await store.claimBars(venue, span);
        return () => told.claim(venue, claimed);
      },
      async store => {
        await store.commitBars({ venue, stream: 'stats', grainMs: 300_000, bars: rows });
        return () => rows.forEach(told.bar);
      },
      untold(store => store.markBarsHeard({ venue, stream: 'stats', layer: 'fine', interval: span })),
    ];
  }

  function readHalfHours(): Step {
    const venue = pick(venues, 'gate');
    const base = pick(coins, 'BTC');
    const from = Math.floor((now - (12 + random() * 15) * day) / (30 * minute)) * 30 * minute;
    const rows = Array.from({ length: 60 }, (_, index) =>
      barAt(from + index * 30 * minute, money(), { venue, base, grainMs: 30 * minute }),
    );
    return async store => {
      await store.commitBars({ venue, stream: 'stats', grainMs: 1_800_000, bars: rows });
      return () => rows.forEach(told.bar);
    };
  }

  for (let tick = 0; tick < 9; tick++) {
    now += Math.floor(random() * 12 * day) + minute;
    const moment = now;
    steps.push(commit(), commit());
    steps.push(untold(store => store.fold(moment).then(() => undefined)));
    if (random() < 0.7) steps.push(...readBars());
    steps.push(commit());
    if (random() < 0.5) steps.push(readHalfHours());
    steps.push(untold(store => store.rollUp(moment)));
    steps.push(untold(store => store.prune(moment)));
  }
  // A last ageing, so that nothing is left as minutes beside half-hour bars of the same time.
  const end = now + 30 * day;
  steps.push(untold(store => store.rollUp(end)));
  return steps;
}

function untold(work: (store: LiquidationStore) => Promise<void>): Step {
  return async store => {
    await work(store);
    return undefined;
  };
}

/** mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
