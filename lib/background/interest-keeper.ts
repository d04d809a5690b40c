import { linkRatio, linkSeries } from '../engine/interest-series.ts';
import type { InterestPoint } from '../engine/interest-series.ts';
import type { OpenInterest } from '../model/trade.ts';
import { isRecord } from '../std/record.ts';
import type { BackgroundParts } from './parts.ts';
import { majors } from './source-jobs.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Open interest is asked for every five minutes. */
const stepMs = 300_000;
const fineMs = 26 * hourMs;
const coarseMs = 30 * dayMs;
/** A row that is older is not linked to. */
const maxAgeMs = 4 * stepMs;
/** The venues' own pasts come in over minutes, and not of every coin are there thirty days: while some are lacking, it is looked again, at first so soon … */
const retryMs = 60_000;
/** … and each time that nothing older was there, after twice as long, up to this. */
const longestRetryMs = 6 * hourMs;
/** So much is all that the venues' pasts and the store have. */
const wholeMs = 29 * dayMs;

/** Keeps the past of open interest of those who ask for it, and its document. */
export interface InterestKeeper {
  /** The past up to now; empty while nothing is known. `undefined` is the market. */
  past(base: string | undefined): Promise<readonly InterestPoint[]>;
  /** The new point, when one was due and could be linked to the last. */
  step(base: string | undefined, now: number): Promise<InterestPoint | undefined>;
  /** Whether more of the past has become known than was handed out: it is then handed out by `past`. */
  isNewer(base: string | undefined): boolean;
  /** Lets go of a coin nobody asks for. */
  forget(base: string | undefined): void;
}

/** When it is put together anew while it is not whole, ms, and after how long once more. */
interface Look {
  readonly againAt: number;
  readonly waitMs: number;
}

interface Kept {
  readonly look: Look;
  points: InterestPoint[];
  /** What the last point was made of. */
  rows: ReadonlyMap<string, OpenInterest>;
}

/** The document of one series. */
export const interestKey = (base: string | undefined): string => `interest/${base ?? ''}`;

