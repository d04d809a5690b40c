import type { MarketSnapshot } from '../model/snapshot.ts';
import { lastSnapshotKey } from '../protocol/last-snapshot-key.ts';
import { isSnapshot } from '../protocol/snapshot-guard.ts';

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
