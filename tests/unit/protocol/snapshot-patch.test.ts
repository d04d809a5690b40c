import { describe, expect, it } from 'vitest';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { applyPatch, toPatch } from '../../../lib/protocol/snapshot-patch.ts';
import { emptySnapshot, patchySnapshot, referenceSnapshot, smallCoinSnapshot } from '../../fixtures/snapshots.ts';

const all = [referenceSnapshot, smallCoinSnapshot, emptySnapshot, patchySnapshot];

describe('a patch', () => {
  it('makes the next snapshot out of the previous one, between any two', () => {
    for (const before of all) for (const after of all) expect(applyPatch(before, toPatch(before, after))).toEqual(after);
  });

  it('holds only the time when the same figures were made anew', () => {
    const again = { ...structuredClone(referenceSnapshot), asOf: referenceSnapshot.asOf + 500 };
    expect(toPatch(referenceSnapshot, again)).toEqual({ asOf: referenceSnapshot.asOf + 500, changes: {} });
  });

  it('holds the sections that changed and no other', () => {
    const badge = { ...referenceSnapshot.badge, detail: '65,000 since 12 Feb' };
    expect(toPatch(referenceSnapshot, { ...referenceSnapshot, badge }).changes).toEqual({ badge });
  });

  it('names a section that is no longer known', () => {
    const without: { -readonly [Key in keyof MarketSnapshot]: MarketSnapshot[Key] } = { ...referenceSnapshot };
    delete without.fearGreed;
    expect(toPatch(referenceSnapshot, without)).toEqual({ asOf: referenceSnapshot.asOf, changes: {}, gone: ['fearGreed'] });
  });

  it('leaves the identity of what it does not name', () => {
    const merged = applyPatch(referenceSnapshot, { asOf: 7, changes: { badge: emptySnapshot.badge } });
    expect(merged.prices).toBe(referenceSnapshot.prices);
    expect(merged.asOf).toBe(7);
  });
});
