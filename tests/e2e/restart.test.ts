import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { frozenDataHosts, frozenSocketHosts } from '../fixtures/frozen-manifest.ts';
import { startMarket, type RunningMarket } from '../market/server.ts';
import { openBackstage } from './support/backstage.ts';
import { launchChromium, type ChromiumRun } from './support/chromium.ts';
import type { Panel } from './support/panel.ts';
import { pastRead } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const gateUrl = 'https://www.gate.com/trade/BTC_USDT';
const blocking = 'data-api.binance.vision';
/** Every host of data; sites go on. */
const hosts = [...new Set([...frozenDataHosts, ...frozenSocketHosts].map(host => host.replace(/:\d+$/, '')))];
const profile = mkdtempSync(join(tmpdir(), 'undertow-restart-'));
let market: RunningMarket;
let run: ChromiumRun;
let panel: Panel;
let panelPage: Awaited<ReturnType<ChromiumRun['open']>>['page'];

const launch = () => launchChromium({ market, profile });

beforeAll(async () => {
  market = await startMarket({ scenario: 'calm' });
  run = await launch();
  ({ panel, page: panelPage } = await run.open(gateUrl));
  await pastRead({ run });
});
afterAll(async () => {
  await run.close();
  await market.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Everything that is told from what is stored, without the moment of telling and what follows from it. */
function figuresOf({ prices, liquidations, openInterest, fearGreed, levels, badge }: MarketSnapshot): unknown {
  const money = (totals: MarketSnapshot['liquidations']['market']) =>
    Object.fromEntries(
      Object.entries(totals).map(([name, { usd, longUsd, shortUsd, venuesHeard, floor }]) => [
        name,
        { usd, longUsd, shortUsd, venuesHeard, floor },
      ]),
    );
  const figures = {
    prices,
    liquidations: { market: money(liquidations.market), btc: money(liquidations.coins['BTC'] ?? {}) },
    hours: liquidations.hours.map(({ time, longUsd, shortUsd }) => ({ time, longUsd, shortUsd })),
    openInterest,
    fearGreed,
    levels,
    badge,
  };
  return JSON.parse(
    JSON.stringify(figures, (key, value: unknown) => {
      // Estimates of what would be forced out are made once a minute, of the price of that moment.
      if (key.startsWith('fuel')) return undefined;
      // Sums of fractions depend on their order in the last digits.
      return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
    }),
  );
}

/** Windows end at whole minutes, and what open interest is compared with changes in the middle of some: figures of one half are of the same spans. */
const halfMinuteMs = 30_000;

/**
 * Stands still, lets `next` put another worker in the place of the one that runs, and expects of it the figures that were there before. Where the
 * windows have moved meanwhile, once more with those that the new one shows: nothing comes in.
 */
async function expectSame(next: () => Promise<void>): Promise<void> {
  let before = await standStill();
  for (let tries = 1; ; tries++) {
    await next();
    const after = await snapshotAfter(before.asOf);
    const [was, is] = [before, after].map(figuresOf);
    const hasMoved = Math.floor(after.asOf / halfMinuteMs) !== Math.floor(before.asOf / halfMinuteMs);
    if (JSON.stringify(is) === JSON.stringify(was) || !hasMoved || tries === 5) {
      expect(is).toEqual(was);
      return;
    }
    await until('the first seconds of a minute', () => market.clock.now() % 60_000 < 5_000 || undefined, { timeoutMs: 70_000 });
    before = await snapshotAfter(market.clock.now());
  }
}

/** Lets nothing through any more, and waits until what was under way has ended. */
async function standStill(): Promise<MarketSnapshot> {
  for (const host of hosts) market.fault({ host, kind: 'refuse' });
  for (const connection of market.connections()) connection.end(1_006, '');
  // A request that fails is tried twice more, within three seconds, before its job is over.
  const from = market.clock.now();
  await until('the last tries', () => market.clock.now() > from + 4_000 || undefined);
  let before: MarketSnapshot | undefined;
  return until(
    'figures that stand still',
    async () => {
      const now = await run.snapshot();
      const same =
        before !== undefined && now !== undefined && JSON.stringify(figuresOf(before)) === JSON.stringify(figuresOf(now));
      before = now;
      return same ? now : undefined;
    },
    { everyMs: 1_000 },
  );
}

/** A snapshot that was made after another, market time in ms: the one that a woken worker kept is none. */
const snapshotAfter = (asOf: number) =>
  until('a new snapshot', async () => {
    const snapshot = await run.snapshot();
    return snapshot !== undefined && snapshot.asOf > asOf ? snapshot : undefined;
  });

// A test that fails leaves no fault to the next one.
afterEach(({ task }) => {
  if (task.name !== atRest) market.clearFaults();
});

/** The test after which no host answers, so that the next one begins with what was stored alone. */
const atRest = 'shows the figures that were stored, at once, while no host answers';

/** Ms since the epoch at which the running worker started. */
const bornAt = () => run.worker().evaluate(() => performance.timeOrigin);

describe('a worker that was stopped', () => {
  it('answers the next message with the figures that it had', async () => {
    await expectSame(async () => {
      await run.killWorker();
      // The first answer may be the copy that was kept; a moment later it is made anew of what is stored.
      await until('an answer', () => run.snapshot());
    });
  });

  it('is stopped in the middle of its requests: the next one asks again, and goes on', async () => {
    const first = await bornAt();
    market.fault({ host: 'api.gateio.ws', path: '/liq_orders', kind: 'delay', delayMs: 4_000 });
    const asked = () =>
      market.log.requests.filter(({ path, fault }) => path.endsWith('/liq_orders') && fault?.startsWith('delay') === true);
    await until('a request under way', () => (asked().length > 0 ? true : undefined), { everyMs: 50 });
    await run.killWorker();
    market.clearFaults();
    const from = market.clock.now();
    const live = await until('the poll to be live again', async () => {
      const feed = (await run.snapshot())?.feeds.find(({ id }) => id === 'gate/usdt');
      return feed?.state === 'live' && (feed.lastGood ?? 0) > from ? feed : undefined;
    });
    expect(live.rejected).toBe(0);
    expect(await bornAt()).toBeGreaterThan(first);
  });

  it('is woken by the open panel, which goes on without a word', async () => {
    await panelPage.bringToFront();
    const first = await bornAt();
    await run.killWorker();
    await until('a new worker', async () => ((await bornAt()) > first ? true : undefined));
    const text = await panel.waitFor(shown => shown.includes('≥') && !shown.includes('not answering'), 'a total');
    expect(text).not.toContain('waiting for the first figures');
  });
});

describe('a worker that never answers', () => {
  it('is told of in a new panel, and in a popup beside the last figures', async () => {
    // A loop that never ends: messages reach it and are never answered. It runs in a timer, since Chromium never ends a script that the debugger
    // itself evaluates: the stopped worker would go on for ever, and its open transactions would hold up every later write of the same tables.
    await run.worker().evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    const { page, panel: fresh } = await run.open('https://www.bybit.com/trade/usdt/BTCUSDT');
    await fresh.waitFor(text => text.includes('not answering'), 'that the background does not answer');
    expect(await fresh.text()).toContain('Undertow’s background is not answering. Reload the extension.');
    const popup = await run.popup();
    await popup.getByRole('alert').waitFor();
    const text = await popup.locator('body').innerText();
    expect(text).toContain('Undertow’s background is not answering. Reload the extension.');
    expect(text).toContain('≥');
    await popup.close();
    await page.close();
  });

  it('is stopped, and the panel lives again without a reload', async () => {
    const stopped = Date.now();
    await run.killWorker();
    await panelPage.bringToFront();
    // Until then the panel shows what it had before.
    await until('a new worker', async () => ((await bornAt()) > stopped ? true : undefined));
    await panel.waitFor(text => text.includes('≥') && !text.includes('not answering'), 'figures again');
  });
});

describe('a browser that is started again', () => {
  it('was left while a host refused this region, which it does not ask again by itself', async () => {
    market.fault({ host: blocking, kind: 'status', status: 403, count: 1 });
    await until('the refusal', async () => {
      const feed = (await run.snapshot())?.feeds.find(({ id }) => id === 'binance-vision/prices');
      return feed?.state === 'blocked' || undefined;
    });
  });

  it(atRest, async () => {
    await expectSame(async () => {
      market.log.clear();
      await run.close();
      run = await launch();
      const popup = await run.popup();
      await popup.getByText('≥').first().waitFor();
      await popup.close();
    });
  });

  it('has its alarm, and each site’s script registered once', async () => {
    const { run: inside, registered } = await openBackstage(run);
    expect(
      await inside('return (await chrome.alarms.getAll()).map(({ name, periodInMinutes }) => ({ name, periodInMinutes }))'),
    ).toEqual([{ name: 'tick', periodInMinutes: 1 }]);
    const ids = await registered();
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toContain('gate');
    ({ panel } = await run.open(gateUrl));
    await panel.waitFor(text => text.includes('≥'), 'the figures');
    expect(await panel.count()).toBe(1);
  });

  it('polls within a minute, and is well when the hosts answer again', async () => {
    expect(market.log.requests.length).toBeGreaterThan(0);
    market.clearFaults();
    await until(
      'no feed that is not well',
      async () => {
        const feeds = (await run.snapshot())?.feeds ?? [];
        // A history may still wait for its turn: lists, prices and open interest of its host come first, and some hosts allow a few requests a minute.
        // Lists of contracts are asked every six hours: those of before serve until then.
        const waits = ({ id, state }: (typeof feeds)[number]): boolean =>
          (state === 'resting' && id !== 'binance-vision/prices') ||
          (state === 'waiting' && /\/(?:history|instruments)$/.test(id));
        const ill = feeds.filter(feed => feed.state !== 'live' && !waits(feed));
        if (ill.length === 0 && feeds.some(({ id }) => id === 'binance-vision/prices')) return true;
        throw new Error(ill.map(({ id, state, reason }) => `${id} ${state} ${reason}`).join('; '));
      },
      { timeoutMs: 240_000, everyMs: 500 },
    );
    // The host that had refused was asked once more, because the browser was started.
    expect(market.log.requests.map(({ host }) => host)).toContain(blocking);
    expect(violationsOf(market)).toEqual([]);
  });
});
