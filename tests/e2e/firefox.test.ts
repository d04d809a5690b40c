import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMarket } from '../market/server.ts';
import type { RunningMarket } from '../market/server.ts';
import { launchFirefox } from './support/firefox.ts';
import type { FirefoxRun } from './support/firefox.ts';

/** Firefox stops an event page that hears nothing for so long; by default half a minute. */
const idleMs = 20_000;

let market: RunningMarket;
let firefox: FirefoxRun;
let tab: string;

beforeAll(async () => {
  market = await startMarket({ scenario: 'reference-day' });
  firefox = await launchFirefox({ market, prefs: { 'extensions.background.idle.timeout': idleMs } });
  tab = await firefox.open('https://www.gate.com/trade/BTC_USDT');
});

afterAll(async () => {
  await firefox.close();
  await market.close();
});

async function until<T>(what: string, read: () => Promise<T | undefined>, timeoutMs = 90_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await read();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error(`Firefox did not come to ${what}${last === undefined ? '' : `: ${String(last)}`}`);
}

const panelWith = (part: string) =>
  until(`a panel with ${part}`, async () => {
    const text = await firefox.panelText(tab);
    return text?.includes(part) === true ? text : undefined;
  });

const openSockets = () => market.connections().length;

describe('in Firefox ESR', () => {
  it('the panel stands on an exchange page with the figures of the reference day and what they lack', async () => {
    const text = await panelWith('≥ $312M');
    expect(text).toContain('$237M longs');
    expect(text).toContain('$75M shorts');
    expect(text).toContain('Extreme Fear');
    expect(text).toContain('alternative.me');
    expect(text).toMatch(/\d+% seen/);
    expect(text).toMatch(/70,000 support until 10 Feb broken/);
  });

  it('sockets are open while the panel is visible, and heartbeats keep the background alive past its idle time', async () => {
    await until('open its three sockets', async () => (openSockets() === 3 ? true : undefined));
    const opened = market.log.connections.length;
    await new Promise(resolve => setTimeout(resolve, idleMs + 8_000));
    expect(await firefox.backgroundState()).toBe('running');
    expect(market.log.connections.length).toBe(opened);
    expect(openSockets()).toBe(3);
  });

  it('the popup shows the same, and the toolbar says in words what its sign means', async () => {
    const popup = await firefox.openExtensionPage('popup.html');
    const text = await until('show figures in the popup', async () => {
      const shown = await firefox.evaluate<string>(popup, String.raw`document.body.innerText.replace(/\s+/g, ' ')`);
      return shown.includes('≥ $312M') ? shown : undefined;
    });
    expect(text).toContain('$237M');
    expect(text).toContain('Extreme Fear');
    const title = await firefox.evaluate<string>(popup, 'browser.action.getTitle({})');
    expect(title).toMatch(/^Undertow: \S+/);
    expect(await firefox.evaluate<string>(popup, 'browser.action.getBadgeText({})')).toBe('');
    await firefox.closeTab(popup);
  });

  it('a background that was stopped comes back for the panel, with every figure it had', async () => {
    const before = await panelWith('≥ $312M');
    await firefox.terminateBackground();
    expect(await firefox.backgroundState()).toBe('stopped');
    await until('wake its background', async () => ((await firefox.backgroundState()) === 'running' ? true : undefined), 30_000);
    const after = await panelWith('≥ $312M');
    expect(after).toContain('$237M longs');
    expect(/(\d+)% seen/.exec(after)?.[1]).toBe(/(\d+)% seen/.exec(before)?.[1]);
  });

  it('without a visible panel the sockets rest and the background may go, and that time does not count as heard', async () => {
    await firefox.closeTab(tab);
    await until('close its sockets', async () => (openSockets() === 0 ? true : undefined), 40_000);
    const closedAt = market.clock.now();
    await until('stop its background', async () => ((await firefox.backgroundState()) === 'stopped' ? true : undefined), 60_000);
    const resting = (closedAt + market.clock.now()) / 2;
    const popup = await firefox.openExtensionPage('popup.html');
    await until('hear again', async () => {
      const heard = await heardBy(popup, 'binance');
      return heard.some(({ from }) => from > resting) ? true : undefined;
    });
    for (const venue of ['binance', 'bybit']) {
      const heard = await heardBy(popup, venue);
      expect(heard.some(({ to }) => to < resting)).toBe(true);
      expect(heard.filter(({ from, to }) => from <= resting && resting < to)).toEqual([]);
    }
    expect(market.log.violations).toEqual([]);
  });
});

/** Spans of market time that the store claims as heard of a venue's streams, read from the database by one of our own pages. */
async function heardBy(page: string, venue: string): Promise<readonly { from: number; to: number }[]> {
  return firefox.evaluate(
    page,
    `new Promise((resolve, reject) => {
      const opening = indexedDB.open('undertow');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction('coverage').objectStore('coverage').getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result.filter(row => row.venue === '${venue}' && row.source === 'events').flatMap(row => row.intervals));
        };
      };
    })`,
  );
}
