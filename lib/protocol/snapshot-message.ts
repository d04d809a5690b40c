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
  if (isFull(message)) return message.snapshot.version === snapshotVersion ? message : otherVersion;
  return isPatch(message) ? message : undefined;
};

type Full = Extract<SnapshotMessage, { readonly type: 'snapshot.full' }>;
type Patch = Extract<SnapshotMessage, { readonly type: 'snapshot.patch' }>;

const isFull = (message: object): message is Full =>
  'type' in message && message.type === 'snapshot.full' && 'snapshot' in message && isObject(message.snapshot);

const isPatch = (message: object): message is Patch =>
  'type' in message && message.type === 'snapshot.patch' && 'changes' in message && isObject(message.changes);
