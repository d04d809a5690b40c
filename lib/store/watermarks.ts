import type { VenueId } from '../model/trade.ts';
import type { Transaction, WatermarkRow } from './tables.ts';

/** The marks of a venue; all 0 while nothing was ever let go. */
export async function readWatermark(tx: Transaction, venue: VenueId): Promise<WatermarkRow> {
  return (await tx.watermarks.get(venue)) ?? { venue, rawFrom: 0, fineFrom: 0, coarseFrom: 0 };
}

/** Moves marks forward; one that would go back stays where it is. */
export async function raiseWatermark(
  tx: Transaction,
  venue: VenueId,
  marks: Partial<Omit<WatermarkRow, 'venue'>>,
): Promise<void> {
  const now = await readWatermark(tx, venue);
  await tx.watermarks.put([
    {
      venue,
      rawFrom: Math.max(now.rawFrom, marks.rawFrom ?? 0),
      fineFrom: Math.max(now.fineFrom, marks.fineFrom ?? 0),
      coarseFrom: Math.max(now.coarseFrom, marks.coarseFrom ?? 0),
    },
  ]);
}
