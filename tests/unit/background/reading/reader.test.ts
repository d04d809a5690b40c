import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../../lib/background/reading/reader.ts';
import { settleSoon } from '../../feeds/fake-time.ts';
import { createFakeTimers, headlineOf, nothing, textOf } from './fakes.ts';

function createRig() {
  const timers = createFakeTimers();
  const begun: string[] = [];
  const open: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  let ends = 0;
  const read = createArticleReader(
    {
      read: asked =>
        new Promise((resolve, reject) => {
          begun.push(headlineOf(asked));
          open.push({ resolve, reject });
        }),
      end: () => void (ends += 1),
    },
    timers,
  );
  return { timers, begun, open, read, ends: () => ends };
}

describe('the reader of articles', () => {
  it('reads one text after the other', async () => {
    const { read, begun, open, timers } = createRig();
    const first = read(textOf('first'));
    const second = read(textOf('second'));
    await settleSoon();
    expect(begun).toEqual(['first']);
    open[0]?.resolve(nothing);
    expect(await first).toEqual(nothing);
    await settleSoon();
    expect(begun).toEqual(['first', 'second']);
    // The limit of the second alone: the thread is not idle.
    expect(timers.lengths()).toEqual([10_000]);
    open[1]?.resolve({ ...nothing, isCrypto: true });
    expect((await second).isCrypto).toBe(true);
  });

  it('refuses a fourth while three are open, and takes it afterwards', async () => {
    const { read, open } = createRig();
    const three = ['a', 'b', 'c'].map(name => read(textOf(name)));
    await expect(read(textOf('d'))).rejects.toThrow('too many');
    for (let place = 0; place < 3; place += 1) {
      await settleSoon();
      open[place]?.resolve(nothing);
    }
    await Promise.all(three);
    const next = read(textOf('d'));
    await settleSoon();
    open[3]?.resolve(nothing);
    expect(await next).toEqual(nothing);
  });

  it('ends a text that takes longer than ten seconds, and goes on with the next', async () => {
    const { read, timers, begun, open, ends } = createRig();
    const slow = read(textOf('slow'));
    const next = read(textOf('next'));
    slow.catch(() => undefined);
    await settleSoon();
    timers.pass(10_000);
    await expect(slow).rejects.toThrow('took too long');
    expect(ends()).toBe(1);
    await settleSoon();
    expect(begun).toEqual(['slow', 'next']);
    open[1]?.resolve(nothing);
    expect(await next).toEqual(nothing);
  });

  it('rejects where the thread cannot be made, and what is no reading', async () => {
    const { read, open, ends } = createRig();
    const failed = read(textOf('a'));
    await settleSoon();
    open[0]?.reject(new Error('no worker here'));
    await expect(failed).rejects.toThrow('no worker here');
    const strange = read(textOf('b'));
    await settleSoon();
    open[1]?.resolve({ ...nothing, claims: [{ kind: 'price' }] });
    await expect(strange).rejects.toThrow('no reading');
    expect(ends()).toBe(2);
  });

  it('ends the thread half a minute after the last text, and not while one is open', async () => {
    const { read, timers, open, ends } = createRig();
    const first = read(textOf('a'));
    await settleSoon();
    expect(timers.lengths()).toEqual([10_000]);
    open[0]?.resolve(nothing);
    await first;
    expect(timers.lengths()).toEqual([30_000]);
    const second = read(textOf('b'));
    await settleSoon();
    expect(timers.lengths()).toEqual([10_000]);
    open[1]?.resolve(nothing);
    await second;
    timers.pass(30_000);
    expect(ends()).toBe(1);
    expect(timers.lengths()).toEqual([]);
  });
});
