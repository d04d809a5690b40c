import { browser } from 'wxt/browser';
import '../../components/palette.css';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/switch.css';
import '../../components/figures.css';
import '../../components/article.css';
import '../../components/popup.css';
import { startPopup } from '../../components/popup-live.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';
import { createCaller } from '../../lib/client/call.ts';

const call = createCaller({ runtime: browser.runtime, clock: systemClock, timers: systemTimers });

await startPopup({
  window,
  mount: document.body,
  runtime: browser.runtime,
  area: browser.storage.local,
  clock: systemClock,
  timers: systemTimers,
  async readTab() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.url === undefined) return {};
    const tabId = /^https?:/.test(tab.url) ? tab.id : undefined;
    // Without an answer the popup shows the market; it says itself when the background is gone.
    const { siteId, coin, kind } = (await call('tab.read', { url: tab.url }).catch(() => undefined)) ?? {};
    return { siteId, coin, tabId, isArticle: kind === 'news' };
  },
  leave: {
    request: origins => browser.permissions.request({ origins: [...origins] }),
  },
});
