import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import hostCss from '../../components/host.css?inline';
import panelCss from '../../components/panel.css?inline';
import { startOverlay, takeOver } from '../../components/overlay.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';
import { siteOf } from '../../lib/sites/registry.ts';

// Not WXT's content script: its context announces the extension to the page, and lets the page end the script.
export default defineUnlistedScript(() => {
  const stop = startOverlay({
    window,
    runtime: browser.runtime,
    area: browser.storage.local,
    clock: systemClock,
    timers: systemTimers,
    css: hostCss + panelCss,
    readPage(url) {
      const site = siteOf(url);
      const subject = site?.read(url);
      if (site === undefined || subject === undefined) return undefined;
      const [edge, side] = site.dock.split('-');
      return {
        siteId: site.id,
        coin: subject.base,
        place: { size: 'compact', side: side === 'left' ? 'left' : 'right', edge: edge === 'top' ? 'top' : 'bottom', offset: 12 },
      };
    },
  });
  takeOver(globalThis, stop);
});
