import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lookAt } from './support/pixels.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'test', 'screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
}, 60_000);
afterAll(() => stage.close());
// Anew for each look: a page that was drawn in forced colours keeps their ground.
beforeEach(async () => {
  page = await stage.run.context.newPage();
});
afterEach(() => page.close());

/** What a check for accessibility finds wrong, in words. */
const findWrong = async (): Promise<readonly string[]> => {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')))`,
  );
};

/** Texts of which an end is hidden. Of what is for screen readers alone nothing shows, which is meant. */
const findCut = (): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('body *')].filter(element => {
      const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '');
      return hasText && element.clientWidth > 1 && element.checkVisibility() && element.scrollWidth > element.clientWidth + 1
        && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    }).map(element => element.className + ': ' + element.textContent.slice(0, 80))`,
  );

const findOverhang = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

describe.each(pages)('%s', (address, drawn, size) => {
  const name = address.replace('.html', '').replace('#', '-');

  it.each(looks)(
    'passes the checks for accessibility in the %s look, and nothing is cut off or sticks out, also at twice the size',
    async (look, media) => {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await page.goto(`chrome-extension://${stage.run.extensionId}/${address}`);
      await page.locator(drawn).first().waitFor({ state: 'attached' });
      // Forced colours are the system's own; what is cut is the same in dark and light.
      for (const zoom of look === 'dark' ? [1, 2] : [1]) {
        // The popup is a window of its own: the browser makes it as wide as what is in it, so that at twice the size it is twice as wide.
        const isWindow = size === wide;
        await page.setViewportSize(
          isWindow ? { width: wide.width / zoom, height: wide.height / zoom } : { ...size, height: size.height / zoom },
        );
        await until('what is drawn', async () => ((await page.locator(drawn).count()) > 0 ? true : undefined));
        // A colour that fades is of no state.
        await page.evaluate('Promise.all(document.getAnimations().map(each => each.finished))');
        const wrong = zoom === 1 && look !== 'forced' ? await findWrong() : [];
        expect({ zoom, wrong, cut: await findCut(), overhang: Math.max(0, await findOverhang()) }).toEqual({
          zoom,
          wrong: [],
          cut: [],
          overhang: 0,
        });
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
    30_000,
  );
});
