import type { Page } from 'playwright-core';
import type { RequestEntry } from '../market/log.ts';
import { apiProviders } from '../market/providers/registry.ts';
import type { RunningMarket } from '../market/server.ts';
import { type BenchStage, type Part, pause } from './bench.ts';
import { fullestMinutes, hostShares } from './host-shares.ts';
import type { Reading } from './reading.ts';
import { type Asked, kindsAskedMore, ratePerMinute, steadyKinds } from './request-kinds.ts';

const tabCounts = [1, 10, 30];
/** Long enough for three beats of what is asked each ten seconds, after the last tab is open. */
const spanMs = 31_000;
const addresses = [
  'https://www.gate.com/trade/BTC_USDT',
  'https://www.binance.com/en/futures/ETHUSDT',
  'https://www.bybit.com/trade/usdt/SOLUSDT',
  'https://www.okx.com/trade-swap/btc-usdt-swap',
  'https://www.gate.com/futures/USDT/DOGE_USDT',
  'https://www.coindesk.com/markets/2026/02/12/slug',
];

interface Watched extends Asked {
  readonly tabs: number;
  readonly entries: readonly RequestEntry[];
  readonly sockets: number;
  readonly socketsOpened: number;
}

/** What the hosts of data are asked while 1, 10 and 30 pages with a panel are open, from the simulator's log: opening them included. */
export const requests: Part = {
  name: 'requests',
  title: 'requests by number of tabs',
  async measure(bench) {
    const stage = await bench.stage();
    // Everything since the browser started, the reading of the past included: the most that is ever asked.
    const before = dataRequests(stage.market);
    const open: Page[] = [];
    const watched: Watched[] = [];
    for (const tabs of tabCounts) watched.push(await watch(stage, open, tabs));
    for (const page of open) await page.close();
    return [...toReadings(before, watched), ...limitReadings(before, watched)];
  },
};

async function watch({ market, run }: BenchStage, open: Page[], tabs: number): Promise<Watched> {
  market.log.clear();
  const started = market.clock.now();
  while (open.length < tabs) {
    const page = await run.context.newPage();
    open.push(page);
    await page.goto(addresses[open.length % addresses.length] ?? '');
  }
  await pause(spanMs);
  const durationMs = market.clock.now() - started;
  const entries = dataRequests(market);
  const sockets = market.log.connections.filter(({ state }) => state === 'open');
  return {
    tabs,
    durationMs,
    requests: entries,
    entries,
    sockets: sockets.length,
    socketsOpened: socketsSince(market, started),
  };
}

/** What was asked of the interfaces, and not of the pages: on some hosts both live under one name. */
function dataRequests({ log }: RunningMarket): readonly RequestEntry[] {
  return log.requests.filter(
    ({ mode, host, path }) => mode !== 'navigate' && (!host.startsWith('www.') || path.startsWith('/api/')),
  );
}

/** How far requests stay below half of what the hosts allow. */
function limitReadings(before: readonly RequestEntry[], watched: readonly Watched[]): readonly Reading[] {
  const spans = [
    ...(before.length === 0 ? [] : [{ name: 'until now', entries: before }]),
    ...watched.map(({ tabs, entries }) => ({ name: `${tabs} tab${tabs === 1 ? '' : 's'}`, entries })),
  ];
  return spans.flatMap(({ name, entries }): readonly Reading[] => {
    const [share] = hostShares(entries, apiProviders);
    const [minute] = fullestMinutes(entries);
    if (share === undefined || minute === undefined) throw new Error(`${name}: nothing was asked of a host with a limit`);
    return [
      {
        name: `${name}: most of half a limit (${share.host}: ${share.rule})`,
        unit: 'percent',
        show: 'total',
        samples: [share.share * 100],
        target: { of: 'shown', atMost: 100 },
      },
      {
        name: `${name}: requests of one host in a minute (${minute.host})`,
        unit: 'count',
        show: 'total',
        samples: [minute.count],
      },
    ];
  });
}

function socketsSince({ log }: RunningMarket, time: number): number {
  return log.connections.filter(({ openedAt }) => openedAt >= time).length;
}

function toReadings(before: readonly RequestEntry[], watched: readonly Watched[]): readonly Reading[] {
  const [reference] = watched;
  if (reference === undefined) throw new Error('nothing was watched');
  const steady = steadyKinds(watched);
  if (steady.length === 0) throw new Error('nothing was asked in a beat: is the extension alive?');
  const count = { unit: 'count', show: 'total' } as const;
  return watched.flatMap((span, place): readonly Reading[] => {
    const name = `${span.tabs} tab${span.tabs === 1 ? '' : 's'}`;
    const against = (read: (span: Watched) => number) =>
      span === reference ? {} : { control: { name: 'with 1 tab', samples: [read(reference)], compare: 'difference' as const } };
    const rate = (each: Watched) => ratePerMinute(each, steady);
    const own: readonly Reading[] = [
      { name: `${name}: requests that keep a beat`, unit: 'per minute', show: 'median', samples: [rate(span)], ...against(rate) },
      { ...count, name: `${name}: sockets open`, samples: [span.sockets], ...against(each => each.sockets) },
    ];
    if (span === reference) return own;
    const target = { of: 'shown', atMost: 0 } as const;
    const earlier = [...before, ...watched.slice(0, place).flatMap(({ requests }) => requests)];
    return [
      ...own,
      { ...count, name: `${name}: kinds asked more often`, samples: [kindsAskedMore(span, earlier).length], target },
      { ...count, name: `${name}: sockets opened`, samples: [span.socketsOpened], target },
    ];
  });
}
