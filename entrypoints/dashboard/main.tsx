import { browser } from 'wxt/browser';
import '../../components/panel.css';
import '../../components/dots.css';
import '../../components/figures.css';
import '../../components/page.css';
import { startFeedsPage } from '../../components/feeds-page-live.tsx';
import { systemClock, systemTimers } from '../../lib/background/system.ts';

startFeedsPage({ window, mount: document.body, runtime: browser.runtime, clock: systemClock, timers: systemTimers });
