import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/background/main.ts';
import { playHere, playOffscreen } from '../lib/background/sound.ts';

export default defineBackground({
  main() {
    if (import.meta.env.FIREFOX) startBackground(browser, 'while-watched', playHere);
    else startBackground(browser, 'always', playOffscreen(browser));
  },
});
