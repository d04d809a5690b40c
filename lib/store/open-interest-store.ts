import type { OpenInterest, VenueId } from '../model/trade.ts';
import { packSamples, type Sample, unpackSamples } from '../std/packed-samples.ts';
import type { Database } from './database.ts';
import { dayMs, fiveMinutesMs, hourMs } from './grains.ts';
import { carryMs, toInterestLine, type OpenInterestPoint } from './interest-line.ts';
import type { OpenInterestRow, Transaction } from './tables.ts';

/** Five-minute samples are kept by the hour for 26 hours, hourly ones by the day for 32 days: what the changes over a day and over 30 days need. */
const layers = [
  { grainMs: fiveMinutesMs, rowMs: hourMs, keptMs: 26 * hourMs },
  { grainMs: hourMs, rowMs: dayMs, keptMs: 32 * dayMs },
] as const;
const dropAtOnce = 100;

/** Which samples: nearest to `time`, at most `toleranceMs` away. */
export interface NearestQuery {
  readonly venue: VenueId;
  readonly time: number;
  readonly toleranceMs: number;
}

/** Which hours of the line, both ends included; `venues` and `base` leave out the others. */
export interface LineQuery {
  readonly from: number;
  readonly to: number;
  readonly venues?: readonly VenueId[];
  readonly base?: string;
}

/** Which samples of one coin. */
export interface CoinQuery {
  readonly base: string;
  readonly from: number;
  readonly to: number;
  readonly grain: 'five minutes' | 'hour';
}

/** What was read, and how many rows could not be. */
export interface StoredSamples {
  readonly samples: readonly OpenInterest[];
  readonly corruptRows: number;
}

/** One-sided open interest over time. Figures keep six significant digits. */
export interface OpenInterestStore {
  /** Keeps one sample per contract and grain: the latest of five minutes, the nearest to the full hour. Older than what is kept is left out. */
  write(samples: readonly OpenInterest[], now: number): Promise<void>;
  /** Of every contract of a venue the sample nearest to a time, each with its own time. */
  readNearest(query: NearestQuery): Promise<StoredSamples>;
  /** Dollars by the hour, ascending, as far back as they can be compared: see `toInterestLine`. */
  readLine(query: LineQuery): Promise<readonly OpenInterestPoint[]>;
  /** Every sample of one coin with `from <= time <= to`, in no order: by the hour over 32 days, or by five minutes over 26 hours. */
  readCoin(query: CoinQuery): Promise<readonly OpenInterest[]>;
  /** Lets go of what is older than it is kept. */
  prune(now: number): Promise<void>;
}

/** The store over a database that is opened when first used. */
export function createOpenInterestStore(db: Database): OpenInterestStore {
  return {
    write: (samples, now) => db.run('write', ['openInterest'], tx => writeSamples(tx, samples, now)),
    async readNearest({ venue, time, toleranceMs }) {
      const rows = await db.run('read', ['openInterest'], async tx => {
        const found: OpenInterestRow[] = [];
        for (const { grainMs, rowMs } of layers) {
          const lower = time - toleranceMs - rowMs;
          found.push(
            ...(await tx.openInterest.range(
              '[grainMs+venue+start]',
              [grainMs, venue, lower],
              [grainMs, venue, time + toleranceMs + 1],
            )),
          );
        }
        return found;
      });
      const nearest = new Map<string, OpenInterest>();
      const { samples, corruptRows } = readRows(rows);
      for (const sample of samples) {
        const known = nearest.get(sample.symbol);
        const away = Math.abs(sample.time - time);
        if (away <= toleranceMs && (known === undefined || away < Math.abs(known.time - time)))
          nearest.set(sample.symbol, sample);
      }
      return { samples: [...nearest.values()], corruptRows };
    },
    async readLine({ from, to, venues, base }) {
      const rows = await db.run('read', ['openInterest'], tx =>
        tx.openInterest.range('[grainMs+start]', [hourMs, from - carryMs - dayMs], [hourMs, to + hourMs]),
      );
      const { samples } = readRows(rows.filter(row => venues === undefined || venues.includes(row.venue)));
      return toInterestLine(
        samples.filter(sample => base === undefined || sample.base === base),
        from,
        to,
      );
    },
    async readCoin({ base, from, to, grain }) {
      const { grainMs, rowMs } = layers[grain === 'hour' ? 1 : 0];
      const rows = await db.run('read', ['openInterest'], tx =>
        tx.openInterest.range('[grainMs+start]', [grainMs, from - rowMs], [grainMs, to + 1]),
      );
      const { samples } = readRows(rows, label => label.endsWith(`\t${base}`));
      return samples.filter(sample => sample.time >= from && sample.time <= to);
    },
    async prune(now) {
      for (const { grainMs, rowMs, keptMs } of layers) {
        while (await db.run('write', ['openInterest'], tx => dropOldest(tx, grainMs, now - keptMs - rowMs)));
      }
    },
  };
}

