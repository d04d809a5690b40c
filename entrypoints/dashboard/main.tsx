import { browser } from 'wxt/browser';
import '../../components/palette.css';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/figures.css';
import '../../components/page.css';
import '../../components/dashboard/charts.css';
import '../../components/dashboard/dashboard.css';
import '../../components/dashboard/side.css';
import '../../components/dashboard/replay.css';
import { startDashboard } from '../../components/dashboard/dashboard-live.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';

startDashboard({
  window,
  mount: document.body,
  runtime: browser.runtime,
  area: browser.storage.local,
  clock: systemClock,
  timers: systemTimers,
});
