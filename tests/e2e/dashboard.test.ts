import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findsNothingWrong } from './support/access.ts';
import { lookAt } from './support/pixels.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
let stage: Stage;
let page: Page;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  stage = await openStage({ scenario: 'reference-day' }, { viewport: { width: 1400, height: 900 } });
  page = await stage.run.context.newPage();
  await page.goto(`chrome-extension://${stage.run.extensionId}/dashboard.html`);
  // Everything of it is there before the whole past is: the price of a week, forced orders, and the ladder.
  await until('charts with forced orders', async () => ((await readout(0)).match(/longs \$/u) ? true : undefined), {
    timeoutMs: 150_000,
    everyMs: 1_000,
  });
});
afterAll(() => stage.close());

const crosshair = () => page.getByRole('slider', { name: 'Crosshair over the charts' });

/** What the crosshair reads out so many presses before the end. */
async function readout(pressesBack: number): Promise<string> {
  await crosshair().focus();
  await page.keyboard.press('End');
  for (let press = 0; press < pressesBack / 10; press++) await page.keyboard.press('Shift+ArrowLeft');
  return (await crosshair().getAttribute('aria-valuetext')) ?? '';
}

/** Colours on each canvas, without the empty ground: a blank one has none. */
const coloursOf = () =>
  page.evaluate<readonly number[]>(`[...document.querySelectorAll('.plot canvas')].map(canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 200) seen.add(data[at] >> 4 << 8 | data[at + 1] >> 4 << 4 | data[at + 2] >> 4);
    return seen.size;
  })`);

async function save(name: string): Promise<void> {
  const png = await page.screenshot({ fullPage: true });
  writeFileSync(join(out, `${name}.png`), png);
  const seen = await lookAt(stage.run.context, png);
  expect([name, seen.colours >= 12, seen.spread >= 6]).toEqual([name, true, true]);
  await page.bringToFront();
}

async function download(button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.market .exports').getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

describe('the market', () => {
  it('says the answer, and draws price, forced orders, open interest and fear on canvases that are not blank', async () => {
    // Open interest and fear may be read after the forced orders.
    await until('the answer and four charts', async () => {
      expect(await page.locator('.say').innerText()).toMatch(
        /As of 12 Feb, 00:\d\d UTC, BTC is at \$67,\d{3} \(−1\.\d+% in 24 hours\)/u,
      );
      expect(await page.locator('figure h2').allInnerTexts()).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^Price, BTC/u),
          expect.stringMatching(/^Liquidations by hour\s+longs ↑ · shorts ↓/u),
          expect.stringMatching(/^Open interest\s+coins [\d.]+[KM] · dollars \$[\d.]+B/u),
          expect.stringMatching(/^Fear & Greed\s+5 · alternative\.me/u),
        ]),
      );
      const colours = await coloursOf();
      expect(colours.length).toBeGreaterThanOrEqual(4);
      for (const count of colours) expect(count).toBeGreaterThanOrEqual(2);
      return true;
    });
  });

  it('reads out every figure at the crosshair by keys, and takes the crosshair away', async () => {
    await until('every figure', async () => {
      expect(await readout(2)).toMatch(
        /^1[012] Feb, \d\d:\d\d UTC, price [\d,]+, longs \$[\d.]+[KM]?, shorts \$[\d.]+[KM]?, heard \d+%, open interest .+, Fear & Greed 1?\d, phase /u,
      );
      return true;
    });
    const before = await crosshair().getAttribute('aria-valuenow');
    await page.keyboard.press('ArrowRight');
    expect(Number(await crosshair().getAttribute('aria-valuenow'))).toBeGreaterThan(Number(before));
    expect(await page.locator('.plot .u-cursor-x:not(.u-off)').count()).toBe(await page.locator('.plot').count());
    await page.keyboard.press('Escape');
    expect(await crosshair().innerText()).toContain('press an arrow key');
  });

  it('zooms all charts by a drag across one of them, and out again by Escape', async () => {
    const width = () =>
      Promise.all([crosshair().getAttribute('aria-valuemax'), crosshair().getAttribute('aria-valuemin')]).then(
        ([to, from]) => Number(to) - Number(from),
      );
    const whole = await width();
    const box = await page.locator('.price .u-over').boundingBox();
    if (box === null) throw new Error('no chart of the price');
    await page.mouse.move(box.x + 200, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const part = await until('a part of it', async () => ((await width()) < whole / 2 ? width() : undefined));
    expect(part / whole).toBeCloseTo(200 / box.width, 1);
    await page.mouse.move(5, 5);
    await crosshair().focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await until('the whole again', async () => ((await width()) >= whole * 0.999 ? true : undefined));
  });

  it('shows another time range, and goes back with the button of the browser', async () => {
    await page.getByRole('button', { name: '24h' }).click();
    await page.getByText('Liquidations by 15 minutes').waitFor();
    expect(page.url()).toContain('range=24h');
    await page.goBack();
    await page.getByText('Liquidations by hour').waitFor();
  });

  it('shows another coin, and all of them', async () => {
    await page.getByLabel('Another coin').fill('eth');
    await page.keyboard.press('Enter');
    await page.getByText('Price, ETH').waitFor();
    await page.getByRole('button', { name: 'All coins' }).click();
    await page.getByText('Liquidations of all coins by hour').waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText('Price, BTC').waitFor();
  });

  it('tells by keys what a lower price would mean: more is forced out, more levels are passed, and holders lose more', async () => {
    const handle = page.getByRole('slider', { name: 'A price to look at' });
    const told = async () => ((await handle.getAttribute('aria-valuetext')) ?? '').replaceAll('\u2212', '-');
    await handle.focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    const low = await until('the lowest price', async () => {
      const text = await told();
      expect(text).toMatch(/Levels passed: .*65,000.*60,000/u);
      expect(text).toMatch(/Strategy, under water: -\$/u);
      return text;
    });
    await page.keyboard.press('Home');
    await until('the price of now', async () => ((await told()).includes('Levels passed: none') ? true : undefined));
    await page.keyboard.press('ArrowDown');
    const price = Number((await handle.getAttribute('aria-valuenow')) ?? 0);
    // One key press is a hundred dollars at this price.
    expect(price % 50).toBe(0);
    const loss = (text: string): number => Number(/Strategy, under water: -\$([\d.]+)B/u.exec(text)?.[1]);
    // 714,644 bitcoins lose as many dollars for each dollar of price.
    expect(loss(low) - loss(await told())).toBeCloseTo((714_644 * (price - 60_000)) / 1e9, 1);
  });

  it('lists forced orders by size', async () => {
    const rows = () => page.locator('.tape tbody tr').allInnerTexts();
    await page.getByRole('button', { name: '≥ $1M' }).click();
    await until('large orders alone', async () => {
      const texts = await rows();
      return texts.length > 0 && texts.every(text => /\$[\d.]+[MB]/u.test(text)) ? true : undefined;
    });
    const sums = (await rows()).map(text => Number(/\$([\d.]+)M/u.exec(text)?.[1]));
    expect(sums).toEqual(sums.toSorted((left, right) => right - left));
    await page.locator('.tape').getByRole('button', { name: 'All' }).click();
  });

  it('hands out what it shows as CSV, JSON and a picture', async () => {
    const csv = await download('CSV');
    expect(csv.name).toMatch(/^undertow-BTC-7d-2026-02-12T00\d\d\.csv$/u);
    const [head = '', first = ''] = csv.bytes.toString().split('\r\n');
    expect(head).toMatch(/^time_utc,coverage_share,price_usd,long_liquidations_usd,/u);
    expect(first).toMatch(/^2026-02-05T0\d:\d\d:00\.000Z,/u);
    const json = JSON.parse((await download('JSON')).bytes.toString()) as {
      readonly coin: string;
      readonly rows: readonly unknown[];
    };
    expect(json.coin).toBe('BTC');
    expect(json.rows.length).toBe(csv.bytes.toString().trimEnd().split('\r\n').length - 1);
    const { bytes } = await download('Picture (PNG)');
    writeFileSync(join(out, 'dashboard-export.png'), bytes);
    const seen = await lookAt(stage.run.context, bytes);
    await page.bringToFront();
    expect([seen.width > 800, seen.height > 600, seen.colours >= 8]).toEqual([true, true, true]);
  });
});

