import type { Interval, Intervals } from '../model/coverage.ts';
import type { VenueId } from '../model/trade.ts';
import { keepLongest, clip, subtract, toIntervals } from '../std/intervals.ts';
import type { CoverageRow, Layer, Transaction } from './tables.ts';

/** Gaps come singly; a row with more spans than this is a stream that flaps, and its shortest spans are given up. */
const mostIntervals = 2_000;

/** Which stream of which venue, in which layer. */
export type CoverageName = Omit<CoverageRow, 'intervals'>;

/** Adds spans to what a stream was heard. */
export async function addCoverage(
  tx: Transaction,
  { venue, stream, layer, source }: CoverageName,
  spans: readonly Interval[],
): Promise<void> {
  if (spans.length === 0) return;
  const known = await tx.coverage.get([venue, stream, layer, source]);
  await putCoverage(tx, { venue, stream, layer, source }, toIntervals([...(known?.intervals ?? []), ...spans]));
}

const historyMark = 'history:';

/** The stream under which it is kept what was heard of one unit of a venue's history. */
export function historyStream(unitKey: string): string {
  return historyMark + unitKey;
}

/** When events of any stream of the venue were heard in the fine layer. */
export async function readEventsHeard(tx: Transaction, venue: VenueId): Promise<Intervals> {
  const rows = await coverageOf(tx, venue);
  return toIntervals(rows.filter(row => row.layer === 'fine' && row.source === 'events').flatMap(row => row.intervals));
}

/** Spans in which bars, and not events, count in the fine layer. */
export async function readClaims(tx: Transaction, venue: VenueId): Promise<Intervals> {
  return (await tx.claims.get(venue))?.intervals ?? [];
}

/** Sets the claims of a venue. */
export async function putClaims(tx: Transaction, venue: VenueId, intervals: Intervals): Promise<void> {
  if (intervals.length > 0) await tx.claims.put([{ venue, intervals }]);
  else await tx.claims.delete([venue]);
}

/** Takes back that a venue was heard in `[from, to)`: the sums that would prove it are gone. In the fine layer the claims go too. */
export async function forgetSpan(tx: Transaction, layer: Layer, venue: VenueId, from: number, to: number): Promise<void> {
  const span = [{ from, to }];
  for (const row of await coverageOf(tx, venue)) {
    if (row.layer === layer) await putCoverage(tx, row, subtract(row.intervals, span));
  }
  if (layer === 'fine') await putClaims(tx, venue, subtract(await readClaims(tx, venue), span));
}

/** `forgetSpan` for everything before `before`. */
export function forgetBefore(tx: Transaction, layer: Layer, venue: VenueId, before: number): Promise<void> {
  return forgetSpan(tx, layer, venue, -Infinity, before);
}

/** What the fine layer heard before `before` becomes what the coarse layer heard; claims before it end. Resolves to whether any moved. */
export async function coarsenCoverage(tx: Transaction, venue: VenueId, before: number): Promise<boolean> {
  let moved = false;
  for (const row of await coverageOf(tx, venue)) {
    if (row.layer !== 'fine') continue;
    const old = clip(row.intervals, -Infinity, before);
    if (old.length === 0) continue;
    moved = true;
    await addCoverage(tx, { ...row, layer: 'coarse' }, old);
    await putCoverage(tx, row, clip(row.intervals, before, Infinity));
  }
  await putClaims(tx, venue, clip(await readClaims(tx, venue), before, Infinity));
  return moved;
}

function coverageOf(tx: Transaction, venue: VenueId): Promise<readonly CoverageRow[]> {
  return tx.coverage.range('venue', venue, `${venue}\u0000`);
}

async function putCoverage(tx: Transaction, { venue, stream, layer, source }: CoverageName, intervals: Intervals): Promise<void> {
  if (intervals.length === 0) await tx.coverage.delete([[venue, stream, layer, source]]);
  else await tx.coverage.put([{ venue, stream, layer, source, intervals: keepLongest(intervals, mostIntervals) }]);
}
