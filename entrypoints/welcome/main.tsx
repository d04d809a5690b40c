import { browser } from 'wxt/browser';
import '../../components/palette.css';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/switch.css';
import '../../components/figures.css';
import '../../components/page.css';
import '../../components/site-list.css';
import '../../components/welcome.css';
import { followUserOn } from '../../components/user-look.ts';
import { startWelcome } from '../../components/welcome-live.tsx';
import { commandNames } from '../../lib/background/commands.ts';
import { dataHosts } from '../../lib/background/hosts.ts';
import { systemClock, systemTimers } from '../../lib/background/system.ts';

followUserOn(browser.storage.local, document.body);
startWelcome({
  window,
  mount: document.body,
  runtime: browser.runtime,
  area: browser.storage.local,
  clock: systemClock,
  timers: systemTimers,
  leave: {
    request: origins => browser.permissions.request({ origins: [...origins] }),
  },
  allowAlerts: () => browser.permissions.request({ permissions: ['notifications'] }),
  hosts: dataHosts,
  watchLeave(look) {
    browser.permissions.onAdded.addListener(look);
    browser.permissions.onRemoved.addListener(look);
  },
  async readKeys() {
    const commands = await browser.commands.getAll();
    const keyOf = (name: string): string => commands.find(command => command.name === name)?.shortcut ?? '';
    return { toggle: keyOf(commandNames.toggle), dashboard: keyOf(commandNames.dashboard) };
  },
});
