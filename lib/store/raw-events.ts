import type { VenueId } from '../model/trade.ts';
import type { Transaction } from './tables.ts';
import { raiseWatermark } from './watermarks.ts';

/**
 * Lets go of at most `limit` of the oldest events before `before` (ms) whose money is already in a day row. Without its row an event could not
 * be told from a new one, so the venue's mark moves past it in the same transaction. Resolves to how many went.
 */
export async function dropRawEvents(tx: Transaction, before: number, limit: number): Promise<number> {
  const oldest = await tx.events.range('time', 0, before, { limit });
  const pending = oldest.findIndex(row => row.pending !== undefined);
  const gone = pending < 0 ? oldest : oldest.slice(0, pending);
  const marks = new Map<VenueId, number>();
  for (const row of gone) marks.set(row.venue, Math.max(marks.get(row.venue) ?? 0, row.time + 1));
  await tx.events.delete(gone.map(row => [row.venue, row.key]));
  for (const [venue, rawFrom] of marks) await raiseWatermark(tx, venue, { rawFrom });
  return gone.length;
}
