import type { TimerHandle, Timers } from '../../std/clock.ts';
import type { ExtensionBrowser } from '../browser.ts';
import type { PlaySound } from '../sound.ts';
import { createAsker } from './asking.ts';
import type { Asker } from './asking.ts';
import { offscreenPortName } from './offscreen-messages.ts';
import type { OffscreenQuestion } from './offscreen-messages.ts';
import type { ReadingThread } from './thread.ts';

type Port = Parameters<Parameters<ExtensionBrowser['runtime']['onConnect']['addListener']>[0]>[0];

/** What it takes a page for. A background that is a worker has to ask one. */
export interface PageMeans {
  readonly play: PlaySound;
  readonly thread: ReadingThread;
}

const path = '/offscreen.html';
/** A document that has not come to life by then is given up. */
const openMs = 5_000;

/**
 * The one offscreen document that an extension may have at a time (developer.chrome.com, reference/api/offscreen, November 2026), for both: sounds and
 * the thread of readings. It is open while one of them needs it, opens a port to the background when it runs, and is spoken to by that alone; it
 * has no ear for anybody else. Opening and closing take turns, since Chrome refuses a second document even while the first is made. One that a former
 * life of the worker left behind closes itself when its port ends, and is closed here before another is made.
 */
export function createOffscreen(options: {
  readonly browser: Pick<ExtensionBrowser, 'offscreen' | 'runtime'>;
  readonly timers: Timers;
  readonly report: (where: string, error: unknown) => void;
}): PageMeans {
  const { browser, timers, report } = options;
  const { offscreen, runtime } = browser;
  let page: Promise<Asker> | undefined;
  /** Opening or closing, whichever was begun last. */
  let turn: Promise<unknown> = Promise.resolve();
  /** The document that is being made is here. */
  let arrive: ((port: Port) => void) | undefined;
  let tones = 0;
  let isReading = false;

  runtime.onConnect.addListener(port => {
    if (port.name !== offscreenPortName) return;
    const { id, url, tab } = port.sender ?? {};
    // The same page in a tab, or a script of ours in another's page, is not it.
    if (id === runtime.id && url === runtime.getURL(path) && tab === undefined && arrive) arrive(port);
    else port.disconnect();
  });

  function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const done = turn.then(run);
    turn = done.catch(() => undefined);
    return done;
  }

  async function shut(): Promise<void> {
    if (await offscreen.hasDocument()) await offscreen.closeDocument();
  }

  async function make(): Promise<Port> {
    await shut();
    let limit: TimerHandle;
    try {
      return await new Promise<Port>((resolve, reject) => {
        arrive = resolve;
        limit = timers.set(() => reject(new Error('the offscreen document does not answer')), openMs);
        offscreen
          .createDocument({
            url: path,
            reasons: ['AUDIO_PLAYBACK', 'WORKERS'],
            justification: 'plays the tone of an alert, and reads the figures of an article on a thread of its own',
          })
          .catch(reject);
      });
    } finally {
      arrive = undefined;
      timers.clear(limit);
    }
  }

  function connect(): Promise<Asker> {
    const opening: Promise<Asker> = inTurn(make).then(port => {
      const asker = createAsker(message => port.postMessage(message));
      port.onMessage.addListener((message: unknown) => asker.hear(message));
      port.onDisconnect.addListener(() => {
        forget(opening);
        asker.fail(new Error('the offscreen document is gone'));
      });
      return asker;
    });
    opening.catch(() => forget(opening));
    return opening;
  }

  function forget(opened: Promise<Asker>): void {
    if (page === opened) page = undefined;
  }

  const ask = async (question: OffscreenQuestion): Promise<unknown> => (await (page ??= connect())).ask(question);
  const tell = (done: Promise<unknown>) => void done.catch((error: unknown) => report('offscreen', error));

  function closeIfUnused(): void {
    if (tones > 0 || isReading) return;
    page = undefined;
    tell(inTurn(shut));
  }

  return {
    async play(severity, volume) {
      tones += 1;
      try {
        await ask({ type: 'tone', severity, volume });
      } finally {
        tones -= 1;
        closeIfUnused();
      }
    },
    thread: {
      read(text) {
        isReading = true;
        return ask({ type: 'read', text });
      },
      end() {
        isReading = false;
        // With a tone in it the document stays, and its worker alone is ended.
        if (tones > 0) tell(ask({ type: 'end' }));
        else closeIfUnused();
      },
    },
  };
}