export function createInterestKeeper(
  parts: Pick<BackgroundParts, 'state' | 'documents' | 'openInterestStore' | 'marketTime'>,
): InterestKeeper {
  const { state, documents, openInterestStore, marketTime } = parts;
  const kept = new Map<string | undefined, Kept>();
  /** How far back reached what was last handed out, ms. */
  const handed = new Map<string | undefined, number>();

  function rowsOf(base: string | undefined, now: number): ReadonlyMap<string, OpenInterest> {
    const rows = new Map<string, OpenInterest>();
    for (const [venue, own] of state.openInterest) {
      if (state.off.has(venue)) continue;
      for (const row of own.values())
        if ((base === undefined || row.base === base) && now - row.time <= maxAgeMs) rows.set(`${venue} ${row.symbol}`, row);
    }
    return rows;
  }

  async function load(base: string | undefined, before?: Kept): Promise<Kept> {
    const now = marketTime.now();
    const stored = before ?? readStored((await documents.read(interestKey(base)))?.value);
    const isFresh = now - (stored.points.at(-1)?.[0] ?? 0) < maxAgeMs;
    const rows = rowsOf(base, now);
    if (isFresh && (isWhole(stored.points, now) || now < stored.look.againAt)) return { ...stored, rows };
    const points = [...(await pastOf(base, now))];
    const isOlder = startOf(points) < startOf(stored.points);
    const isSoon = isOlder || startOf(points) > now - dayMs;
    const waitMs = isSoon ? retryMs : Math.min(Math.max(retryMs, 2 * stored.look.waitMs), longestRetryMs);
    // What was handed on from link to link since then is kept where the store knows no more than that.
    return { look: { againAt: now + waitMs, waitMs }, points: isFresh && !isOlder ? stored.points : points, rows };
  }

  /** What the store has samples of: those of before this was first asked for, the venues' own pasts among them. */
  async function pastOf(base: string | undefined, now: number): Promise<readonly InterestPoint[]> {
    // All coins take too long to read: until the links of the days to come tell of all, the largest three stand for the market, at one price each.
    const bases = base === undefined ? majors : [base];
    const read = async (grain: 'five minutes' | 'hour'): Promise<readonly InterestPoint[]> => {
      const span = grain === 'hour' ? { from: now - coarseMs, to: now, stepMs: hourMs } : { from: now - fineMs, to: now, stepMs };
      const samples = await Promise.all(
        bases.map(async each => {
          const rows = await openInterestStore.readCoin({ base: each, grain, from: span.from, to: span.to });
          const priceUsd = base === undefined ? (state.prices.get(each)?.usd ?? priceIn(rows)) : 1;
          return rows.map(row => ({
            ...row,
            coins: row.coins === undefined || Number.isNaN(priceUsd) ? undefined : row.coins * priceUsd,
          }));
        }),
      );
      return linkSeries(samples.flat(), span);
    };
    const [fine, coarse] = await Promise.all([read('five minutes'), read('hour')]);
    const [first] = fine;
    if (first === undefined) return coarse;
    const anchor = coarse.findLast(([time]) => time <= first[0]);
    if (anchor === undefined) return fine;
    // Both end at 1, but where they meet the finer one tells.
    const older = coarse.filter(([time]) => time < first[0]);
    return [...older.map(([time, value]): InterestPoint => [time, value * (first[1] / anchor[1])]), ...fine];
  }

  async function keptOf(base: string | undefined): Promise<Kept> {
    const known = kept.get(base);
    if (known !== undefined) return known;
    const loaded = await load(base);
    kept.set(base, loaded);
    return loaded;
  }

  const isNewer = (base: string | undefined): boolean => {
    const own = kept.get(base);
    const now = marketTime.now();
    if (own === undefined) return false;
    return startOf(own.points) < (handed.get(base) ?? -Infinity) || (!isWhole(own.points, now) && now >= own.look.againAt);
  };

  return {
    async past(base) {
      const own = await keptOf(base);
      const looked = isNewer(base) ? await load(base, own) : own;
      kept.set(base, looked);
      handed.set(base, startOf(looked.points));
      return looked.points;
    },
    isNewer,
    async step(base, now) {
      const own = await keptOf(base);
      const last = own.points.at(-1);
      if (last !== undefined && now - last[0] < stepMs) return undefined;
      const rows = rowsOf(base, now);
      const ratio = linkRatio(own.rows, rows);
      if (last === undefined || ratio === undefined || now - last[0] > hourMs) {
        // A hole: what was before it cannot be compared with, so the past is read anew.
        kept.delete(base);
        return undefined;
      }
      const point: InterestPoint = [now, last[1] * ratio];
      own.points = thin([...own.points, point], now);
      own.rows = rows;
      await documents.write(interestKey(base), { points: own.points, look: own.look }, now);
      return point;
    },
    forget(base) {
      kept.delete(base);
      handed.delete(base);
    },
  };
}

/** What a coin costs by some row; not a number, which leaves the coin out, where none tells dollars. */
function priceIn(rows: readonly OpenInterest[]): number {
  const told = rows.find(({ coins = 0, usd }) => usd !== undefined && coins > 0);
  return (told?.usd ?? Number.NaN) / (told?.coins ?? Number.NaN);
}

/** Five minutes apart for 26 hours, an hour before that, nothing older than thirty days. */
function thin(points: readonly InterestPoint[], now: number): InterestPoint[] {
  let lastHour = -1;
  return points.filter(([time]) => {
    if (time < now - coarseMs) return false;
    if (time >= now - fineMs) return true;
    const hour = Math.floor(time / hourMs);
    const isNew = hour !== lastHour;
    lastHour = hour;
    return isNew;
  });
}

const startOf = (points: readonly InterestPoint[]): number => points[0]?.[0] ?? Number.POSITIVE_INFINITY;

const isWhole = (points: readonly InterestPoint[], now: number): boolean => startOf(points) <= now - wholeMs;

const isLook = (value: unknown): value is Look =>
  isRecord(value) && typeof value['againAt'] === 'number' && typeof value['waitMs'] === 'number';

/** The document; the first versions wrote the points alone, which may be too few. */
function readStored(value: unknown): { readonly points: InterestPoint[]; readonly look: Look } {
  const { points = value, look } = isRecord(value) ? value : {};
  return { points: readPoints(points), look: isLook(look) ? look : { againAt: 0, waitMs: 0 } };
}

function readPoints(value: unknown): InterestPoint[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (point): point is InterestPoint => Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number',
  );
}
