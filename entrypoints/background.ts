import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../lib/background/main.ts';

export default defineBackground({
  main() {
    startBackground(browser, import.meta.env.FIREFOX ? 'while-watched' : 'always');
  },
});
