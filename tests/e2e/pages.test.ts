import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findsNothingWrong } from './support/access.ts';
import { lookAt } from './support/pixels.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
let stage: Stage;
let feeds: Page;
let options: Page;
const okxSocket = 'ws.okx.com';
/** When OKX had been switched off, market time. */
let offAt = 0;

const open = async (name: string, hash = ''): Promise<Page> => {
  const page = await stage.run.context.newPage();
  await page.goto(`chrome-extension://${stage.run.extensionId}/${name}.html${hash}`);
  return page;
};

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  stage = await openStage({ scenario: 'reference-day' }, { viewport: { width: 1280, height: 900 } });
  feeds = await open('dashboard', '#feeds');
  options = await open('options');
  await feeds.getByText('Venues, last 24 hours').waitFor();
  await options.getByRole('heading', { name: 'Live feeds' }).waitFor();
});
// A test that fails leaves no fault to the next one.
afterEach(() => stage.market.clearFaults());
afterAll(() => stage.close());

const venue = (name: string) =>
  feeds.locator('.venue', { has: feeds.locator('summary b', { hasText: new RegExp(`^${name}$`) }) });

/** Open sockets by host. */
const sockets = () => stage.market.log.connections.filter(({ state }) => state === 'open').map(({ host }) => host);

/** How many venues the total of the day is of. */
const enabled = async () => (await stage.run.snapshot())?.liquidations.market['24h']?.venuesEnabled;

/** Sites have the same names, and stand above the venues. */
const venueSwitch = (page: Page, name: string) => page.getByRole('switch', { name, exact: true }).last();

const switchTo = async (page: Page, name: string, isOn: boolean): Promise<void> => {
  await page.bringToFront();
  await venueSwitch(page, name).click();
  await until(`${name} switched`, async () =>
    (await venueSwitch(page, name).getAttribute('aria-checked')) === String(isOn) ? true : undefined,
  );
};

describe('the page of feeds', () => {
  it('has a line for every venue: a strip and a share, or that it publishes nothing', async () => {
    await feeds.bringToFront();
    expect(await feeds.locator('.venue').count()).toBe(18);
    await expect.poll(() => venue('Gate').locator('summary').innerText()).toMatch(/complete\s*(99|100)%/u);
    await expect.poll(() => venue('Binance').locator('summary').innerText()).toMatch(/sampled\s*≥ /u);
    expect(await venue('Hyperliquid').locator('summary').innerText()).toContain('No public liquidation data');
    await expect.poll(() => feeds.locator('.strip').count()).toBe(15);
  });

  it('says behind the line what a venue counts, what it cannot know, how its streams fare and what was asked of it', async () => {
    await venue('Bybit').locator('summary').click();
    await until('the streams of Bybit', async () => {
      const text = (await venue('Bybit').innerText()).replace(/\s+/g, ' ');
      if (/Counts .+Cannot know .+Bybit liquidations, linear live .+in 5 s/u.test(text)) return true;
      throw new Error(text);
    });
    await venue('Bybit').locator('summary').click();
  });

  it('counts what was asked of each host as the hosts themselves have counted it', async () => {
    const counted = async () => {
      const rows = await feeds.evaluate<readonly (readonly [string, string])[]>(
        `[...document.querySelectorAll('.hosts tbody tr')].map(row => [row.cells[0].textContent, row.cells[1].textContent.replace(/,/g, '')])`,
      );
      return new Map(rows.map(([host, count]) => [host, Number(count)]));
    };
    const asked = () => {
      const { requests, connections } = stage.market.log;
      return Map.groupBy([...requests.filter(({ mode }) => mode !== 'navigate'), ...connections], ({ host }) => host);
    };
    // Requests go on while they are counted: what is shown comes up to what the host saw before, and is never more than what it saw after.
    const before = asked();
    await until('all that was asked before', async () => {
      const shown = await counted();
      const after = asked();
      expect(shown.size).toBeGreaterThan(20);
      for (const [host, rows] of before) {
        if (host.startsWith('www.') && !shown.has(host)) continue;
        const count = shown.get(host) ?? 0;
        expect([host, count >= rows.length, count <= (after.get(host)?.length ?? 0)]).toEqual([host, true, true]);
      }
      for (const host of shown.keys()) expect([host, after.has(host)]).toEqual([host, true]);
      return true;
    });
  });

  it('tells of a gap with its reason', async () => {
    const { market } = stage;
    market.fault({ host: 'ws.bitmex.com', kind: 'refuse', on: 'socket' });
    market.fault({ host: 'ws.bitmex.com', kind: 'close-with-code', code: 1_006, count: 1 });
    await until('no socket of BitMEX', () => (sockets().includes('ws.bitmex.com') ? undefined : true));
    // A shorter silence is not told of.
    const from = market.clock.now();
    await until('ten seconds of it', () => (market.clock.now() > from + 10_000 ? true : undefined));
    market.clearFaults();
    await venue('BitMEX').locator('summary').click();
    await until(
      'the gap of BitMEX',
      async () => {
        const text = await venue('BitMEX').innerText();
        if (/Not heard, last 24 hours[^]*, for \d+ (?:s|min) (?:closed|the host cannot be reached|refused)/u.test(text))
          return true;
        throw new Error(text);
      },
      { timeoutMs: 120_000 },
    );
    await venue('BitMEX').locator('summary').click();
  });
});

