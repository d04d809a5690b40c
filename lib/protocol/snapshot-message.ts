import type { MarketSnapshot } from '../model/snapshot.ts';
import { snapshotVersion } from '../model/snapshot.ts';
import { isObject } from './guards.ts';
import type { SnapshotPatch } from './snapshot-patch.ts';

/** What the background says on the port: the whole snapshot once, then what changed. */
export type SnapshotMessage =
  { readonly type: 'snapshot.full'; readonly snapshot: MarketSnapshot } | ({ readonly type: 'snapshot.patch' } & SnapshotPatch);

/** Says that page and background come from different releases. */
export const otherVersion = 'other-version';

/** Reads what the background said; `undefined` for what is none of its messages. */
export type SnapshotReader = (message: unknown) => SnapshotMessage | typeof otherVersion | undefined;

/**
 * Reads what our own background said, by its kind and version alone. For the panel, where every byte lands in somebody else's page: nobody but the
 * background can speak on its port, and `readSnapshotMessage` holds the background to the whole shape in the tests and in our own pages.
 */
export const readOwnMessage: SnapshotReader = message => {
  if (!isObject(message)) return undefined;
  if (isFull(message)) return isOurs(message) ? message : otherVersion;
  return isPatch(message) ? message : undefined;
};

type Full = Extract<SnapshotMessage, { readonly type: 'snapshot.full' }>;
type Patch = Extract<SnapshotMessage, { readonly type: 'snapshot.patch' }>;

/** A whole snapshot, of whichever version. */
interface AnyFull {
  readonly type: 'snapshot.full';
  readonly snapshot: { readonly version?: unknown };
}

const isFull = (message: { readonly type?: unknown; readonly snapshot?: unknown }): message is AnyFull =>
  message.type === 'snapshot.full' && isObject(message.snapshot);

const isOurs = (message: AnyFull): message is Full => message.snapshot.version === snapshotVersion;

const isPatch = (message: { readonly type?: unknown; readonly changes?: unknown }): message is Patch =>
  message.type === 'snapshot.patch' && isObject(message.changes);
