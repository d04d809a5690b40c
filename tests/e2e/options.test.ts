import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChromiumRun, launchChromium } from './support/chromium.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = mkdtempSync(join(tmpdir(), 'undertow-settings-'));
const profile = join(folder, 'profile');
let stage: Stage;
let again: ChromiumRun | undefined;
let options: Page;
let site: Page;
let panel: Panel;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  stage = await openStage({ scenario: 'reference-day' }, { viewport: { width: 1280, height: 900 }, profile });
  options = await openOptions(stage.run);
  ({ page: site, panel } = await stage.run.open('https://www.gate.com/futures/USDT/BTC_USDT'));
  // The ladder is on the open panel alone.
  await stage.run
    .worker()
    .evaluate(`chrome.storage.local.set({ 'place:gate': { size: 'open', side: 'left', edge: 'top', offset: 12 } })`);
  await site.reload();
  await panel.waitFor(text => /\d%/.test(text), 'figures');
});
afterAll(async () => {
  await again?.close();
  await stage.close();
  rmSync(folder, { recursive: true });
});

async function openOptions({ context, extensionId }: ChromiumRun): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.getByRole('heading', { name: 'Colours' }).waitFor();
  return page;
}

/** The look that the panel wears: its colours of rise and fall, and the height of a line. */
const lookOfPanel = () =>
  panel.read<readonly string[]>(
    `const style = getComputedStyle(root.querySelector('.u')); return ['--up', '--down'].map(name => style.getPropertyValue(name)).concat(style.lineHeight)`,
  );

const lookOf = (page: Page) =>
  page.evaluate<readonly string[]>(
    `(style => ['--up', '--down'].map(name => style.getPropertyValue(name)).concat(style.lineHeight))(getComputedStyle(document.querySelector('.u')))`,
  );

