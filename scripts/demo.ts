import './messages.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeSnapshot } from './describe-snapshot.ts';
import { type ChromiumRun, launchChromium } from '../tests/e2e/support/chromium.ts';
import { startMarket } from '../tests/market/server.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'start');

interface Arguments {
  readonly live: boolean;
  readonly scenario: string;
  readonly at: string | undefined;
  readonly headless: boolean;
}

function readArguments(words: readonly string[]): Arguments {
  const valueOf = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const known = ['--live', '--headless', '--scenario', '--at'];
  const unknown = words.find((word, index) => !known.includes(word) && !['--scenario', '--at'].includes(words[index - 1] ?? ''));
  if (unknown !== undefined) {
    console.error(
      `undertow: ${unknown} is not known.\nnpm start -- [--live] [--headless] [--scenario reference-day|calm|cascade] [--at cascade+40m]`,
    );
    process.exit(2);
  }
  const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  return {
    live: words.includes('--live'),
    scenario: valueOf('--scenario') ?? 'reference-day',
    at: valueOf('--at'),
    headless: words.includes('--headless') || !display,
  };
}

/** Builds, unless `UNDERTOW_EXTENSION` names another build. */
function build(): void {
  if (process.env.UNDERTOW_EXTENSION !== undefined) return;
  console.log('undertow: building the extension (production) …');
  const done = spawnSync('wxt', ['build'], { cwd: root, encoding: 'utf8' });
  if (done.status === 0) return;
  console.error(done.stdout, done.stderr);
  process.exit(1);
}

/** A line on the reading of the past is printed so often at most. */
const progressEveryMs = 5_000;

/** What is still being asked, venue by venue. */
function reading(snapshot: MarketSnapshot): string {
  const venues = snapshot.progress.map(
    ({ venue, stage, done, total }) => `${venue} ${stage}, ${String(done)} of ${String(total)} answers`,
  );
  return venues.length === 0 ? 'waiting for the first answers' : `reading the past that venues keep: ${venues.join('; ')}`;
}

/** Waits until every backfill has ended or time is up, printing progress as it goes. */
async function waitForMarket(run: ChromiumRun, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  let printed = '';
  let printedAt = -Infinity;
  let quiet = 0;
  while (Date.now() < until && quiet < 3) {
    const snapshot = await run.snapshot();
    const isSettled =
      snapshot !== undefined &&
      snapshot.progress.length === 0 &&
      snapshot.liquidations.market['30d'] !== undefined &&
      snapshot.openInterest.market?.changeUsd30d !== undefined;
    quiet = isSettled ? quiet + 1 : 0;
    const line = snapshot === undefined ? 'the background has no figures yet' : reading(snapshot);
    if (!isSettled && line !== printed && Date.now() - printedAt >= progressEveryMs) {
      console.log(`undertow: ${line}`);
      [printed, printedAt] = [line, Date.now()];
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
  console.log(quiet < 3 ? 'undertow: time is up; what is still being read is listed at the end.' : 'undertow: the past is read.');
}

async function save(page: Page, name: string, fullPage = false): Promise<void> {
  const path = join(out, `${name}.png`);
  await page.screenshot({ path, fullPage });
  console.log(`undertow: saved ${path}`);
}

const { live, scenario, at, headless } = readArguments(process.argv.slice(2));
build();
mkdirSync(out, { recursive: true });

const market = live ? undefined : await startMarket({ scenario, ...(at === undefined ? {} : { at }) });
if (market === undefined) console.log('undertow: using the real hosts; what cannot be reached is said below, source by source.');
else console.log(`undertow: the market simulator plays ${scenario}; control and truth at ${market.controlUrl}`);

const run = await launchChromium({ ...(market === undefined ? {} : { market }), headless });
const started = Date.now();

async function close(): Promise<never> {
  await run.close().catch(() => undefined);
  await market?.close();
  process.exit(0);
}
process.once('SIGINT', () => void close());

const page = await run.context.newPage();
await page
  .goto('https://www.gate.com/trade/BTC_USDT')
  .catch((error: unknown) => console.log(`undertow: www.gate.com: ${String(error).split('\n')[0] ?? ''}`));
await waitForMarket(run, live ? 60_000 : 240_000);
console.log(`undertow: ${((Date.now() - started) / 1000).toFixed(0)} s after the browser opened:\n`);
const snapshot = await run.snapshot();
console.log(snapshot === undefined ? 'The background gave no snapshot.' : describeSnapshot(snapshot));

if (!headless) {
  console.log('\nundertow: the browser stays open. Try the panel on www.gate.com, then the toolbar button. Ctrl-C ends it.');
  run.context.once('close', () => void close());
} else {
  await page.bringToFront();
  await page.waitForTimeout(1_500);
  await save(page, 'panel');
  const popup = await run.popup();
  await popup.setViewportSize({ width: 360, height: 720 });
  await popup.waitForTimeout(1_500);
  await save(popup, 'popup');
  for (const name of ['dashboard', 'options']) {
    const own = await run.context.newPage();
    await own.goto(`chrome-extension://${run.extensionId}/${name}.html`);
    await own.waitForTimeout(2_000);
    await save(own, name, true);
    if (name === 'dashboard') {
      await own.getByRole('tab', { name: 'Feeds' }).click();
      await own.waitForTimeout(2_000);
      await save(own, 'feeds', true);
      const venues = await own.locator('.venue summary').allInnerTexts();
      console.log(`\nVenues, last 24 hours heard\n${venues.map(text => `  ${text.replace(/\s+/g, ' ').trim()}`).join('\n')}\n`);
    }
  }
  await close();
}
