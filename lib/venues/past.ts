/** The grain of the venues' open-interest histories, ms. */
export const historyGrainMs = 300_000;

/**
 * The five-minute mark that stands for a past moment: the first one after it. All venues are asked for the same mark, so that their figures
 * match; after and not before, because the venues' history ends exactly a month back and refuses a start that is older.
 */
export function markAfter(time: number): number {
  return (Math.floor(time / historyGrainMs) + 1) * historyGrainMs;
}

/** The row nearest to the mark of `time`, if it lies within one grain of the mark. */
export function nearestRow<Row extends { readonly time: number }>(rows: readonly Row[], time: number): Row | undefined {
  const mark = markAfter(time);
  let nearest: Row | undefined;
  for (const row of rows) {
    const distance = Math.abs(row.time - mark);
    if (distance <= historyGrainMs && (nearest === undefined || distance < Math.abs(nearest.time - mark))) nearest = row;
  }
  return nearest;
}
