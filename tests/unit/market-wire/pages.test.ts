import { describe, expect, it } from 'vitest';
import { sites } from '../../market/pages/registry.ts';
import { serves } from '../../market/pages/site.ts';
import { createRig } from './rig.ts';

const trading = [
  'https://www.gate.com/futures/USDT/BTC_USDT',
  'https://www.gate.com/trade/BTC_USDT',
  'https://www.binance.com/en/futures/BTCUSDT',
  'https://www.binance.com/en/trade/BTC_USDT?type=spot',
  'https://www.bybit.com/trade/usdt/BTCUSDT',
  'https://www.bybit.com/en/trade/spot/BTC/USDT',
  'https://www.okx.com/trade-swap/btc-usdt-swap',
];
const articles = [
  'https://www.coindesk.com/markets/2026/02/12/slug',
  'https://cointelegraph.com/news/slug',
  'https://www.gate.com/post/status/123',
];
const elsewhere = [
  'https://www.gate.com/login',
  'https://www.gate.com/wallet',
  'https://www.okx.com/account/login',
  'https://www.bybit.com/login',
];

async function page(url: string): Promise<{ readonly text: string; readonly policy: string | null }> {
  const { transport, kinds } = createRig();
  const response = await transport.fetch(url);
  expect([url, response.status, kinds()]).toEqual([url, 200, []]);
  return { text: await response.text(), policy: response.headers.get('content-security-policy') };
}

describe('the pages', () => {
  it.each(trading)('shows a trading page at %s', async url => {
    const { text } = await page(url);
    for (const hook of ['header', 'chart', 'order-book', 'order-form', 'positions', 'fullscreen', 'go-eth'])
      expect(text).toContain(`data-test="${hook}"`);
  });

  it.each(articles)('shows an article at %s', async url => {
    const { text } = await page(url);
    expect(text).toContain('data-test="article-body"');
    expect(text).not.toContain('data-test="order-form"');
  });

  it.each(elsewhere)('has neither at %s', async url => {
    const { text } = await page(url);
    expect(text).not.toContain('data-test="order-form"');
    expect(text).not.toContain('data-test="article"');
  });

  it('leads every button to a path that the site serves', () => {
    for (const site of sites) {
      const rig = createRig();
      const home = rig.market.answer({ method: 'GET', host: site.host, path: '/', query: '', headers: {} });
      const paths = [...new TextDecoder().decode(home.body).matchAll(/data-path="([^"]+)"/g)].map(([, path = '']) => path);
      expect(paths.length).toBeGreaterThan(2);
      for (const path of paths) expect([site.host, path, serves(site, path)]).toEqual([site.host, path, true]);
    }
  });

  it('lets only its own scripts run where the site has a policy', async () => {
    const { text, policy } = await page('https://www.gate.com/trade/BTC_USDT');
    const [, nonce = ''] = /'nonce-([a-z0-9]+)'/.exec(policy ?? '') ?? [];
    expect(nonce.length).toBeGreaterThan(5);
    expect(text.match(/<script/g)?.length).toBe(text.split(`<script nonce="${nonce}"`).length - 1);
  });

  it('serves the strict policy on request', async () => {
    const { policy } = await page('https://www.okx.com/trade-swap/btc-usdt-swap?csp=strict');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it('turns hostile on request, in the parts that are asked for', async () => {
    const all = await page('https://www.binance.com/en/futures/BTCUSDT?hostile=all&id=abcdef');
    for (const part of [
      'all: unset !important',
      '2147483647',
      'attachShadow',
      'MutationObserver',
      'composedPath',
      ':overlay:wxt:content-script-started',
      '"abcdef"',
    ]) {
      expect(all.text).toContain(part);
    }
    const css = await page('https://www.binance.com/en/futures/BTCUSDT?hostile=css');
    expect(css.text).toContain('all: unset !important');
    expect(css.text).not.toContain('content-script-started');
  });

  it('answers other paths with 404 and notes them', async () => {
    const { get, kinds } = createRig();
    expect((await get('https://www.gate.com/api/secret/thing')).status).toBe(404);
    expect(kinds()).toEqual(['unknown-path']);
  });
});
