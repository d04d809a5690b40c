import { forgetBefore } from './coverage-rows.ts';
import { layerOf } from './day-rows.ts';
import { dayMs, fiveMinutesMs, hourMs } from './grains.ts';
import { dropRawEvents } from './raw-events.ts';
import type { Transaction } from './tables.ts';
import { raiseWatermark } from './watermarks.ts';

/** How many rows one eviction looks at: ten days of three venues in the archive. */
const rowsAtOnce = 30;
const eventsAtOnce = 1_000;

/**
 * Makes room by giving up the oldest: day rows with the coverage that spoke for them, samples of open interest, raw events whose money is
 * already in a day row. The newest day stays. What was given up is no longer claimed as heard, and is not fetched again.
 */
export async function evictOldest(tx: Transaction): Promise<void> {
  const oldest = await tx.days.range('day', 0, Infinity, { limit: rowsAtOnce });
  const newest = (await tx.days.range('day', 0, Infinity, { limit: 1, descending: true }))[0]?.day ?? 0;
  const gone = oldest.filter(row => row.day < newest);
  await tx.days.delete(gone.map(row => [row.grainMs, row.venue, row.day]));
  for (const row of gone) {
    const before = row.day + dayMs;
    const layer = layerOf(row.grainMs);
    await forgetBefore(tx, layer, row.venue, before);
    await raiseWatermark(tx, row.venue, layer === 'fine' ? { fineFrom: before } : { coarseFrom: before });
  }
  for (const grainMs of [fiveMinutesMs, hourMs]) {
    const samples = await tx.openInterest.range('[grainMs+start]', [grainMs, 0], [grainMs, Infinity], { limit: rowsAtOnce });
    await tx.openInterest.delete(samples.slice(0, -1).map(row => [row.grainMs, row.venue, row.start]));
  }
  await dropRawEvents(tx, Infinity, eventsAtOnce);
}
