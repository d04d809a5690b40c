import { createAsker } from './asking.ts';
import type { Asker } from './asking.ts';
import type { AskedPage } from './page-reading.ts';

/** A thread of its own on which articles are read: it begins with the first text and costs nothing before. */
export interface ReadingThread {
  /** Resolves with what came back, unread. Rejects where the thread cannot be made, fails, or is ended before it answered. */
  read(text: AskedPage): Promise<unknown>;
  /** Ends it, whatever it is at; the next text begins another. */
  end(): void;
}

type ThreadWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** The reader of articles, a script of its own that comes with the extension. For contexts that can make workers: pages, not workers. */
export const startClaimsWorker = (): ThreadWorker => new Worker('/claims-worker.js');

/** A thread over a worker that answers as `serveReadings` does. */
export function createWorkerThread(start: () => ThreadWorker): ReadingThread {
  let running: { readonly worker: ThreadWorker; readonly asker: Asker } | undefined;

  function end(why = 'the reading was ended'): void {
    running?.worker.terminate();
    running?.asker.fail(new Error(why));
    running = undefined;
  }

  function run(): Asker {
    const worker = start();
    const asker = createAsker(message => worker.postMessage(message));
    worker.addEventListener('message', ({ data }) => asker.hear(data));
    // A script that cannot be loaded is told so too.
    worker.addEventListener('error', () => {
      if (running?.worker === worker) end('the thread that reads has failed');
    });
    running = { worker, asker };
    return asker;
  }

  return {
    // Asynchronous, so that a worker that cannot be made rejects.
    read: async text => (running?.asker ?? run()).ask(text),
    end: () => end(),
  };
}
