// Pictures for the stores of the production build against the market simulator, and their tiles: npm run store. `UNDERTOW_EXTENSION` names another build.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../tests/e2e/support/chromium.ts';
import type { ChromiumRun } from '../../tests/e2e/support/chromium.ts';
import { startMarket } from '../../tests/market/server.ts';
import { pictures } from './pictures.ts';
import { tiles } from './tiles.ts';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, 'docs', 'store', 'pictures');
/** Until colours have faded in and a frame of the last figures is drawn. */
const restMs = 1_000;

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

async function save(page: Page, name: string): Promise<void> {
  const path = join(out, `${name}.png`);
  await page.screenshot({ path, omitBackground: true });
  console.log(`undertow: saved ${path}`);
  await page.close();
}

if (process.env.UNDERTOW_EXTENSION === undefined) {
  const built = spawnSync('wxt', ['build'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
}
mkdirSync(out, { recursive: true });

const market = await startMarket({ scenario: 'reference-day' });
const run = await launchChromium({ market, headless: true });
try {
  for (const { name, width, height, html } of tiles) {
    const page = await run.context.newPage();
    await page.setViewportSize({ width, height });
    await page.setContent(html);
    await save(page, name);
  }
  console.log('undertow: waiting until the past of the simulated market is read, some two minutes …');
  await waitForMarket(run);
  for (const { name, scheme, address, prepare } of pictures) {
    const page = await run.context.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(address(run));
    await prepare(page);
    await page.waitForTimeout(restMs);
    await save(page, name);
  }
} finally {
  await run.close();
  await market.close();
}
