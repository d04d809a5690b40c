import { snapshotVersion } from '../model/snapshot.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import { isObject } from '../protocol/guards.ts';
import { lastSnapshotKey } from '../protocol/last-snapshot-key.ts';
import type { ExtensionBrowser } from './browser.ts';

/** Keeps the copy. */
export async function keepLastSnapshot(browser: Pick<ExtensionBrowser, 'storage'>, snapshot: MarketSnapshot): Promise<void> {
  await browser.storage.local.set({ [lastSnapshotKey]: snapshot });
}

/**
 * The copy, as a first answer while a woken worker reads its database: it tells its own age. `undefined` when there is none of this version. Only we
 * write it, whole; its version is all that has to be looked at.
 */
export async function readLastSnapshot(browser: Pick<ExtensionBrowser, 'storage'>): Promise<MarketSnapshot | undefined> {
  const kept: unknown = (await browser.storage.local.get(lastSnapshotKey))[lastSnapshotKey];
  return isObject(kept) && kept['version'] === snapshotVersion ? (kept as unknown as MarketSnapshot) : undefined;
}