async function writeSamples(tx: Transaction, samples: readonly OpenInterest[], now: number): Promise<void> {
  for (const { grainMs, rowMs, keptMs } of layers) {
    const groups = new Map<string, { venue: VenueId; start: number; added: OpenInterest[] }>();
    for (const sample of samples) {
      if (!(sample.time >= 0 && sample.time >= now - keptMs) || (sample.coins === undefined && sample.usd === undefined))
        continue;
      const start = Math.floor(sample.time / rowMs) * rowMs;
      const group = groups.get(`${sample.venue} ${start}`) ?? { venue: sample.venue, start, added: [] };
      group.added.push(sample);
      groups.set(`${sample.venue} ${start}`, group);
    }
    for (const { venue, start, added } of groups.values()) {
      const row = await tx.openInterest.get([grainMs, venue, start]);
      const known = row === undefined ? undefined : unpackSamples(row.bytes);
      // A row that cannot be read is written anew.
      const merged = merge(
        known?.kind === 'samples' ? known.samples : [],
        added.map(sample => toSample(sample, start)),
        start,
        grainMs,
      );
      await tx.openInterest.put([{ grainMs, venue, start, bytes: packSamples(merged) }]);
    }
  }
}

function merge(known: readonly Sample[], added: readonly Sample[], start: number, grainMs: number): readonly Sample[] {
  const slots = new Map<string, Sample>();
  for (const sample of [...known, ...added]) {
    const time = start + sample.offsetMs;
    const slot = grainMs === hourMs ? Math.round(time / grainMs) : Math.floor(time / grainMs);
    const name = `${slot} ${sample.label}`;
    const other = slots.get(name);
    if (other === undefined || grainMs !== hourMs || awayFrom(slot, sample, start) <= awayFrom(slot, other, start))
      slots.set(name, sample);
  }
  return [...slots.values()];
}

function awayFrom(hour: number, sample: Sample, start: number): number {
  return Math.abs(start + sample.offsetMs - hour * hourMs);
}

function toSample({ symbol, base, time, coins, usd }: OpenInterest, start: number): Sample {
  return { label: `${symbol}\t${base}`, offsetMs: Math.round(time - start), first: coins, second: usd };
}

function readRows(rows: readonly OpenInterestRow[], wants?: (label: string) => boolean): StoredSamples {
  const samples: OpenInterest[] = [];
  let corruptRows = 0;
  for (const { venue, start, bytes } of rows) {
    const read = unpackSamples(bytes, wants);
    if (read.kind === 'corrupt') {
      corruptRows++;
      continue;
    }
    for (const { label, offsetMs, first, second } of read.samples) {
      const [symbol = '', base = ''] = label.split('\t');
      samples.push({ venue, symbol, base, time: start + offsetMs, coins: first, usd: second });
    }
  }
  return { samples, corruptRows };
}

async function dropOldest(tx: Transaction, grainMs: number, before: number): Promise<boolean> {
  const rows = await tx.openInterest.range('[grainMs+start]', [grainMs, 0], [grainMs, before], { limit: dropAtOnce });
  await tx.openInterest.delete(rows.map(row => [row.grainMs, row.venue, row.start]));
  return rows.length > 0;
}
