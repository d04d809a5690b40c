import type { MarketSnapshot } from '../model/snapshot.ts';

/** The sections of a snapshot that may change between two releases of it. `version` never does, `asOf` always travels. */
export type SnapshotSections = Omit<MarketSnapshot, 'version' | 'asOf'>;

/** What changed since the last message: whole top-level sections. */
export interface SnapshotPatch {
  /** Market time of the newer snapshot, ms. */
  readonly asOf: number;
  readonly changes: Partial<SnapshotSections>;
  /** Sections that are no longer known. Absent when there are none. */
  readonly gone?: readonly (keyof SnapshotSections)[];
}

const sections: readonly (keyof SnapshotSections)[] = [
  'clock',
  'prices',
  'liquidations',
  'openInterest',
  'funding',
  'fearGreed',
  'levels',
  'feeds',
  'progress',
  'keyed',
  'badge',
  'engine',
  'front',
  'lines',
  'answers',
];

/** The sections without which a snapshot is whole. */
export const optionalSections = ['funding', 'fearGreed', 'keyed', 'engine'] as const;

/**
 * The patch that makes `next` out of `previous`. Sections are compared by content, so that a snapshot made anew from the same figures
 * sends nothing but its time.
 */
export function toPatch(previous: MarketSnapshot, next: MarketSnapshot): SnapshotPatch {
  const changed = sections.filter(
    key => previous[key] !== next[key] && JSON.stringify(previous[key]) !== JSON.stringify(next[key]),
  );
  const gone = changed.filter(key => next[key] === undefined);
  const changes = Object.fromEntries(changed.filter(key => next[key] !== undefined).map(key => [key, next[key]]));
  return { asOf: next.asOf, changes, ...(gone.length > 0 && { gone }) };
}

/** The snapshot after a patch. Sections that the patch does not name keep their identity, so that views can compare by reference. */
export function applyPatch(snapshot: MarketSnapshot, { asOf, changes, gone = [] }: SnapshotPatch): MarketSnapshot {
  const merged = { ...snapshot, ...changes, asOf };
  for (const section of optionalSections) if (gone.includes(section)) Reflect.deleteProperty(merged, section);
  return merged;
}
