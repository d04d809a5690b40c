import type { Liquidation, VenueId } from '../../lib/model/trade.ts';
import { type DayEntry, packDay } from '../../lib/std/packed-day.ts';
import { packSamples, type Sample } from '../../lib/std/packed-samples.ts';
import { eventLabel } from '../../lib/store/day-rows.ts';
import { packKey } from '../../lib/store/liquidation-events.ts';
import { dayMs, fiveMinutesMs, halfHourMs, hourMs, kept, minuteMs } from '../../lib/store/grains.ts';
import type { CoverageRow, DayRow, EventRow, OpenInterestRow } from '../../lib/store/tables.ts';

/**
 * What each venue is taken to have: how many of the coins, largest first, and how often it tells of a forced order, Binance being 1. Made, with the
 * order of size that the venues' shares of open interest have.
 */
const venueSizes: Readonly<Record<VenueId, { readonly coins: number; readonly activity: number }>> = {
  binance: { coins: 200, activity: 1 },
  bybit: { coins: 190, activity: 1 },
  okx: { coins: 150, activity: 0.6 },
  gate: { coins: 195, activity: 0.5 },
  bitget: { coins: 190, activity: 0.4 },
  htx: { coins: 130, activity: 0.2 },
  aster: { coins: 120, activity: 0.2 },
  lighter: { coins: 90, activity: 0.15 },
  coinex: { coins: 140, activity: 0.15 },
  bitmex: { coins: 60, activity: 0.05 },
  dydx: { coins: 100, activity: 0.05 },
  'kraken-futures': { coins: 150, activity: 0.05 },
  poloniex: { coins: 60, activity: 0.03 },
  bitfinex: { coins: 30, activity: 0.03 },
  deribit: { coins: 12, activity: 0.03 },
  // These publish no forced orders, and have open interest alone.
  hyperliquid: { coins: 130, activity: 0 },
  kucoin: { coins: 180, activity: 0 },
  mexc: { coins: 190, activity: 0 },
};
const venues = Object.keys(venueSizes) as readonly VenueId[];
const loudVenues = venues.filter(venue => venueSizes[venue].activity > 0);
const minutesPerDay = dayMs / minuteMs;

/** What a database holds after a year of listening, ready to be put into its tables. */
export interface SeededYear {
  readonly days: readonly DayRow[];
  readonly openInterest: readonly OpenInterestRow[];
  readonly coverage: readonly CoverageRow[];
  readonly events: readonly EventRow[];
  /** Bytes of all packed rows; orders are not packed, and not among them. */
  readonly packedBytes: number;
}

/**
 * A made year that ends at `end` (00:00 UTC, ms), of `coins` coins on every venue: minutes by contract for the last 8 days, half hours by contract for 60,
 * hours by coin before that; the single orders of the last 48 hours; the open interest that is kept, five-minute samples of 26 hours and hourly
 * ones of 32 days. Coins are made, most active first: at Binance the first has a forced order in 6 of 10 minutes, the n-th in 6 of 10 n^1.1,
 * so that the last ones have a few a day; elsewhere that times the venue's activity. One such minute in five has orders of both sides, and a longer grain
 * is the sum of its minutes. The same arguments give the same rows.
 */
export function seedYear(end: number, coins = 200, lengthDays = 365): SeededYear {
  const random = createRandom(20260212);
  const bases = Array.from({ length: coins }, (_, rank) => (rank === 0 ? 'BTC' : `COIN${rank}`));
  const basesOf = (venue: VenueId) => bases.slice(0, Math.min(coins, venueSizes[venue].coins));
  const days: DayRow[] = [];
  for (let age = 1; age <= lengthDays; age++) {
    const day = end - age * dayMs;
    const grainMs = age * dayMs <= kept.fine + dayMs ? minuteMs : age * dayMs <= kept.coarse + dayMs ? halfHourMs : hourMs;
    for (const venue of loudVenues) {
      const entries = makeDay(basesOf(venue), venueSizes[venue].activity, grainMs, random);
      if (entries.length > 0) days.push({ venue, grainMs, day, bytes: packDay(entries) });
    }
  }
  const openInterest = [
    ...makeSamples(basesOf, end, { grainMs: fiveMinutesMs, rowMs: hourMs, lengthMs: 26 * hourMs }, random),
    ...makeSamples(basesOf, end, { grainMs: hourMs, rowMs: dayMs, lengthMs: 32 * dayMs }, random),
  ];
  const coverage = loudVenues.map(venue => ({
    venue,
    stream: 'live',
    layer: 'coarse' as const,
    source: 'events' as const,
    intervals: Array.from({ length: lengthDays }, (_, age) => ({
      from: end - (age + 1) * dayMs,
      to: end - age * dayMs - hourMs,
    })).reverse(),
  }));
  const events = loudVenues.flatMap(venue => makeOrders(venue, basesOf(venue), end, random));
  const packedBytes = [...days, ...openInterest].reduce((sum, row) => sum + row.bytes.length, 0);
  return { days, openInterest, coverage, events, packedBytes };
}

