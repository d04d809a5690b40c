import { browser } from 'wxt/browser';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/switch.css';
import '../../components/figures.css';
import '../../components/popup.css';
import { startPopup } from '../../components/popup-live.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';
import { siteOf } from '../../lib/sites/registry.ts';

await startPopup({
  window,
  mount: document.body,
  runtime: browser.runtime,
  area: browser.storage.local,
  clock: systemClock,
  timers: systemTimers,
  async readTab() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    const site = siteOf(tab?.url ?? '');
    return site && { siteId: site.id, coin: tab?.url === undefined ? undefined : site.read(new URL(tab.url))?.base };
  },
  request: origins => browser.permissions.request({ origins: [...origins] }),
});
