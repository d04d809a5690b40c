import { describe, expect, it } from 'vitest';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import { createHostMemory } from '../../../lib/store/host-memory.ts';
import { createJobMemory } from '../../../lib/store/job-memory.ts';
import { createPlatform, createTestDatabase } from './support.ts';

describe('what must survive the worker', () => {
  it('is read by the next worker as the last one wrote it', async () => {
    const platform = createPlatform();
    const db = createTestDatabase(platform);
    await createDocumentStore(db).write('snapshot', { version: 1 }, 5);
    await createDocumentStore(db).write('snapshot', { version: 2 }, 6);
    await createHostMemory(db).write('api.bybit.com', { pausedUntil: 7 });
    await createJobMemory(db).write('backfill', { ranAt: 8 });
    db.close();

    const next = createTestDatabase(platform);
    expect(await createDocumentStore(next).read('snapshot')).toEqual({ writtenAt: 6, value: { version: 2 } });
    expect(await createHostMemory(next).read()).toEqual({ 'api.bybit.com': { pausedUntil: 7 } });
    expect(await createJobMemory(next).read()).toEqual({ backfill: { ranAt: 8 } });
    expect(next.health).toEqual({ kind: 'durable' });
  });

  it('is not there before it was written, nor after it was removed', async () => {
    const documents = createDocumentStore(createTestDatabase());
    expect(await documents.read('cursor')).toBeUndefined();
    await documents.write('cursor', 1, 2);
    await documents.remove('cursor');
    expect(await documents.read('cursor')).toBeUndefined();
  });
});