/** How likely a coin has a forced order in a minute, where the most active one at the most active venue has 0.6. */
function chanceOf(rank: number, activity: number): number {
  return (0.6 * activity) / (rank + 1) ** 1.1;
}

function makeDay(bases: readonly string[], activity: number, grainMs: number, random: () => number): readonly DayEntry[] {
  const entries: DayEntry[] = [];
  const minutes = grainMs / minuteMs;
  bases.forEach((base, rank) => {
    const chance = chanceOf(rank, activity);
    const none = (1 - chance) ** minutes;
    const label = grainMs === hourMs ? base : eventLabel(base, symbolOf(base));
    for (let slot = 0; slot < minutesPerDay / minutes; slot++) {
      const sum = { slot, span: 1, base: label, longCents: 0, shortCents: 0 };
      let left = drawActive(minutes, chance, none, random);
      if (left === 0) continue;
      for (; left > 0; left--) {
        const isLong = random() < 0.5;
        const isBoth = random() < 0.2;
        if (isLong || isBoth) sum.longCents += sizeOf(random);
        if (!isLong || isBoth) sum.shortCents += sizeOf(random);
      }
      entries.push(sum);
    }
  });
  return entries;
}

/** In how many of so many minutes there was an order, where each has the same chance of it: binomial. `none` is the chance of none. */
function drawActive(minutes: number, chance: number, none: number, random: () => number): number {
  let left = random();
  let likelihood = none;
  let active = 0;
  while (left >= likelihood && active < minutes) {
    left -= likelihood;
    active++;
    likelihood *= ((minutes - active + 1) / active) * (chance / (1 - chance));
  }
  return active;
}

/** Cents of one order. Sizes have a long tail: most are hundreds of dollars, a few are tens of thousands. */
function sizeOf(random: () => number): number {
  return Math.floor(5_000 * Math.exp(random() * 5));
}

function symbolOf(base: string): string {
  return `${base}USDT`;
}

/** Orders of the last 48 hours, long since in the sums. */
function makeOrders(venue: VenueId, bases: readonly string[], end: number, random: () => number): readonly EventRow[] {
  return bases.flatMap((base, rank) => {
    const chance = chanceOf(rank, venueSizes[venue].activity);
    const rows: EventRow[] = [];
    for (let minute = end - kept.events; minute < end; minute += minuteMs) {
      if (random() >= chance) continue;
      const time = minute + Math.floor(random() * minuteMs);
      const usd = sizeOf(random) / 100;
      const price = Number((60_000 / (rank + 1) ** 2).toPrecision(6));
      const value = Number((usd / price).toPrecision(6));
      const position = random() < 0.5 ? 'long' : 'short';
      const key = `${symbolOf(base)}:${time}:${position === 'long' ? 'SELL' : 'BUY'}:${price}:${value}`;
      const event: Liquidation = {
        venue,
        symbol: symbolOf(base),
        base,
        position,
        price,
        priceKind: 'fill',
        quantity: { value, unit: 'base' },
        baseQuantity: value,
        usd,
        eventTime: time,
        receivedTime: time + 200,
        key,
      };
      rows.push({ venue, key: packKey(key), time, event });
    }
    return rows;
  });
}

/** Prices and positions wander by a thousandth or so from one sample to the next; all contracts of a venue are told in one answer, at one time. */
function makeSamples(
  basesOf: (venue: VenueId) => readonly string[],
  end: number,
  { grainMs, rowMs, lengthMs }: { readonly grainMs: number; readonly rowMs: number; readonly lengthMs: number },
  random: () => number,
): readonly OpenInterestRow[] {
  const rows: OpenInterestRow[] = [];
  const step = Math.sqrt(grainMs / fiveMinutesMs) * 1e-3;
  const wander = () => 1 + (random() - 0.5) * 2 * step;
  for (const venue of venues) {
    const bases = basesOf(venue);
    const coins = bases.map((_, rank) => 1e6 * (rank + 1) * (0.5 + random()));
    const prices = bases.map((_, rank) => 60_000 / (rank + 1) ** 2);
    for (let start = end - lengthMs; start < end; start += rowMs) {
      const samples: Sample[] = [];
      for (let offset = 0; offset < rowMs; offset += grainMs) {
        const offsetMs = offset + Math.floor(random() * 1_000);
        bases.forEach((base, rank) => {
          const held = (coins[rank] = (coins[rank] ?? 0) * wander());
          const price = (prices[rank] = (prices[rank] ?? 0) * wander());
          samples.push({ label: `${symbolOf(base)}\t${base}`, offsetMs, first: held, second: held * price });
        });
      }
      rows.push({ grainMs, venue, start, bytes: packSamples(samples) });
    }
  }
  return rows;
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
