import type { MarketSnapshot } from '../model/snapshot.ts';
import { isObject } from './guards.ts';
import { isOtherVersion, isSnapshot, sectionGuards } from './snapshot-guard.ts';
import type { SnapshotPatch } from './snapshot-patch.ts';

/** The name of the port that a visible panel or popup holds open. */
export const panelPortName = 'panel';

/** What a page says on the port: first `panel.open`, later `panel.coin` when its address names another coin. */
export interface PanelMessage {
  readonly type: 'panel.open' | 'panel.coin';
  /** The base of the page's pair. Absent when the page names none: then the whole market and the majors are enough. */
  readonly coin?: string;
}

/** What the background says on the port: the whole snapshot once, then what changed. */
export type SnapshotMessage =
  | { readonly type: 'snapshot.full'; readonly snapshot: MarketSnapshot }
  | ({ readonly type: 'snapshot.patch' } & SnapshotPatch);

const coinName = /^[A-Z0-9]{1,15}$/;

/** Reads what a page said. `undefined` for everything that is no such message; a page is not trusted. */
export function readPanelMessage(message: unknown): PanelMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, coin } = message;
  if (type !== 'panel.open' && type !== 'panel.coin') return undefined;
  if (coin === undefined) return { type };
  return typeof coin === 'string' && coinName.test(coin) ? { type, coin } : undefined;
}

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
