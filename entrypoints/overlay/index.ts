import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import articleCss from '../../components/article.css?inline';
import dotsCss from '../../components/dots.css?inline';
import figuresCss from '../../components/figures.css?inline';
import hostCss from '../../components/host.css?inline';
import paletteCss from '../../components/palette.css?inline';
import panelCss from '../../components/panel.css?inline';
import { createArticleReader } from '../../components/article-live.ts';
import { startOverlay, takeOver } from '../../components/overlay.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';
import { createCaller } from '../../lib/client/call.ts';
import { createPageReader } from '../../lib/client/page-reader.ts';

// Not WXT's content script: its context announces the extension to the page, and lets the page end the script.
export default defineUnlistedScript(() => {
  const { runtime } = browser;
  const call = createCaller({ runtime, clock: systemClock, timers: systemTimers });
  const stop = startOverlay({
    window,
    runtime,
    area: browser.storage.local,
    clock: systemClock,
    timers: systemTimers,
    css: hostCss + paletteCss + panelCss + figuresCss + dotsCss + articleCss,
    readPage: createPageReader(call),
    readArticle: onNews => createArticleReader(call, systemClock, onNews),
  });
  takeOver(globalThis, stop);
});
