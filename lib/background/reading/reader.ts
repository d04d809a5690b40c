import type { TimerHandle, Timers } from '../../std/clock.ts';
import { isPageReading } from './guard.ts';
import type { AskedPage, PageReading } from './page-reading.ts';
import type { ReadingThread } from './thread.ts';

/** Reads an article away from the background. Rejects where that fails, takes too long, or too many wait already: it never hangs. */
export type ReadArticle = (text: AskedPage) => Promise<PageReading>;

/** With the thread's start. An article takes some milliseconds; the longest text that is let in, a second or two. */
const limitMs = 10_000;
/** The one that is read among them: pages wait half a minute for an answer. */
const mostAtOnce = 3;
/** After so long without a text the thread ends, and the next one begins it anew. */
const idleMs = 30_000;

/** One text after the other on one thread, which lives as long as it is needed. */
export function createArticleReader(thread: ReadingThread, timers: Timers): ReadArticle {
  let open = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: TimerHandle;

  async function readNow(text: AskedPage): Promise<PageReading> {
    let limit: TimerHandle;
    const over = new Promise<never>((_resolve, reject) => {
      limit = timers.set(() => reject(new Error('the reading took too long')), limitMs);
    });
    try {
      const reading = await Promise.race([thread.read(text), over]);
      if (!isPageReading(reading)) throw new Error('an answer that is no reading');
      return reading;
    } catch (error) {
      thread.end();
      throw error;
    } finally {
      timers.clear(limit);
    }
  }

  return async text => {
    if (open >= mostAtOnce) throw new Error('too many articles at once');
    open += 1;
    timers.clear(idle);
    const reading = turn.then(() => readNow(text));
    turn = reading.catch(() => undefined);
    try {
      return await reading;
    } finally {
      open -= 1;
      if (open === 0) idle = timers.set(() => thread.end(), idleMs);
    }
  };
}
