/** For our own pages, which have the room to hold the background to the whole shape. */
export { isSnapshot } from '../protocol/snapshot-guard.ts';
export { readSnapshotMessage } from '../protocol/snapshot-reader.ts';
