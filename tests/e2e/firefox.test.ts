import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMarket, type RunningMarket } from '../market/server.ts';
import { accountOf, heardMs, heardOf, sentOn, streams, toldLate } from '../support/accounts.ts';
import { type FirefoxRun, launchFirefox } from './support/firefox.ts';
import { everySocket, openSockets } from './support/sockets.ts';
import { readStored } from './support/stored.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

/** Firefox stops a background that hears nothing for so long (30 s where nothing is set); panels send a heartbeat every 15 s. */
const idleMs = 22_000;
const gateUrl = 'https://www.gate.com/trade/BTC_USDT';

let market: RunningMarket;
let run: FirefoxRun;
let panelTab: string;

beforeAll(async () => {
  market = await startMarket({ scenario: 'cascade', at: 'cascade+100s' });
  run = await launchFirefox({ market, prefs: { 'extensions.background.idle.timeout': idleMs } });
  panelTab = await run.open(gateUrl);
});
afterAll(async () => {
  await run.close();
  await market.close();
});

const allOpen = () => openSockets(market).length === everySocket.length || undefined;
const inside =
  (tab: string) =>
  <T>(body: string): Promise<T> =>
    run.evaluate<T>(tab, `(async () => { ${body} })()`);
const popupText = (tab: string) => run.evaluate<string>(tab, 'document.body.innerText');

async function panelShows(condition: (text: string) => boolean, what: string): Promise<string> {
  return until(
    `the panel to show ${what}`,
    async () => {
      const text = await run.panelText(panelTab);
      if (text !== undefined && condition(text)) return text;
      throw new Error(text ?? 'no panel');
    },
    { everyMs: 300 },
  );
}

describe('in Firefox', () => {
  it('the panel shows the figures on a site', async () => {
    const text = await panelShows(
      shown => shown.includes('≥') && /BTC \d\d,\d{3}/.test(shown) && shown.includes('alternative.me'),
      'figures',
    );
    expect(text).toMatch(/Liquidated 24h \d+ of 15 venues/);
    await until('the sockets', allOpen);
    expect(openSockets(market)).toEqual(everySocket);
  });

  it('a visible panel keeps the background alive by its heartbeat, beyond the time after which Firefox stops it', async () => {
    const opened = market.log.connections.length;
    const from = market.clock.now();
    await until('time to pass', () => market.clock.now() > from + idleMs + 2_000 || undefined, {
      everyMs: 500,
    });
    expect(await run.backgroundState()).toBe('running');
    // A background that was stopped in between would have had to open its sockets anew.
    expect(market.log.connections).toHaveLength(opened);
    expect(openSockets(market)).toEqual(everySocket);
  });

  it('the popup shows the figures and the feeds, and the toolbar button says in words what the badge means', async () => {
    const popup = await run.openExtensionPage('popup.html');
    const text = await until('figures', async () => {
      const shown = await popupText(popup);
      return shown.includes('≥') && shown.includes('all coins') ? shown : undefined;
    });
    expect(text).toMatch(/Feeds\s+\d+ of \d+ live/);
    const badge = await until('the badge', async () => {
      const read = await inside(popup)<{ text: string; title: string }>(
        'return { text: await browser.action.getBadgeText({}), title: await browser.action.getTitle({}) };',
      );
      return read.title.startsWith('Undertow: ') ? read : undefined;
    });
    expect(['', '~', '▼', '!', '?']).toContain(badge.text);
    expect(badge.title).toMatch(/^Undertow: [A-Z][a-z ]+\. .{10,}/);
    await run.closeTab(popup);
  });

  it('sockets rest when nothing is visible, which is said', async () => {
    await run.closeTab(panelTab);
    await until('the sockets to be closed', () => openSockets(market).length === 0 || undefined);
    const page = await run.openExtensionPage('manifest.json');
    const kept = await until(
      'the kept snapshot to say so',
      async () => {
        const read = await inside(page)<{ id: string; state: string; reason: string }[] | undefined>(
          `return (await browser.storage.local.get('snapshot:last'))['snapshot:last']?.feeds.filter(({ id }) => ['binance/merged', 'bybit/linear', 'bybit/inverse'].includes(id));`,
        );
        // A feed rests a moment before it says why, and the kept snapshot may be of that moment.
        return read?.every(({ state, reason }) => state === 'resting' && reason !== 'stopped') === true ? read : undefined;
      },
      { everyMs: 500 },
    );
    expect(kept.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => 'the browser stops sockets while no panel is visible'),
    );
    await run.closeTab(page);
    expect(openSockets(market)).toEqual([]);
  });

  it('the popup after the end of the background wakes it, shows what was known at once, listens again, and does not claim the time between', async () => {
    await run.terminateBackground();
    expect(await run.backgroundState()).toBe('stopped');
    const woken = market.clock.now();
    const popup = await run.openExtensionPage('popup.html');
    const text = await until('figures', async () => {
      const shown = await popupText(popup);
      return shown.includes('≥') ? shown : undefined;
    });
    expect(text).toMatch(/BTC\s+\d\d,\d{3}/);
    await until('the sockets', allOpen);
    const stream = { venue: 'bybit', stream: 'linear' } as const;
    const stored = await until(
      'a claim after the gap',
      async () => {
        const rows = await readStored(inside(popup));
        return (heardOf(rows, stream).at(-1)?.to ?? 0) > woken ? rows : undefined;
      },
      { everyMs: 1_000 },
    );
    const heard = heardOf(stored, stream);
    expect(heard.length).toBeGreaterThanOrEqual(2);
    expect(heardMs(heard, woken - 2_000, woken)).toBe(0);
    const boards = new Map(market.ledger.markets.map(({ symbol, board, venue }) => [`${venue} ${symbol}`, board] as const));
    // A claim may be written a moment before the rest of its frames.
    await until(
      'the store to hold what it claims',
      async () => {
        const rows = await readStored(inside(popup));
        for (const each of streams) {
          const boardOf = (symbol: string) => boards.get(`${each.venue} ${symbol}`) ?? '';
          const sent = sentOn(market.ledger, each, market.startedAt - 25 * 3_600_000, market.clock.now());
          const { missing, extra } = accountOf(rows, each, sent, { boardOf, late: toldLate(market.log.connections, 1_500) });
          expect(missing, each.stream).toEqual([]);
          expect(extra, each.stream).toEqual([]);
        }
        return true;
      },
      { everyMs: 1_000 },
    );
    await run.closeTab(popup);
  });

  it('an open panel outlives the end of the background', async () => {
    panelTab = await run.open(gateUrl);
    await panelShows(shown => shown.includes('≥'), 'figures');
    await until('the sockets', allOpen);
    await run.terminateBackground();
    const endedAt = market.clock.now();
    const isNew = (entry: (typeof market.log.connections)[number]) => entry.state !== 'open' || entry.openedAt >= endedAt;
    await until('new sockets', () => (allOpen() && market.log.connections.every(isNew)) || undefined);
    const text = await panelShows(shown => shown.includes('≥') && / \d s$/.test(shown), 'fresh figures');
    expect(text).not.toContain('not answering');
    expect(violationsOf(market)).toEqual([]);
  });
});
