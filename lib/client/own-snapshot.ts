import { readSnapshotMessage } from '../protocol/snapshot-reader.ts';
import { connectSnapshot } from './live-snapshot.ts';
import type { LinkOptions, SnapshotLink } from './live-snapshot.ts';

type OwnOptions = Pick<LinkOptions, 'runtime' | 'coin' | 'clock' | 'timers' | 'onSnapshot' | 'onState'>;

/** The line to the background of a page of our own: as `connectSnapshot`, and what comes is held to the whole shape, member by member. */
export const connectOwnSnapshot = (window: Window, options: OwnOptions): SnapshotLink =>
  connectSnapshot({ ...options, window, document: window.document, read: readSnapshotMessage });
