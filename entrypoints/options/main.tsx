import { browser } from 'wxt/browser';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/switch.css';
import '../../components/page.css';
import { startOptionsPage } from '../../components/options-page-live.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';

startOptionsPage({
  window,
  mount: document.body,
  runtime: browser.runtime,
  clock: systemClock,
  timers: systemTimers,
  request: origin => browser.permissions.request({ origins: [origin] }),
  allowAlerts: () => browser.permissions.request({ permissions: ['notifications'] }),
  release: origin => browser.permissions.remove({ origins: [origin] }),
});
