import { fundingFigure } from '../engine/funding.ts';
import type { Funding, OpenInterest } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { dayMs, dayOf, hourMs } from '../store/grains.ts';
import { venuesOn } from './counted-venues.ts';
import type { Point } from './history-columns.ts';
import type { BackgroundParts } from './parts.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';

/** Days are kept in as many documents, each in the place of the one before it: nothing has to be let go of. */
const daysKept = 32;
/** Rates are kept in whole billionths, which take a third of the room of fractions. */
const parts = 1e9;
/** As in the figure of now. */
const maxAgeMs = 2 * hourMs;

/** One UTC day: by coin, the rate of each hour; `null` where there was none. */
interface Kept {
  readonly day: number;
  readonly rates: Readonly<Record<string, readonly (number | null)[]>>;
}

const keyOf = (day: number): string => `funding-log/${(day / dayMs) % daysKept}`;

/** Keeps the funding of every coin by the hour, since no venue is asked for its past. */
export function createFundingJob(
  { state, documents, marketTime }: Pick<BackgroundParts, 'state' | 'documents' | 'marketTime'>,
  venues: readonly Venue[],
): Job {
  return {
    id: 'funding log',
    everyMs: hourMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      const ids = venuesOn(state, venues).map(({ id }) => id);
      const rates = byBase<Funding>(ids.flatMap(id => [...(state.funding.get(id)?.values() ?? [])]));
      const open = byBase<OpenInterest>(ids.flatMap(id => [...(state.openInterest.get(id)?.values() ?? [])]));
      const told = [...rates].flatMap(([base, rows]) => {
        const figure = fundingFigure({ now, rates: rows, openInterest: open.get(base) ?? [], venues: ids, maxAgeMs }, base);
        return figure === undefined ? [] : [[base, Math.round(figure.ratePer8h * parts)] as const];
      });
      if (told.length === 0) throw new NotReady('no funding yet');
      const day = dayOf(now);
      const hour = Math.floor((now - day) / hourMs);
      const before = await readDay(documents, day);
      const next: Record<string, readonly (number | null)[]> = { ...before };
      for (const [base, rate] of told)
        next[base] = Array.from({ length: hour + 1 }, (_none, place) =>
          place === hour ? rate : (before[base]?.[place] ?? null),
        );
      await documents.write(keyOf(day), { day, rates: next } satisfies Kept, now);
    },
  };
}

/** What was kept of a coin's funding in `[from, to)`, by the opening of its hour, as a fraction per eight hours. */
export async function readFunding(
  { documents }: Pick<BackgroundParts, 'documents'>,
  { base, from, to }: { readonly base: string; readonly from: number; readonly to: number },
): Promise<readonly Point[]> {
  const days = Array.from({ length: Math.ceil((to - dayOf(from)) / dayMs) }, (_none, place) => dayOf(from) + place * dayMs);
  const read = days.slice(-daysKept).map(async day =>
    ((await readDay(documents, day))[base] ?? []).flatMap((rate, hour): readonly Point[] => {
      const time = day + hour * hourMs;
      return rate === null || time < from || time >= to ? [] : [[time, rate / parts]];
    }),
  );
  return (await Promise.all(read)).flat();
}

async function readDay(documents: BackgroundParts['documents'], day: number): Promise<Kept['rates']> {
  const value = (await documents.read(keyOf(day)))?.value;
  // The document may still be of the day that was there before.
  return isKept(value) && value.day === day ? value.rates : {};
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('day' in value) || !('rates' in value)) return false;
  const { day, rates } = value;
  return typeof day === 'number' && typeof rates === 'object' && rates !== null && Object.values(rates).every(Array.isArray);
}

function byBase<Row extends { readonly base: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, row => row.base);
}
