import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/background/main.ts';
import { createOffscreen } from '../lib/background/reading/offscreen.ts';
import { createWorkerThread, startClaimsWorker } from '../lib/background/reading/thread.ts';
import { playHere } from '../lib/background/sound.ts';

export default defineBackground({
  main() {
    if (import.meta.env.FIREFOX)
      startBackground(browser, 'while-watched', () => ({ play: playHere, thread: createWorkerThread(startClaimsWorker) }));
    else startBackground(browser, 'always', createOffscreen);
  },
});
