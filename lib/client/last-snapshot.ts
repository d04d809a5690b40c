import type { MarketSnapshot } from '../model/snapshot.ts';
import { isSnapshot } from '../protocol/snapshot-guard.ts';

/** Where the background keeps a copy of its newest snapshot, so that the popup can be painted before the worker is awake. */
export const lastSnapshotKey = 'snapshot:last';

/** The copy. `undefined` when there is none, when it is of another version, or when the storage does not answer. */
export async function loadLastSnapshot(area: {
  get(key: string): Promise<Readonly<Record<string, unknown>>>;
}): Promise<MarketSnapshot | undefined> {
  try {
    const kept = (await area.get(lastSnapshotKey))[lastSnapshotKey];
    return isSnapshot(kept) ? kept : undefined;
  } catch {
    // The live snapshot follows in a moment.
    return undefined;
  }
}
