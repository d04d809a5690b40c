import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertsView } from '../../lib/model/alerts.ts';
import { type RunningMarket, startMarket } from '../market/server.ts';
import { type FirefoxRun, launchFirefox } from './support/firefox.ts';
import { until } from './support/until.ts';

let market: RunningMarket;
let run: FirefoxRun;

const space = ' ';
const textOf = (tab: string): Promise<string> => run.evaluate<string>(tab, 'document.body.innerText');
const toggle = (name: string): string => `document.querySelector('[role=switch][aria-label=${JSON.stringify(name)}]')`;
const isOn = async (tab: string, name: string): Promise<true | undefined> =>
  (await run.evaluate<boolean>(tab, `${toggle(name)}?.getAttribute('aria-checked') === 'true'`)) || undefined;

beforeAll(async () => {
  market = await startMarket({ scenario: 'cascade', at: 'cascade+40s' });
  run = await launchFirefox({
    market,
    keepsWelcome: true,
    // Firefox gives what is asked for without a window of its own, which nobody could press here. That a user asked is still required.
    prefs: { 'extensions.webextOptionalPermissionPrompts': false },
  });
});
afterAll(async () => {
  await run.close();
  await market.close();
});

describe('a new user in Firefox', () => {
  it('is met by one page, with the panel live on it', async () => {
    await until('figures', async () => ((await textOf(run.welcome)).includes('≥') ? true : undefined));
    const pages = await run.evaluate<readonly string[]>(
      run.welcome,
      `browser.extension.getViews({ type: 'tab' }).map(view => view.location.pathname)`,
    );
    expect(pages).toEqual(['/welcome.html']);
  });

  it('switches alerts on, and is told that forced selling picks up', async () => {
    const options = await run.openExtensionPage('options.html');
    await until('the switch of alerts', () =>
      run.evaluate<boolean>(options, `${toggle('Change of phase')} !== null`).then(isThere => isThere || undefined),
    );
    await run.press(options, toggle('Change of phase'), space);
    await until('the switch', () => isOn(options, 'Change of phase'));
    expect(await run.evaluate(options, `browser.permissions.contains({ permissions: ['notifications'] })`)).toBe(true);
    const phase = await until(
      'an alert that is shown',
      async () => {
        const { res } = await run.evaluate<{ readonly res: AlertsView }>(
          options,
          `browser.runtime.sendMessage({ id: 1, type: 'alerts.read', timestamp: 0 })`,
        );
        const matter = res.history.find(({ outcome }) => outcome === 'shown')?.matter;
        return matter?.of === 'phase' ? matter.phase : undefined;
      },
      { timeoutMs: 150_000, everyMs: 500 },
    );
    expect(phase).toMatch(/building|cascade/);
    await run.closeTab(options);
  });

  it('switches a site on, where the panel then shows', async () => {
    const kucoin = await run.open('https://www.kucoin.com/trade/BTC-USDT');
    expect(await run.panelText(kucoin)).toBeUndefined();
    await run.evaluate(run.welcome, `(location.hash = '#sites')`);
    await until('the list of sites', () =>
      run.evaluate<boolean>(run.welcome, `${toggle('KuCoin')} !== null`).then(isThere => isThere || undefined),
    );
    await run.press(run.welcome, toggle('KuCoin'), space);
    await until('the switch', () => isOn(run.welcome, 'KuCoin'));
    expect(await run.evaluate(run.welcome, `browser.permissions.contains({ origins: ['https://www.kucoin.com/*'] })`)).toBe(true);
    await run.bringToFront(kucoin);
    await until('the panel', async () => ((await run.panelText(kucoin))?.includes('≥') === true ? true : undefined));
    await run.closeTab(kucoin);
  });

  it('has a dashboard that draws, and a palette that is worn at once by every page', async () => {
    const dashboard = await run.openExtensionPage('dashboard.html');
    await until('the charts', () =>
      run
        .evaluate<boolean>(
          dashboard,
          `[...document.querySelectorAll('canvas')].filter(canvas => canvas.width > 0 && canvas.height > 0).length >= 4`,
        )
        .then(isDrawn => isDrawn || undefined),
    );
    expect(await textOf(dashboard)).toMatch(/BTC is at \$\d\d,\d{3}/);
    const long = `getComputedStyle(document.querySelector('.say .neg') ?? document.body).color`;
    const before = await run.evaluate<string>(dashboard, long);
    const options = await run.openExtensionPage('options.html');
    const other = `document.querySelectorAll('input[name=palette]')[1]`;
    await until('the palettes', () =>
      run.evaluate<boolean>(options, `${other} !== undefined`).then(isThere => isThere || undefined),
    );
    await run.press(options, other, space);
    await until('the palette', () => run.evaluate<boolean>(options, `${other}.checked`).then(isChosen => isChosen || undefined));
    await until('other colours', async () => ((await run.evaluate<string>(dashboard, long)) === before ? undefined : true));
  });
});
