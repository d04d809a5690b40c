import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtForChromium } from './support/chromium.ts';
import type { Panel } from './support/panel.ts';
import { lookAt } from './support/pixels.ts';
import { openStage, pastRead, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const themes = ['dark', 'light'] as const;
/** A page of each kind: the panel takes its colours from the page. */
const pages = { dark: 'https://www.binance.com/en/futures/BTCUSDT', light: 'https://www.gate.com/futures/USDT/BTC_USDT' };

let stage: Stage;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  stage = await openStage({ scenario: 'reference-day' }, { viewport: { width: 1280, height: 860 } });
  await pastRead(stage);
  // What is found before open interest's past has come in is found anew.
  const found = async () => (await stage.run.snapshot())?.engine?.market.phase;
  await until(
    'the phase of the market',
    async () => (JSON.stringify(await found())?.includes('deleveraging') ? true : undefined),
    {
      timeoutMs: 300_000,
    },
  );
  await until(
    'the estimates',
    async () => ((await stage.run.snapshot())?.levels['BTC']?.levels.some(level => level.fuelUsd) ? true : undefined),
    {
      timeoutMs: 150_000,
    },
  );
}, 900_000);

afterAll(() => stage.close());

/** Saves a picture, and sees to it that there is something in it. */
async function save(name: string, png: Buffer, least: { readonly colours: number; readonly spread: number }): Promise<void> {
  writeFileSync(join(out, `${name}.png`), png);
  const seen = await lookAt(stage.run.context, png);
  expect([name, seen.colours >= least.colours, seen.spread >= least.spread, seen]).toEqual([name, true, true, seen]);
}

/** The panel and a little of the page around it. */
async function shoot(page: Page, panel: Panel): Promise<Buffer> {
  const box = await panel.box('.u');
  if (box === undefined) throw new Error('no panel to take a picture of');
  const [x, y] = [Math.max(0, box.x - 12), Math.max(0, box.y - 12)];
  return page.screenshot({
    clip: { x, y, width: box.x + box.width + 20 - x, height: Math.min(860, box.y + box.height + 20) - y },
  });
}

describe.each(themes)('pictures in the %s', theme => {
  it('show the panel in its three sizes', async () => {
    const { page, panel } = await stage.run.open(pages[theme]);
    await page.bringToFront();
    await panel.waitFor(text => text.includes('≥'), 'a total');
    await until('the colours of the page', async () =>
      (await panel.read<string>(`return root.querySelector('.u').className`))?.includes(theme) === true ? true : undefined,
    );
    await save(`panel-compact-${theme}`, await shoot(page, panel), { colours: 20, spread: 12 });
    await panel.click('button[aria-label="More"]');
    await panel.waitFor(text => text.includes('at constant prices'), 'the open view');
    await page.mouse.move(900, 400);
    await panel.waitFor(text => /all \d+ heard/.test(text), 'feeds that are well', 150_000);
    expect(
      await panel.read<boolean>(`const words = root.querySelector('.words'); return words.scrollWidth > words.clientWidth`),
    ).toBe(false);
    await save(`panel-open-${theme}`, await shoot(page, panel), { colours: 20, spread: 12 });
    await panel.click('.fold');
    await until('the evidence', () => panel.box('.fold + .rows'));
    await page.mouse.move(900, 400);
    await save(`panel-evidence-${theme}`, await shoot(page, panel), { colours: 20, spread: 12 });
    await panel.read(`root.querySelector('.body').scrollTop = 10_000`);
    await save(`panel-end-${theme}`, await shoot(page, panel), { colours: 20, spread: 12 });
    await panel.click('button[aria-label="Minimise"]');
    await until('a pill', () => panel.box('.u.pill'));
    await page.mouse.move(900, 400);
    await save(`panel-pill-${theme}`, await shoot(page, panel), { colours: 10, spread: 6 });
    await page.close();
  });

  it('show the popup', async () => {
    const popup = await stage.run.popup();
    await popup.emulateMedia({ colorScheme: theme });
    await popup.setViewportSize({ width: 360, height: 600 });
    await popup.getByText(/(\d+) of \1 live/).waitFor({ timeout: 150_000 });
    await save(`popup-${theme}`, await popup.screenshot(), { colours: 20, spread: 12 });
    await popup.close();
  });

  it('show the toolbar badge in each of its states', async () => {
    const icon = readFileSync(join(builtForChromium, 'icon', '32.png')).toString('base64');
    const states = [
      ['', 'transparent', 'calm'],
      ['~', '#b97d00', 'building'],
      ['▼', '#d23b4b', 'cascade'],
      ['!', '#b97d00', 'level broken'],
      ['?', '#566073', 'no fresh data'],
    ] as const;
    const page = await stage.run.context.newPage();
    await page.setViewportSize({ width: 480, height: 96 });
    await page.setContent(`<style>
      body { margin: 0; display: flex; gap: 24px; padding: 16px; font: 12px 'DejaVu Sans', sans-serif; ${theme === 'dark' ? 'background:#202124;color:#9aa0a6' : 'background:#f1f3f4;color:#5f6368'} }
      figure { margin: 0; width: 92px; text-align: center; } span { position: relative; display: block; width: 32px; height: 32px; margin: 0 auto 8px; }
      b { position: absolute; right: -8px; bottom: -6px; min-width: 10px; padding: 0 4px; border-radius: 4px; font: bold 11px/15px 'DejaVu Sans', sans-serif; color: #fff; }
    </style>${states.map(([text, colour, words]) => `<figure><span><img width="32" height="32" src="data:image/png;base64,${icon}">${text === '' ? '' : `<b style="background:${colour}">${text}</b>`}</span>${words}</figure>`).join('')}`);
    await save(`badge-${theme}`, await page.screenshot(), { colours: 8, spread: 6 });
    await page.close();
  });
});