/** Waits for what is looked at to be so. */
const untilLook = (
  what: string,
  look: () => Promise<readonly string[] | undefined>,
  fits: (look: readonly string[]) => boolean,
) =>
  until(what, async () => {
    const found = await look();
    if (found !== undefined && fits(found)) return found;
    throw new Error(String(found));
  });

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate<readonly string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))`,
  );
}

async function readDownload(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** By a file on the disk: what a test hands over in memory is chosen by a script, and the page hears no script. */
async function choose(text: string, name = 'undertow-settings.json'): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, text);
  await options.locator('input[type=file]').setInputFiles(path);
}

/** Chooses by the keyboard, for the same reason. */
async function select(label: string, wanted: string): Promise<void> {
  const field = options.getByLabel(label);
  await field.focus();
  await until(`${wanted} is chosen`, async () => {
    if ((await field.inputValue()) === wanted) return true;
    await options.keyboard.press(wanted === 'words' ? 'Home' : 'ArrowDown');
    return undefined;
  });
}

const decisions = () =>
  options.evaluate<Readonly<Record<string, unknown>>>(
    `chrome.storage.local.get(['appearance', 'formats', 'levels', 'live-feeds', 'alerts'])`,
  );

describe('colours', () => {
  it('that are chosen are worn by an open panel and by the popup at once', async () => {
    const popup = await stage.run.popup();
    // The page is light and the popup is dark: each has its own blue and its own orange.
    const before = { panel: (await lookOfPanel()) ?? [], popup: await lookOf(popup) };
    await options.bringToFront();
    await options.getByRole('radio', { name: /^Blue and orange/ }).check();
    const inPanel = await untilLook('the palette in the panel', lookOfPanel, ([up]) => up !== before.panel[0]);
    const inPopup = await untilLook(
      'the palette in the popup',
      () => lookOf(popup),
      ([up]) => up !== before.popup[0],
    );
    expect(await lookOf(options)).toEqual(expect.arrayContaining(inPopup.slice(0, 2)));

    await options.getByRole('switch', { name: 'Swap the colours of up and down' }).click();
    const isSwap =
      (was: readonly string[]) =>
      ([up, down]: readonly string[]): boolean =>
        up === was[1] && down === was[0];
    await untilLook('the swap in the panel', lookOfPanel, isSwap(inPanel));
    await untilLook('the swap in the popup', () => lookOf(popup), isSwap(inPopup));

    await options.getByRole('radio', { name: /^Compact/ }).check();
    await untilLook(
      'less height in the panel',
      lookOfPanel,
      ([, , height]) => parseFloat(height ?? '') < parseFloat(before.panel[2] ?? ''),
    );
    await popup.close();
  });
});

describe('numbers and times', () => {
  it('are written in the panel as was chosen', async () => {
    await select('Numbers', 'de-DE');
    await site.bringToFront();
    await panel.waitFor(text => /\b67\.\d{3}\b/.test(text), 'a price with a point between thousands');
    await options.bringToFront();
    await select('Numbers', 'words');
    await site.bringToFront();
    await panel.waitFor(text => /\b67,\d{3}\b/.test(text), 'a price with a comma between thousands');
  });
});

describe('levels of one’s own', () => {
  it('stand on the ladder seconds after they were added, with what became of them, and go again', async () => {
    await options.bringToFront();
    const add = async (coin: string, price: string) => {
      await options.locator('#levels ~ form input[name=coin]').fill(coin);
      await options.locator('#levels ~ form input[name=price]').fill(price);
      await options.locator('#levels ~ form input[name=price]').press('Enter');
    };
    await add('btc', 'much');
    await options.getByText('Type a price above zero').waitFor();
    await add('btc', '$66,123');
    await options.getByRole('button', { name: 'Remove: BTC at 66,123' }).waitFor();
    await site.bringToFront();
    await panel.waitFor(text => /66,123 your level (?:held|tested|broken|reclaimed)?/.test(text), 'the level on the ladder');
    await options.bringToFront();
    await options.screenshot({ path: join(out, 'options-dark.png'), fullPage: true });
    await options.getByRole('button', { name: 'Remove: BTC at 66,123' }).click();
    await site.bringToFront();
    await panel.waitFor(text => !text.includes('66,123'), 'no such level any more');
  });
});

describe('settings', () => {
  it('come back from their file after everything else was chosen, and no key is in it', async () => {
    await options.bringToFront();
    await options.locator('#levels ~ form input[name=coin]').fill('ETH');
    await options.locator('#levels ~ form input[name=price]').fill('1,900');
    await options.locator('#levels ~ form input[name=price]').press('Enter');
    await options.getByRole('button', { name: 'Remove: ETH at 1,900' }).waitFor();
    const wanted = await decisions();
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: 'Save: Settings' }).click(),
    ]);
    const file = await readDownload(download);
    expect(JSON.parse(file)).toMatchObject({
      undertow: 'settings',
      version: 1,
      levels: { ETH: [1_900] },
      appearance: { palette: 'blue-orange', swapped: true, density: 'compact' },
    });

    await options.getByRole('radio', { name: /^Red and green/ }).check();
    await options.getByRole('button', { name: 'Remove: ETH at 1,900' }).click();
    await options.getByText('None yet.').waitFor();
    await choose(file);
    await options.getByText('This changes 2 settings:').waitFor();
    // Nothing is changed before it is said to be.
    expect(await decisions()).not.toEqual(wanted);
    await options.getByRole('button', { name: 'Apply' }).click();
    await options.getByText('The settings of the file hold now.').waitFor();
    expect(await decisions()).toMatchObject(wanted);
    await options.getByRole('button', { name: 'Remove: ETH at 1,900' }).waitFor();
  });

  it('that cannot be read are refused in words, and change nothing', async () => {
    const before = await decisions();
    for (const [text, words] of [
      ['{"undertow": ', 'is no JSON'],
      ['{"name": "something else"}', 'is no file of Undertow’s settings'],
      ['{"undertow": "settings", "version": 1, "levels": {"BTC": [65000, -1]}}', '“levels.BTC[1]” in the file'],
      [
        '{"undertow": "settings", "version": 1, "appearance": {"palette": "classic", "swapped": false}}',
        '“appearance.density” is missing',
      ],
    ] as const) {
      await choose(text, 'bad.json');
      await options.getByText(words).waitFor();
      expect(await options.getByRole('button', { name: 'Apply' }).count()).toBe(0);
    }
    expect(await decisions()).toEqual(before);
  });
});

describe('the page', () => {
  it.each(['light', 'dark'] as const)('has no fault that the check for accessibility finds, %s', async colorScheme => {
    await options.bringToFront();
    await options.emulateMedia({ colorScheme });
    expect(await axe(options)).toEqual([]);
    await options.screenshot({ path: join(out, `options-${colorScheme}.png`), fullPage: true });
  });

  it('cuts nothing off in a window of 320 px, which is one of 1280 at four times its size', async () => {
    await options.setViewportSize({ width: 320, height: 800 });
    const wide = await options.evaluate<readonly string[]>(
      `[...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll') && each.getBoundingClientRect().right > 321).map(each => each.outerHTML.slice(0, 100))`,
    );
    await options.screenshot({ path: join(out, 'options-320.png'), fullPage: true });
    expect(wide).toEqual([]);
    await options.setViewportSize({ width: 1280, height: 900 });
  });

  it('is told by its shapes where colours are forced', async () => {
    await options.emulateMedia({ forcedColors: 'active' });
    await options.screenshot({ path: join(out, 'options-forced.png'), fullPage: true });
    await options.emulateMedia({ forcedColors: 'none' });
  });

  it('leads to each section by its index', async () => {
    for (const link of await options.locator('nav.index a').all()) {
      await link.press('Enter');
      const id = (await link.getAttribute('href'))?.slice(1) ?? '';
      expect(await options.locator(`#${id}`).isVisible()).toBe(true);
    }
  });
});

