import type { ExtensionBrowser } from '../browser.ts';
import type { PlaySound } from '../sound.ts';
import { answerAsked } from './asking.ts';
import { offscreenPortName, readOffscreenQuestion } from './offscreen-messages.ts';
import type { ReadingThread } from './thread.ts';

/**
 * What runs in the offscreen document: calls the background, does what it asks, and closes when the background ends the call or dies, after the tone
 * that is playing. It listens to nobody else.
 */
export function serveOffscreen(options: {
  readonly runtime: Pick<ExtensionBrowser['runtime'], 'connect'>;
  readonly thread: ReadingThread;
  readonly play: PlaySound;
  readonly close: () => void;
}): void {
  const { runtime, thread, play, close } = options;
  let playing: Promise<unknown> = Promise.resolve();
  let isOver = false;

  function answer(asked: unknown): unknown {
    const question = readOffscreenQuestion(asked);
    if (question?.type === 'read') return thread.read(question.text);
    if (question?.type === 'end') {
      thread.end();
      return undefined;
    }
    if (question?.type !== 'tone') throw new Error('no question');
    // One after the other: two at once are no tone.
    const tone = playing.then(() => play(question.severity, question.volume));
    playing = tone.catch(() => undefined);
    return tone;
  }

  const port = runtime.connect({ name: offscreenPortName });
  port.onMessage.addListener((message: unknown) => {
    const post = (said: unknown) => {
      if (!isOver) port.postMessage(said);
    };
    void answerAsked(message, post, answer);
  });
  port.onDisconnect.addListener(() => {
    isOver = true;
    thread.end();
    void playing.then(close);
  });
}
