import { browser } from 'wxt/browser';
import { serveOffscreen } from '../../lib/background/reading/offscreen-page.ts';
import { createWorkerThread, startClaimsWorker } from '../../lib/background/reading/thread.ts';
import { playHere } from '../../lib/background/sound.ts';

serveOffscreen({
  runtime: browser.runtime,
  thread: createWorkerThread(startClaimsWorker),
  play: playHere,
  close: () => window.close(),
});
