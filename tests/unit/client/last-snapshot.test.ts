import { describe, expect, it } from 'vitest';
import { loadLastSnapshot } from '../../../lib/client/last-snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

const storageWith = (value: unknown) => ({ get: async (key: string) => (key === 'snapshot:last' ? { [key]: value } : {}) });

describe('the kept snapshot', () => {
  it('is what the background wrote', async () => {
    expect(await loadLastSnapshot(storageWith(referenceSnapshot))).toBe(referenceSnapshot);
  });

  it('is none when it is of another version, damaged, or not there', async () => {
    expect(await loadLastSnapshot(storageWith({ ...referenceSnapshot, version: 0 }))).toBeUndefined();
    expect(await loadLastSnapshot(storageWith({ ...referenceSnapshot, prices: 'x' }))).toBeUndefined();
    expect(await loadLastSnapshot(storageWith(undefined))).toBeUndefined();
  });

  it('is none when the storage fails', async () => {
    expect(await loadLastSnapshot({ get: () => Promise.reject(new Error('gone')) })).toBeUndefined();
  });
});
