import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const slips = 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-the-line';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('try', () => {
  it('shows', async () => {
    const { page, panel } = await stage.run.open(slips);
    for (let i = 0; i < 40; i++) {
      await new Promise(resolve => setTimeout(resolve, 1000));
      console.log(i, (await panel.text())?.slice(0, 900));
      if (i === 5 || i === 39) await page.screenshot({ path: `/tmp/news/shot-${i}.png` });
    }
    await until('x', async () => true);
    expect(1).toBe(1);
  });
});
