/** Where in `storage.local` the background keeps a copy of its newest snapshot: the popup is painted from it before the worker is awake. */
export const lastSnapshotKey = 'snapshot:last';