describe('the page of options', () => {
  it('switches a venue off: its sockets close, and no total waits for it', async () => {
    await expect.poll(sockets).toContain(okxSocket);
    await switchTo(options, 'OKX', false);
    await until('no socket of OKX', () => (sockets().includes(okxSocket) ? undefined : true));
    offAt = stage.market.clock.now();
    await feeds.bringToFront();
    await until('the word on the page of feeds', async () =>
      (await venue('OKX').locator('summary').innerText()).includes('switched off') ? true : undefined,
    );
    await expect.poll(enabled).toBe(14);
  });

  it('holds no socket when live feeds are never wanted, says so, and opens them again', async () => {
    await options.bringToFront();
    await options.getByRole('radio', { name: /^Never/ }).check();
    await until('no sockets', () => (sockets().length === 0 ? true : undefined));
    await feeds.bringToFront();
    await venue('Bybit').locator('summary').click();
    await until('the word of Bybit', async () =>
      /Bybit liquidations, linear\s+resting/u.test(await venue('Bybit').innerText()) ? true : undefined,
    );
    // Venues that are asked by request go on.
    await expect.poll(async () => (await stage.run.snapshot())?.feeds.find(({ id }) => id === 'gate/usdt')?.state).toBe('live');
    await options.bringToFront();
    await options.getByRole('radio', { name: /^Always/ }).check();
    await until('sockets', () => (sockets().length >= 15 ? true : undefined));
    await feeds.bringToFront();
    await venue('Bybit').locator('summary').click();
  });

  it('keeps sockets only while a panel or popup is visible, where that is wanted', async () => {
    // A dashboard that is open wants them too.
    const { href } = new URL(feeds.url());
    await feeds.goto('about:blank');
    try {
      await options.bringToFront();
      await options.getByRole('radio', { name: /^While/ }).check();
      await until('no sockets', () => (sockets().length === 0 ? true : undefined));
      const popup = await stage.run.popup();
      await until('sockets', () => (sockets().length >= 15 ? true : undefined));
      await popup.close();
      await options.bringToFront();
      await until('no sockets', () => (sockets().length === 0 ? true : undefined));
      await options.getByRole('radio', { name: /^Always/ }).check();
    } finally {
      await feeds.goto(href);
    }
  });

  it('asks a venue for nothing while it is switched off, and again when it is switched on', async () => {
    const { clock, log } = stage.market;
    // Its prices would be asked for every minute.
    await until('more than a minute', () => (clock.now() > offAt + 68_000 ? true : undefined), { timeoutMs: 70_000 });
    // What was under way may still have gone out.
    const late = log.requests.filter(
      ({ host, mode, time }) => host === 'www.okx.com' && mode !== 'navigate' && time > offAt + 5_000,
    );
    expect(late).toEqual([]);
    expect(sockets()).not.toContain(okxSocket);
    await switchTo(options, 'OKX', true);
    await until('a socket of OKX', () => (sockets().includes(okxSocket) ? true : undefined));
    await expect.poll(enabled).toBe(15);
  });
});

describe.each(['dark', 'light'] as const)('in the %s', scheme => {
  it.each([
    ['feeds', () => feeds],
    ['options', () => options],
  ] as const)('the page %s passes the checks for accessibility, cuts nothing off, and is pictured', async (name, pageOf) => {
    const page = pageOf();
    await page.bringToFront();
    await page.emulateMedia({ colorScheme: scheme });
    await until('the colours', async () =>
      (await page.evaluate<boolean>(`document.body.classList.contains('light')`)) === (scheme === 'light') ? true : undefined,
    );
    await findsNothingWrong(page);
    for (const width of [1280, 640]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    const png = await page.screenshot({ fullPage: true });
    writeFileSync(join(out, `${name}-${scheme}.png`), png);
    const seen = await lookAt(stage.run.context, png);
    expect([name, seen.colours >= 12, seen.spread >= 6]).toEqual([name, true, true]);
  });
});