describe('the replay', () => {
  it('opens the recorded cascade at its mark, and everything shows as it was', async () => {
    await page.getByRole('tab', { name: 'Market' }).focus();
    await page.keyboard.press('End');
    expect(page.url()).toContain('#replay');
    await page.getByRole('button', { name: 'A cascade (made)' }).click();
    await page
      .locator('.marks')
      .getByRole('button', { name: /^cascade/u })
      .click();
    await page.locator('.banner', { hasText: 'As it was at 11 Mar, 14:00 UTC' }).waitFor();
    await page.locator('.say', { hasText: /^Cascade\./u }).waitFor();
    await until('the charts of the hour before', async () =>
      (await page.locator('.crosshair').isVisible()) && (await readout(0)).includes('phase cascade') ? true : undefined,
    );
    expect(await page.locator('.heard li').count()).toBe(3);
    await save('dashboard-replay');
  });

  it('goes on to the end of it by playing', async () => {
    const moment = page.getByRole('slider', { name: 'Moment' });
    const from = Number(await moment.inputValue());
    await page.getByRole('button', { name: 'Play' }).click();
    await until('a later moment', async () => (Number(await moment.inputValue()) >= from + 5 * 60_000 ? true : undefined));
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('tab', { name: 'Market' }).click();
    await page.getByRole('button', { name: '7d' }).click();
    await page.getByText('Liquidations by hour').waitFor();
  });
});

describe.each(['dark', 'light'] as const)('in the %s', scheme => {
  it('passes the checks for accessibility, cuts nothing off from 320 px on, and is pictured', async () => {
    await page.emulateMedia({ colorScheme: scheme });
    await until('the colours', async () =>
      (await page.evaluate<boolean>(`document.body.classList.contains('light')`)) === (scheme === 'light') ? true : undefined,
    );
    // What is being replaced is dimmed, and a colour that fades is of no state.
    await page.locator('.is-old').waitFor({ state: 'detached' });
    await findsNothingWrong(page);
    for (const width of [1400, 1000, 700, 320]) {
      await page.setViewportSize({ width, height: 900 });
      // Charts take their new width a moment later.
      await expect
        .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), { message: `${width} px` })
        .toBe(0);
    }
    await page.setViewportSize({ width: 1400, height: 900 });
    await save(`dashboard-${scheme}`);
  });
});
