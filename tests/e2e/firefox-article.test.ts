import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMarket, type RunningMarket } from '../market/server.ts';
import { type FirefoxRun, launchFirefox } from './support/firefox.ts';
import { until } from './support/until.ts';

const article = 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-the-line';

let market: RunningMarket;
let run: FirefoxRun;

beforeAll(async () => {
  market = await startMarket({ scenario: 'reference-day' });
  run = await launchFirefox({ market });
});
afterAll(async () => {
  await run.close();
  await market.close();
});

describe('an article in Firefox', () => {
  it('is read by a worker of the background, and its errors are named', async () => {
    expect(await run.workerCount()).toBe(0);
    const tab = await run.open(article);
    const text = await until(
      'the check',
      async () => {
        const shown = await run.panelText(tab);
        return shown?.includes('claims') && shown.includes('contradicts') ? shown : undefined;
      },
      { timeoutMs: 60_000, everyMs: 300 },
    );
    expect(text).toContain('Strategy down $900M');
    expect(text).not.toContain('could not be read');
    expect(await run.workerCount()).toBe(1);
  });

  it('leaves no worker behind, half a minute after the last text', async () => {
    await until('the end of the worker', async () => ((await run.workerCount()) === 0 ? true : undefined), {
      timeoutMs: 60_000,
      everyMs: 1_000,
    });
  });
});
