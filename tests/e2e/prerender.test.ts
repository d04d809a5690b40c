import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningMarket, startMarket } from '../market/server.ts';
import { builtForChromium, launchChromium } from './support/chromium.ts';
import { startUnattended } from './support/unattended.ts';
import { until } from './support/until.ts';

/** What the page said of itself at one moment. */
interface Seen {
  readonly isPrerendering: boolean;
  readonly wasActivated: boolean;
  /** Elements below the root that the page did not make. */
  readonly strangers: number;
  /** What our script has done by then: `ran`, then the calls by which it reaches the background, each with how often. */
  readonly marks: string;
}

/** Writes on the root, where the page can read it, that our script runs and how often it turns to the background. */
const marking = `{
  const { dataset } = document.documentElement;
  dataset.ran = '1';
  for (const runtime of new Set([globalThis.browser?.runtime, globalThis.chrome?.runtime]))
    for (const name of ['connect', 'sendMessage']) {
      const real = runtime?.[name];
      if (real === undefined) continue;
      runtime[name] = (...all) => {
        dataset[name] = Number(dataset[name] ?? 0) + 1;
        return Reflect.apply(real, runtime, all);
      };
    }
}
`;

const extension = mkdtempSync(join(tmpdir(), 'undertow-build-'));
const profile = mkdtempSync(join(tmpdir(), 'undertow-chromium-'));
let market: RunningMarket;
let end: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  cpSync(builtForChromium, extension, { recursive: true });
  const script = join(extension, 'overlay.js');
  writeFileSync(script, marking + readFileSync(script, 'utf8'));
  market = await startMarket({ scenario: 'calm' });
  // The first run opens a page of its own, behind which nothing is prerendered.
  const first = await launchChromium({ market, extension, profile });
  await first.close();
});

afterAll(async () => {
  await end();
  await market.close();
  for (const folder of [extension, profile]) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

function reports(): readonly Seen[] {
  return market.log.requests
    .filter(({ host, path }) => host === 'www.gate.com' && path === '/report')
    .map(({ query }) => {
      const said = new URLSearchParams(query);
      return {
        isPrerendering: said.get('isPrerendering') === 'true',
        wasActivated: said.get('wasActivated') === 'true',
        strangers: Number(said.get('strangers')),
        marks: said.get('marks') ?? '',
      };
    });
}

it('a page that the browser prepares unseen gets no panel and asks nothing, and exactly one panel once it is shown', async context => {
  end = startUnattended({ market, extension, profile, url: 'https://www.gate.com/futures/USDT/BTC_USDT?trap=prerender' });
  const shown = await until('the second page in sight', () => reports().find(({ isPrerendering }) => !isPrerendering));
  if (!shown.wasActivated) {
    // Low memory, battery saving and the user's own settings keep browsers from it; then nothing can be seen here.
    console.warn('SKIPPED: this browser did not prerender the page that was named to it');
    context.skip('this browser did not prerender');
  }
  // Our script was there for as long as the page was unseen, and did nothing.
  const unseen = reports().filter(({ isPrerendering }) => isPrerendering);
  expect(unseen.at(-1)).toEqual({ isPrerendering: true, wasActivated: false, strangers: 0, marks: 'ran,1' });
  expect(unseen.map(({ strangers }) => strangers)).toEqual(unseen.map(() => 0));
  await until('a panel', () => reports().find(({ strangers }) => strangers > 0));
  // Whatever came late would tell of itself.
  await new Promise(resolve => setTimeout(resolve, 3_000));
  const after = reports().filter(({ wasActivated }) => wasActivated);
  expect(Math.max(...after.map(({ strangers }) => strangers))).toBe(1);
  expect(after.at(-1)).toMatchObject({ isPrerendering: false, strangers: 1 });
  expect(after.at(-1)?.marks).toMatch(/\bconnect,1\b/);
});
