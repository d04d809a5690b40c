import { isObject } from './guards.ts';
import { isOtherVersion, isSnapshot, sectionGuards } from './snapshot-guard.ts';
import { otherVersion } from './snapshot-message.ts';
import type { SnapshotReader } from './snapshot-message.ts';
import { optionalSections } from './snapshot-patch.ts';
import type { SnapshotPatch } from './snapshot-patch.ts';

/** Reads what the background said, member by member. `undefined` for a message that is none of ours or not of the promised shape. */
export const readSnapshotMessage: SnapshotReader = message => {
  if (!isObject(message)) return undefined;
  const { type, snapshot, asOf, changes, gone } = message;
  if (type === 'snapshot.full') {
    if (isSnapshot(snapshot)) return { type, snapshot };
    return isOtherVersion(snapshot) ? otherVersion : undefined;
  }
  if (type !== 'snapshot.patch' || !sectionGuards.asOf(asOf) || !isObject(changes)) return undefined;
  const fits = Object.entries(changes).every(([key, value]) => isSection(key) && sectionGuards[key](value));
  if (!fits || !(gone === undefined || (Array.isArray(gone) && gone.every(isOptional)))) return undefined;
  return { type, asOf: Number(asOf), changes, ...(Array.isArray(gone) && { gone }) };
};

const isOptional = (key: unknown): boolean => optionalSections.some(each => each === key);

const isSection = (key: string): key is keyof SnapshotPatch['changes'] =>
  key !== 'version' && key !== 'asOf' && Object.hasOwn(sectionGuards, key);
