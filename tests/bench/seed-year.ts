import type { VenueId } from '../../lib/model/trade.ts';
import { type DayEntry, packDay } from '../../lib/std/packed-day.ts';
import { packSamples, type Sample } from '../../lib/std/packed-samples.ts';
import { dayMs, fiveMinutesMs, halfHourMs, hourMs, kept, minuteMs } from '../../lib/store/grains.ts';
import type { CoverageRow, DayRow, OpenInterestRow } from '../../lib/store/tables.ts';

const venues: readonly VenueId[] = ['binance', 'bybit', 'gate'];
const minutesPerDay = dayMs / minuteMs;

/** What a database holds after a year of listening, ready to be put into its tables. */
export interface SeededYear {
  readonly days: readonly DayRow[];
  readonly openInterest: readonly OpenInterestRow[];
  readonly coverage: readonly CoverageRow[];
  /** Bytes of all packed rows. */
  readonly packedBytes: number;
}

/**
 * A made year that ends at `end` (00:00 UTC, ms): minutes for the last 8 days, half hours for 60, hours before that, and the open interest that
 * is kept, of `coins` coins on three venues. Coins are made, most active first: the first has a forced order in 6 of 10 minutes, the n-th in
 * 6 of 10 n^1.1, so that the last ones have a few a day. The same arguments give the same rows.
 */
export function seedYear(end: number, coins = 200, lengthDays = 365): SeededYear {
  const random = createRandom(20260212);
  const bases = Array.from({ length: coins }, (_, rank) => (rank === 0 ? 'BTC' : `COIN${rank}`));
  const days: DayRow[] = [];
  for (let age = 1; age <= lengthDays; age++) {
    const day = end - age * dayMs;
    const grainMs = age * dayMs <= kept.fine + dayMs ? minuteMs : age * dayMs <= kept.coarse + dayMs ? halfHourMs : hourMs;
    for (const venue of venues) days.push({ venue, grainMs, day, bytes: packDay(makeDay(bases, grainMs, random)) });
  }
  const openInterest = [
    ...makeSamples(bases, end, fiveMinutesMs, hourMs, 3 * dayMs, random),
    ...makeSamples(bases, end, hourMs, dayMs, 62 * dayMs, random),
  ];
  const coverage = venues.map(venue => ({
    venue,
    stream: 'live',
    layer: 'coarse' as const,
    source: 'events' as const,
    intervals: Array.from({ length: lengthDays }, (_, age) => ({
      from: end - (age + 1) * dayMs,
      to: end - age * dayMs - hourMs,
    })).reverse(),
  }));
  const packedBytes = [...days, ...openInterest].reduce((sum, row) => sum + row.bytes.length, 0);
  return { days, openInterest, coverage, packedBytes };
}

function makeDay(bases: readonly string[], grainMs: number, random: () => number): readonly DayEntry[] {
  const entries: DayEntry[] = [];
  const minutes = grainMs / minuteMs;
  bases.forEach((base, rank) => {
    const quietMinute = 1 - 0.6 / (rank + 1) ** 1.1;
    const active = 1 - quietMinute ** minutes;
    for (let slot = 0; slot < minutesPerDay / minutes; slot++) {
      if (random() >= active) continue;
      // Sizes of forced orders have a long tail: most are hundreds of dollars, a few are millions.
      const cents = () => Math.floor(5_000 * Math.exp(random() * 5) * minutes);
      const both = minutes > 1 || random() < 0.2;
      const isLong = random() < 0.5;
      entries.push({ slot, span: 1, base, longCents: both || isLong ? cents() : 0, shortCents: both || !isLong ? cents() : 0 });
    }
  });
  return entries;
}

function makeSamples(
  bases: readonly string[],
  end: number,
  grainMs: number,
  rowMs: number,
  lengthMs: number,
  random: () => number,
): readonly OpenInterestRow[] {
  const rows: OpenInterestRow[] = [];
  for (let start = end - lengthMs; start < end; start += rowMs) {
    for (const venue of venues) {
      const samples: Sample[] = bases.flatMap(base =>
        Array.from({ length: rowMs / grainMs }, (_, index) => ({
          label: `${base}_USDT\t${base}`,
          offsetMs: index * grainMs + Math.floor(random() * 1_000),
          first: random() * 1e6,
          second: random() * 1e9,
        })),
      );
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
