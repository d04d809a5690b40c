import { browser } from 'wxt/browser';
import '../../components/palette.css';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/switch.css';
import '../../components/page.css';
import '../../components/figures.css';
import '../../components/site-list.css';
import '../../components/options.css';
import { startOptionsPage } from '../../components/options-page-live.tsx';
import { followUserOn } from '../../components/user-look.ts';
import { systemClock, systemTimers } from '../../lib/background/system.ts';

followUserOn(browser.storage.local, document.body);
startOptionsPage({
  window,
  mount: document.body,
  runtime: browser.runtime,
  clock: systemClock,
  timers: systemTimers,
  request: origin => browser.permissions.request({ origins: [origin] }),
  allowAlerts: () => browser.permissions.request({ permissions: ['notifications'] }),
  leave: {
    request: origins => browser.permissions.request({ origins: [...origins] }),
  },
  release: origin => browser.permissions.remove({ origins: [origin] }),
});
