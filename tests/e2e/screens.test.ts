import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findsNothingWrong, findWrongInPanel } from './support/access.ts';
import { findCutBody } from './support/cut.ts';
import type { Panel } from './support/panel.ts';
import { lookAt } from './support/pixels.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'test', 'screens');
const wide = { width: 1280, height: 860 };

/** Address, what is there when it is drawn, and its size where it is not that of a window. */
const pages = [
  ['welcome.html#what', '.stage .u .big', wide],
  ['welcome.html#sites', '.site-list', wide],
  ['welcome.html#alerts', 'kbd', wide],
  ['popup.html', '.more', { width: 360, height: 600 }],
  ['options.html', '#data', wide],
  ['dashboard.html#market', 'canvas', wide],
  ['dashboard.html#feeds', '.venue', wide],
  ['dashboard.html#replay', 'main button', wide],
] as const;

const looks = [
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
] as const;

let stage: Stage;
let page: Page;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  stage = await openStage({ scenario: 'reference-day' }, { viewport: wide });
});
afterAll(() => stage.close());
// Anew for each look: a page that was drawn in forced colours keeps their ground.
beforeEach(async () => {
  page = await stage.run.context.newPage();
});
afterEach(() => page.close());

const findCut = (): Promise<readonly string[]> => page.evaluate(`(root => { ${findCutBody} })(document.body)`);

const findOverhang = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

describe.each(pages)('%s', (address, drawn, size) => {
  const name = address.replace('.html', '').replace('#', '-');

  it.each(looks)(
    'passes the checks for accessibility in the %s look, and nothing is cut off or sticks out, also enlarged by half and to twice the size',
    async (look, media) => {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await page.goto(`chrome-extension://${stage.run.extensionId}/${address}`);
      await page.locator(drawn).first().waitFor({ state: 'attached' });
      // Forced colours are the system's own; what is cut is the same in dark and light.
      for (const zoom of look === 'dark' ? [1, 1.5, 2] : [1]) {
        // The popup is a window of its own: the browser makes it as wide as what is in it, so that at twice the size it is twice as wide.
        const isWindow = size === wide;
        await page.setViewportSize(
          isWindow
            ? { width: Math.round(wide.width / zoom), height: Math.round(wide.height / zoom) }
            : { ...size, height: size.height / zoom },
        );
        await until('what is drawn', async () => ((await page.locator(drawn).count()) > 0 ? true : undefined));
        // A colour that fades is of no state.
        await page.evaluate('Promise.allSettled(document.getAnimations().map(each => each.finished))');
        if (zoom === 1 && look !== 'forced') await findsNothingWrong(page);
        // What has just been drawn may still take its width.
        await expect
          .poll(async () => ({ zoom, cut: await findCut(), overhang: Math.max(0, await findOverhang()) }))
          .toEqual({ zoom, cut: [], overhang: 0 });
        const png = await page.screenshot();
        writeFileSync(join(out, `${name}-${look}-${String(zoom * 100)}.png`), png);
        if (zoom > 1) continue;
        const { colours, spread } = await lookAt(stage.run.context, png);
        expect({ colours: colours >= 6, spread: spread >= 4, seen: [colours, spread] }).toMatchObject({
          colours: true,
          spread: true,
        });
      }
    },
  );
});

const exchange = 'https://www.gate.com/futures/USDT/BTC_USDT';
const article = 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-the-line';
/** Presses after which the panel is what is looked at, and what is there then. */
const panels: Readonly<Record<string, readonly [url: string, presses: readonly string[], drawn: string]>> = {
  compact: [exchange, [], '.lad .level'],
  open: [exchange, ['.icon'], '.foot .dots i'],
  // It comes as it was left.
  pill: [exchange, ['.icon ~ .icon'], '.grip.pill'],
  article: [article, ['.claims .fold'], '.said button'],
};

describe.each(Object.entries(panels))('the panel as %s', (name, [url, presses, drawn]) => {
  let panel: Panel;
  let onPage: Page;

  beforeAll(async () => {
    ({ page: onPage, panel } = await stage.run.open(url));
    const there = (selector: string) =>
      until(selector, async () => ((await panel.box(selector)) ? true : undefined), { timeoutMs: 120_000 });
    for (const press of presses) {
      await there(press);
      await panel.click(press);
    }
    await there(drawn);
  });
  afterAll(() => onPage.close());

  it.each([
    ['dark', '#0b0e11'],
    ['light', '#ffffff'],
  ] as const)('passes the checks for accessibility on a %s page', async (look, ground) => {
    await onPage.bringToFront();
    await onPage.evaluate(`document.body.style.background = '${ground}'`);
    // A change of scheme is when the panel looks at the page again.
    for (const colorScheme of [look === 'dark' ? 'light' : 'dark', look] as const) {
      await onPage.emulateMedia({ colorScheme });
      await onPage.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await until(look, () => panel.read<boolean>(`return root.querySelector('.u').classList.contains('${look}') || undefined`));
    await expect.poll(() => findWrongInPanel(onPage, panel)).toEqual([]);
    writeFileSync(join(out, `panel-${name}-${look}.png`), await onPage.screenshot());
  });
});