describe('wiping', () => {
  const rows = async () =>
    (
      await options.evaluate<{ res: { tables: { table: string; rows: number }[] } }>(
        `chrome.runtime.sendMessage({ id: 1, type: 'data.read', timestamp: 0 })`,
      )
    ).res.tables.find(({ table }) => table === 'coverage')?.rows ?? 0;

  it('of recorded data asks twice, keeps the settings, and what is heard afterwards is kept', async () => {
    await until('something is recorded', async () => ((await rows()) > 0 ? true : undefined));
    const before = await decisions();
    await options.getByRole('button', { name: 'Wipe: Recorded market data' }).click();
    await options.getByRole('button', { name: 'Cancel' }).click();
    expect(await rows()).toBeGreaterThan(0);
    await options.getByRole('button', { name: 'Wipe: Recorded market data' }).click();
    await options.getByRole('button', { name: 'Wipe for good' }).click();
    await options.getByText('The recorded market data is gone.').waitFor();
    expect(await decisions()).toEqual(before);
    await until('something is recorded anew', async () => ((await rows()) > 0 ? true : undefined));
  });

  it('of everything starts anew: no setting is left, and the background answers', async () => {
    await options.getByRole('button', { name: 'Wipe: Everything' }).click();
    await Promise.all([
      options.waitForEvent('close'),
      // The page may go before the click is said to be done.
      options
        .getByRole('button', { name: 'Wipe for good' })
        .click()
        .catch(() => undefined),
    ]);
    // The browser under test does not start an extension again that it was told of on its command line: it is started anew itself.
    await stage.run.close();
    again = await launchChromium({ market: stage.market, profile });
    options = await openOptions(again);
    expect(await decisions()).toEqual({});
    expect(await options.getByRole('radio', { name: /^Red and green/ }).isChecked()).toBe(true);
    expect(await options.getByText('None yet.').isVisible()).toBe(true);
  });
});
