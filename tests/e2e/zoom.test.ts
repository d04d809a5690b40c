import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCutBody } from './support/cut.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const wide = { width: 1280, height: 860 };
const zooms = [1, 1.5, 2] as const;
/** What is cut is the same in dark and light. */
const looks = [
  ['own', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
] as const;

// A first run in the middle of a fall: nearly everything is unknown and says why, and no text is longer than that.
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ at: 'cascade+20m' }, { viewport: wide });
});
afterAll(() => stage.close());

/** The window as pages see it when the browser enlarges them. */
const zoomTo = (page: Page, zoom: number): Promise<void> =>
  page.setViewportSize({ width: Math.round(wide.width / zoom), height: Math.round(wide.height / zoom) });

describe('the panel', () => {
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    ({ page, panel } = await stage.run.open('https://www.gate.com/futures/USDT/BTC_USDT'));
    await panel.waitFor(text => text.includes('$'), 'a figure');
  });
  afterAll(() => page.close());

  const isNow = async (selector: string) => (await panel.box(selector)) !== undefined;
  const become = async (size: string, presses: readonly string[]): Promise<void> => {
    for (const press of presses) if (!(await isNow(`.u.${size}`)) && (await isNow(press))) await panel.click(press);
    await until(size, () => panel.box(`.u.${size}`));
  };

  it.each([
    ['compact', ['.grip.pill', '[aria-label=Less]']],
    ['open', ['.grip.pill', '[aria-label=More]']],
    ['pill', ['[aria-label=Minimise]']],
  ] as const)(
    'as %s cuts no text and stays in the window at every zoom, in its own and in forced colours',
    async (size, presses) => {
      for (const zoom of zooms) {
        await zoomTo(page, zoom);
        await become(size, presses);
        if (size === 'open') {
          if (!(await isNow('.fold[aria-expanded=true]'))) await panel.click('.fold');
          await until('the evidence', () => panel.box('.fold + .rows'));
        }
        for (const [look, media] of looks) {
          await page.emulateMedia(media);
          const cut = await panel.read<readonly string[]>(findCutBody);
          const box = await panel.box('.u');
          expect({ zoom, look, cut }).toEqual({ zoom, look, cut: [] });
          expect({ zoom, x: (box?.x ?? -1) >= 0, y: (box?.y ?? -1) >= 0 }).toEqual({ zoom, x: true, y: true });
          expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(Math.round(wide.width / zoom));
          expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(Math.round(wide.height / zoom));
        }
      }
    },
  );

  it('is as tall a pill as it was made to be', async () => {
    await zoomTo(page, 1);
    await become('pill', ['[aria-label=Minimise]']);
    expect((await panel.box('.u.pill'))?.height).toBe(34);
  });

  it('marks what is chosen by no ground that could be as bright as its words, in forced colours', async () => {
    await become('open', ['.grip.pill', '[aria-label=More]']);
    await page.emulateMedia({ forcedColors: 'active' });
    const grounds = await panel.read<readonly (readonly string[])[]>(
      `return [...root.querySelectorAll('.scope button')].map(button => [button.ariaPressed, getComputedStyle(button).backgroundColor, getComputedStyle(button).borderTopStyle])`,
    );
    expect(grounds).toEqual([
      ['true', expect.stringMatching(/, 0\)$/u), 'solid'],
      ['false', expect.stringMatching(/, 0\)$/u), 'none'],
    ]);
  });
});

describe('the popup', () => {
  it('cuts no text at every zoom, in its own and in forced colours, with everything unfolded', async () => {
    const popup = await stage.run.popup();
    for (const zoom of zooms) {
      // A window of its own, which the browser makes as wide as what is in it.
      await popup.setViewportSize({ width: 360, height: Math.round(600 / zoom) });
      for (const [look, media] of looks) {
        await popup.emulateMedia(media);
        const cut = await popup.evaluate<readonly string[]>(`(root => { ${findCutBody} })(document.body)`);
        const across = await popup.evaluate<number>('document.documentElement.scrollWidth');
        expect({ zoom, look, cut, across }).toEqual({ zoom, look, cut: [], across: 360 });
      }
    }
    await popup.close();
  });
});
