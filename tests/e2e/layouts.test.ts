import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenOptionalSites } from '../fixtures/frozen-manifest.ts';
import { openBackstage, type Backstage } from './support/backstage.ts';
import { builtForChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import { attachPanel, type Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

/** Trading pages in the arrangement of each site, as the simulator sketches it. */
const pages = {
  'Gate futures': 'https://www.gate.com/futures/USDT/BTC_USDT',
  'Binance futures': 'https://www.binance.com/en/futures/BTCUSDT',
  'Binance spot': 'https://www.binance.com/en/trade/BTC_USDT?type=spot',
  'Bybit perpetuals': 'https://www.bybit.com/trade/usdt/BTCUSDT',
  'OKX swaps': 'https://www.okx.com/trade-swap/btc-usdt-swap',
  'Bitget futures': 'https://www.bitget.com/futures/usdt/BTCUSDT',
  'KuCoin futures': 'https://www.kucoin.com/futures/trade/XBTUSDTM',
  'MEXC futures': 'https://www.mexc.com/futures/BTC_USDT',
  'MEXC spot': 'https://www.mexc.com/exchange/BTC_USDT',
  'HTX futures': 'https://www.htx.com/futures/linear_swap/exchange#contract_code=BTC-USDT',
  'HTX spot': 'https://www.htx.com/trade/btc_usdt?type=spot',
  'Kraken Pro': 'https://pro.kraken.com/app/trade/futures-btc-usd-perp',
  'Coinbase Advanced': 'https://www.coinbase.com/advanced-trade/spot/BTC-USD',
  Hyperliquid: 'https://app.hyperliquid.xyz/trade/BTC',
  'a TradingView chart': 'https://www.tradingview.com/chart/?symbol=BINANCE%3ABTCUSDT',
} as const;
type Name = keyof typeof pages;

/** Where the compact panel would cover a control, it is the pill. Everything else is compact, in each of the windows. */
const pillAt: Readonly<Record<string, readonly Name[]>> = {
  // A window of 1280 by 800 at 200 %.
  '640x400': Object.keys(pages) as Name[],
  '1280x720': ['Binance spot', 'MEXC spot', 'HTX spot', 'Coinbase Advanced', 'Hyperliquid'],
  '1440x900': ['Binance spot', 'MEXC spot', 'HTX spot'],
  '1920x1080': ['HTX spot'],
};
const windows = Object.keys(pillAt).map(name => {
  const [width = 0, height = 0] = name.split('x').map(Number);
  return { name, width, height };
});
/** What the panel must not lie on when it comes. */
const kept = ['order-form', 'book', 'chart-controls'];

let stage: Stage;
let backstage: Backstage;
const tabs: { readonly page: Page; readonly panel: Panel; readonly name: string }[] = [];

beforeAll(async () => {
  const asked = frozenOptionalSites.map(host => `https://${host}/*`);
  stage = await openStage({ scenario: 'calm' }, { profile: profileWithLeave(builtForChromium, asked) });
  backstage = await openBackstage(stage.run);
  expect(await backstage.run(`return chrome.permissions.request({ origins: ${JSON.stringify(asked)} })`)).toBe(true);
  await backstage.run(
    `const { res } = await chrome.runtime.sendMessage({ id: 1, type: 'sites.read', timestamp: 1 });
     await chrome.runtime.sendMessage({ id: 2, type: 'sites.switch', data: { id: res.map(site => site.id), on: true }, timestamp: 1 });`,
  );
  for (const { name, width, height } of windows) {
    const page = await stage.run.context.newPage();
    await page.setViewportSize({ width, height });
    tabs.push({ page, panel: await attachPanel(page), name });
  }
});

afterAll(async () => {
  await stage.close();
  rmSync(stage.run.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const isApart = (one: Box, other: Box): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

/** Controls of the page by their role, as they lie in the window. */
const controls = (page: Page) =>
  page.evaluate<readonly (Box & { readonly role: string })[]>(
    `[...document.querySelectorAll('[data-role]')].filter(each => ${JSON.stringify(kept)}.includes(each.dataset.role))
       .map(each => ({ role: each.dataset.role, ...each.getBoundingClientRect().toJSON() }))`,
  );

describe('a panel that comes for the first time', () => {
  it.each(Object.keys(pages) as Name[])('covers no control of %s, in windows of four sizes', async name => {
    const seen = await Promise.all(
      tabs.map(async ({ page, panel, name: size }) => {
        await page.goto(pages[name]);
        const box = await until('the panel', () => panel.box('.u'), { everyMs: 50 });
        const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
        const lying = await controls(page);
        const isPill = await panel.read<boolean>(`return root.querySelector('.u').classList.contains('pill')`);
        return {
          size,
          roles: [...new Set(lying.map(({ role }) => role))].length >= (name.startsWith('a Trading') ? 1 : kept.length),
          covered: lying.filter(each => !isApart(box, each)).map(({ role }) => role),
          isInside: box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
          isPill,
        };
      }),
    );
    expect(seen).toEqual(
      windows.map(({ name: size }) => ({
        size,
        roles: true,
        covered: [],
        isInside: true,
        isPill: pillAt[size]?.includes(name),
      })),
    );
  });
});
