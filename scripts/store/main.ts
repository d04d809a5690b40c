// Pictures for the stores, 1280 x 800, of the production build against the market simulator: npm run store.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../tests/e2e/support/chromium.ts';
import type { ChromiumRun } from '../../tests/e2e/support/chromium.ts';
import { startMarket } from '../../tests/market/server.ts';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, 'docs', 'store', 'pictures');
const size = { width: 1280, height: 800 };

/** One picture: which page, in which light, and what is done there before it is taken. */
interface Picture {
  readonly name: string;
  readonly scheme: 'dark' | 'light';
  address(run: ChromiumRun): string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const own = (run: ChromiumRun, page: string): string => `chrome-extension://${run.extensionId}/${page}`;

const pictures: readonly Picture[] = [
  { name: '1-panel', scheme: 'dark', address: () => 'https://www.gate.com/trade/BTC_USDT' },
  { name: '2-dashboard', scheme: 'dark', address: run => own(run, 'dashboard.html#market?coin=BTC&range=7d') },
  { name: '3-news', scheme: 'light', address: () => 'https://www.coindesk.com/markets/2026/02/12/slug' },
  { name: '4-replay', scheme: 'dark', address: run => own(run, 'dashboard.html#replay') },
  { name: '5-feeds', scheme: 'light', address: run => own(run, 'dashboard.html#feeds') },
];

/** Until the past is read: three looks in a row without a running backfill. */
async function waitForMarket(run: ChromiumRun): Promise<void> {
  let quiet = 0;
  for (let second = 0; second < 240 && quiet < 3; second += 1) {
    const snapshot = await run.snapshot();
    const isSettled = snapshot?.progress.length === 0 && snapshot.openInterest.market?.changeUsd30d !== undefined;
    quiet = isSettled ? quiet + 1 : 0;
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
  if (quiet < 3) throw new Error('the past was not read within four minutes');
}

const built = spawnSync('wxt', ['build'], { cwd: root, encoding: 'utf8' });
if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
mkdirSync(out, { recursive: true });

const market = await startMarket({ scenario: 'reference-day' });
const run = await launchChromium({ market, headless: true });
try {
  await waitForMarket(run);
  for (const { name, scheme, address, prepare } of pictures) {
    const page = await run.context.newPage();
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(address(run));
    await page.waitForTimeout(4_000);
    await prepare?.(page);
    const path = join(out, `${name}.png`);
    await page.screenshot({ path });
    console.log(`undertow: saved ${path}`);
    await page.close();
  }
} finally {
  await run.close();
  await market.close();
}
