import type { MarketSnapshot } from '../model/snapshot.ts';
import { isObject } from './guards.ts';
import { isOtherVersion, isSnapshot, sectionGuards } from './snapshot-guard.ts';
import type { SnapshotPatch } from './snapshot-patch.ts';

/** What the background says on the port: the whole snapshot once, then what changed. */
export type SnapshotMessage =
  { readonly type: 'snapshot.full'; readonly snapshot: MarketSnapshot } | ({ readonly type: 'snapshot.patch' } & SnapshotPatch);

/** Says that page and background come from different releases. */
export const otherVersion = 'other-version';

/** Reads what the background said. `undefined` for a message that is none of ours or not of the promised shape. */
export function readSnapshotMessage(message: unknown): SnapshotMessage | typeof otherVersion | undefined {
  if (!isObject(message)) return undefined;
  const { type, snapshot, asOf, changes, gone } = message;
  if (type === 'snapshot.full') {
    if (isSnapshot(snapshot)) return { type, snapshot };
    return isOtherVersion(snapshot) ? otherVersion : undefined;
  }
  if (type !== 'snapshot.patch' || !sectionGuards.asOf(asOf) || !isObject(changes)) return undefined;
  const fits = Object.entries(changes).every(([key, value]) => isSection(key) && sectionGuards[key](value));
  if (!fits || !(gone === undefined || (Array.isArray(gone) && gone.every(key => key === 'fearGreed')))) return undefined;
  return { type, asOf: Number(asOf), changes, ...(Array.isArray(gone) && { gone }) };
}

const isSection = (key: string): key is keyof SnapshotPatch['changes'] =>
  key !== 'version' && key !== 'asOf' && Object.hasOwn(sectionGuards, key);
