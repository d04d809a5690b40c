import { describe, expect, it } from 'vitest';
import { serveReadings } from '../../../../lib/background/reading/claims-worker.ts';
import { isPageReading } from '../../../../lib/background/reading/guard.ts';
import { createWorkerThread } from '../../../../lib/background/reading/thread.ts';
import { settleSoon } from '../../feeds/fake-time.ts';
import { createFakeWorker, nothing, textOf } from './fakes.ts';

function createRig() {
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const thread = createWorkerThread(() => {
    const made = createFakeWorker();
    workers.push(made);
    return made.worker;
  });
  return { workers, thread };
}

describe('a thread over a worker', () => {
  it('makes it with the first text and keeps it for the next', async () => {
    const { workers, thread } = createRig();
    expect(workers).toHaveLength(0);
    const [first, second] = [thread.read(textOf('a')), thread.read(textOf('b'))];
    expect(workers).toHaveLength(1);
    const ids = workers[0]?.posted.map(({ id }) => id) ?? [];
    // The answers in the other order.
    workers[0]?.say({ id: ids[1], answer: 'of b' });
    workers[0]?.say({ id: ids[0], error: 'of a' });
    expect(await second).toBe('of b');
    await expect(first).rejects.toThrow('of a');
  });

  it('lets pass what answers nothing', async () => {
    const { workers, thread } = createRig();
    const reading = thread.read(textOf('a'));
    for (const strange of [undefined, 'answer', { id: 77, answer: 1 }, { id: 'a' }, []]) workers[0]?.say(strange);
    workers[0]?.answer(nothing);
    expect(await reading).toEqual(nothing);
  });

  it('rejects what is under way when it is ended, and makes another worker then', async () => {
    const { workers, thread } = createRig();
    const reading = thread.read(textOf('a'));
    thread.end();
    await expect(reading).rejects.toThrow('ended');
    expect(workers[0]?.isTerminated()).toBe(true);
    void thread.read(textOf('b'));
    expect(workers).toHaveLength(2);
  });

  it('rejects what is under way when the worker dies, or its script cannot be loaded', async () => {
    const { workers, thread } = createRig();
    const reading = thread.read(textOf('a'));
    workers[0]?.break();
    await expect(reading).rejects.toThrow('failed');
    const next = thread.read(textOf('b'));
    // The dead one's last words are nothing to the living.
    workers[0]?.break();
    workers[1]?.answer(nothing);
    expect(await next).toEqual(nothing);
  });

  it('rejects where no worker can be made', async () => {
    const thread = createWorkerThread(() => {
      throw new Error('Worker is not defined');
    });
    await expect(thread.read(textOf('a'))).rejects.toThrow('not defined');
  });
});

describe('what runs in the worker', () => {
  function serve() {
    const said: unknown[] = [];
    let hear: (event: { data: unknown }) => void = () => undefined;
    serveReadings({
      addEventListener: (_type, listener) => void (hear = listener),
      postMessage: message => void said.push(message),
    });
    return { said, hear: (data: unknown) => hear({ data }) };
  }

  it('reads the page it is handed', async () => {
    const { said, hear } = serve();
    const { page } = textOf('Bitcoin falls');
    hear({ id: 3, question: { page: { ...page, blocks: ['Bitcoin fell to $61,200.'] }, references: {} } });
    await settleSoon();
    const [{ id, answer }] = said as [{ id: number; answer: unknown }];
    expect(id).toBe(3);
    expect(isPageReading(answer)).toBe(true);
    expect(answer).toMatchObject({ claims: [{ kind: 'price', asset: 'BTC', value: 61_200 }], isCrypto: true });
  });

  it('says so where it is no page, and answers nothing that is no question', async () => {
    const { said, hear } = serve();
    for (const strange of [undefined, 5, { question: textOf('a') }, { id: 'a' }]) hear(strange);
    hear({ id: 4, question: { page: { headlines: 'a' } } });
    await settleSoon();
    expect(said).toEqual([{ id: 4, error: 'no article, or one that is too long' }]);
  });
});
