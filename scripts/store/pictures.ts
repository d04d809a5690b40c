import type { Page } from 'playwright-core';
import type { ChromiumRun } from '../../tests/e2e/support/chromium.ts';
import { attachPanel } from '../../tests/e2e/support/panel.ts';

/** One picture of 1280 x 800: which page, in which light, and what is done there before it is taken. */
export interface Picture {
  readonly name: string;
  readonly scheme: 'dark' | 'light';
  address(run: ChromiumRun): string;
  /** Resolves once the page shows what it is pictured for. */
  prepare(page: Page): Promise<void>;
}

const own = (run: ChromiumRun, page: string): string => `chrome-extension://${run.extensionId}/${page}`;

/** What stands in the simulated sites for tests alone is nothing for a picture: buttons to go about, advertisements, figures that are no part of the article. */
const tidy = (page: Page): Promise<unknown> =>
  page.addStyleTag({
    content: `header nav, [data-test=fullscreen], aside.side { visibility: hidden }
figure, .ticker, [data-submodule-name=price-chip], [data-test=inline-promo], [data-test=inline-ad], [data-module-name^=newsletter] { display: none }`,
  });

/** What the stores show, in their order. Fewer than the five that the strictest of them takes would be a waste. */
export const pictures: readonly Picture[] = [
  {
    name: '1-panel',
    scheme: 'dark',
    address: () => 'https://www.bybit.com/trade/usdt/BTCUSDT',
    async prepare(page) {
      await tidy(page);
      const panel = await attachPanel(page);
      await panel.waitFor(text => text.includes('$'), 'figures');
    },
  },
  {
    name: '2-dashboard',
    scheme: 'dark',
    address: run => own(run, 'dashboard.html#market?coin=BTC&range=7d'),
    async prepare(page) {
      await page.getByText('Liquidations by hour').waitFor();
      await page.locator('.is-old').waitFor({ state: 'detached' });
    },
  },
  {
    name: '3-news',
    scheme: 'light',
    address: () => 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-67-500',
    async prepare(page) {
      await tidy(page);
      const panel = await attachPanel(page);
      await panel.waitFor(text => text.includes('holds'), 'the article, checked');
    },
  },
  {
    name: '4-replay',
    scheme: 'dark',
    address: run => own(run, 'dashboard.html#replay'),
    async prepare(page) {
      await page.getByRole('button', { name: 'A cascade (made)' }).click();
      const mark = page.locator('.marks').getByRole('button', { name: /^stabilising/u });
      await mark.click({ timeout: 60_000 });
      await page.locator('.say', { hasText: /^Stabilising\./u }).waitFor();
      await page.locator('.is-old').waitFor({ state: 'detached' });
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  {
    name: '5-sites',
    scheme: 'light',
    address: run => own(run, 'welcome.html#sites'),
    prepare: page => page.getByRole('switch').last().waitFor(),
  },
];
