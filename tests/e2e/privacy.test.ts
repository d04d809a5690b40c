import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenDataHosts, frozenSites, frozenSocketHosts } from '../fixtures/frozen-manifest.ts';
import type { RequestEntry } from '../market/log.ts';
import { startMarket, type RunningMarket } from '../market/server.ts';
import { findScriptWorld, openBackstage, type Backstage } from './support/backstage.ts';
import { launchChromium, type ChromiumRun } from './support/chromium.ts';
import { attachPanel } from './support/panel.ts';
import { pastRead } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

interface Stand {
  readonly market: RunningMarket;
  readonly run: ChromiumRun;
}

/** A first run from a fresh profile with these pages open, until the past has been read. */
async function live(addresses: readonly string[]): Promise<Stand> {
  const market = await startMarket({ scenario: 'reference-day' });
  const run = await launchChromium({ market });
  const domains = [...frozenDataHosts, ...frozenSocketHosts]
    .flatMap(host => [host, `.${host.split('.').slice(-2).join('.')}`])
    .map(host => host.replace(/:\d+$/, ''));
  for (const sameSite of ['Strict', 'Lax', 'None'] as const) {
    await run.context.addCookies(
      [...new Set(domains)].map(domain => ({
        name: `known-${sameSite}`,
        value: 'user-1',
        domain,
        path: '/',
        secure: true,
        sameSite,
      })),
    );
  }
  for (const address of addresses) await run.context.newPage().then(page => page.goto(address));
  await pastRead({ run });
  return { market, run };
}

/** What the extension asked: everything but the pages themselves, and what the browser fetches for them. */
const asked = ({ market }: Stand) =>
  market.log.requests.filter(
    ({ host, mode, path }) => !(frozenSites.includes(host) && (mode === 'navigate' || path === '/favicon.ico')),
  );

/** A request without its moment: times in seconds, milliseconds or words stand as `T`. */
const shapeOf = ({
  host,
  path,
  query,
  posted = '',
}: Pick<RequestEntry, 'host' | 'path' | 'query'> & { readonly posted?: string | undefined }): string =>
  `${host}${path}?${[...new URLSearchParams(query)]
    .map(([name, value]) => `${name}=${/^(?:\d{10,13}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/.test(value) ? 'T' : value}`)
    .sort()
    .join('&')} ${posted}`;

/** Whether a request is for a further page of an answer: how many there are depends on the moment. */
function isFurtherPage({ query }: RequestEntry): boolean {
  const asking = new URLSearchParams(query);
  return asking.has('from_id') || asking.has('cursor') || Number(asking.get('page') ?? 1) > 1;
}

/** Asked where another host did not answer in time, as may be on a busy machine. */
const fallback = 'api.exchange.coinbase.com';

/** What was asked, and the most that was subscribed to at each address of sockets: one that fell on a busy machine may not have come to that. */
const shapes = (stand: Stand): ReadonlySet<string> => {
  const sockets = stand.market.log.connections.filter(({ state }) => state !== 'refused');
  return new Set([
    ...asked(stand)
      .filter(entry => entry.host !== fallback && !isFurtherPage(entry))
      .map(shapeOf),
    ...[...Map.groupBy(sockets, shapeOf)].map(
      ([address, those]) => `wss ${address} topics ${String(Math.max(...those.map(({ topics }) => topics)))}`,
    ),
  ]);
};

let first: Stand;
let backstage: Backstage;

beforeAll(async () => {
  first = await live(['https://www.gate.com/trade/BTC_USDT']);
  backstage = await openBackstage(first.run);
});

afterAll(async () => {
  await first.run.close();
  await first.market.close();
});

describe('over a whole first run', () => {
  it('every request goes to a host of the list, as the host documents it', () => {
    const { log } = first.market;
    expect(asked(first).length).toBeGreaterThan(100);
    expect([...new Set(asked(first).map(({ host }) => host))].filter(host => !frozenDataHosts.includes(host))).toEqual([]);
    // All by GET, but Hyperliquid, whose one address is told in a body what is wanted.
    const byPost = asked(first).filter(({ method }) => method !== 'GET');
    expect([...new Set(byPost.map(({ method, host, path }) => `${method} ${host}${path}`))]).toEqual([
      'POST api.hyperliquid.xyz/info',
    ]);
    expect([...new Set(log.connections.map(({ host }) => host))].filter(host => !frozenSocketHosts.includes(host))).toEqual([]);
    expect(violationsOf(first.market)).toEqual([]);
  });

  it('no request carries a cookie, a referrer, a key or anything else by which the user could be known', () => {
    expect(
      asked(first)
        .filter(({ telling }) => telling.length > 0)
        .map(({ host, path, telling }) => [host, path, telling]),
    ).toEqual([]);
  });

  it('no socket carries a referrer, nor a cookie that its host did not mark for use by everybody', () => {
    const { connections } = first.market.log;
    expect(connections.length).toBeGreaterThan(0);
    // `WebSocket` has no way to leave cookies out; what the browser adds of those with SameSite=None is the host's own. See docs/PRIVACY.md.
    const told = connections.flatMap(({ telling }) => telling);
    expect(
      told.filter(header => header !== 'cookie: known-None=user-1; known-None=user-1' && header !== 'cookie: known-None=user-1'),
    ).toEqual([]);
  });

  it('the sites on which the panel stands are asked for nothing', () => {
    const onlySites = frozenSites.filter(host => !frozenDataHosts.includes(host));
    expect(asked(first).filter(({ host }) => onlySites.includes(host))).toEqual([]);
  });

  it('what is asked does not depend on the pages that are open', async () => {
    // The second coin is listed nowhere, so that asking for it could only come from the page.
    const second = await live([
      'https://www.gate.com/trade/DOGE_USDT',
      'https://www.gate.com/futures/USDT/ZZYZX_USDT',
      'https://cointelegraph.com/news/slug',
    ]);
    try {
      const difference = () => [
        [...shapes(first)].filter(shape => !shapes(second).has(shape)),
        [...shapes(second)].filter(shape => !shapes(first).has(shape)),
      ];
      // Both go on asking; what one of them asks later the other one asks in its turn.
      await expect.poll(difference, { timeout: 240_000, interval: 2_000 }).toEqual([[], []]);
      expect([...shapes(second), ...asked(second).map(shapeOf)].filter(shape => shape.includes('ZZYZX'))).toEqual([]);
      expect(violationsOf(second.market)).toEqual([]);
    } finally {
      await second.run.close();
      await second.market.close();
    }
  }, 600_000);
});

describe('a site that is switched off', () => {
  const address = 'https://www.bybit.com/trade/usdt/BTCUSDT';
  const turn = (on: boolean) =>
    backstage.run(
      `return chrome.runtime.sendMessage({ id: 1, type: 'sites.switch', data: { id: 'bybit', on: ${String(on)} }, timestamp: 1 })`,
    );

  /** Whether a script of ours runs in the page, and whether a panel comes: at once where none should, else as soon as it does. */
  async function visit(isOn: boolean): Promise<{ readonly script: boolean; readonly panels: number }> {
    const page = await first.run.context.newPage();
    await page.goto(address);
    const panel = await attachPanel(page);
    const find = () => findScriptWorld(page, first.run.extensionId);
    const script = (isOn ? await until('our script', find) : await find()) !== undefined;
    if (script) await panel.waitFor(text => text.includes('Liquidated'), 'figures');
    const panels = await panel.count();
    await page.close();
    return { script, panels };
  }

  it('has no script of ours, although the browser would let us in, also after the worker was stopped', async () => {
    expect(await backstage.registered()).toEqual(['binance', 'bybit', 'coindesk', 'cointelegraph', 'gate', 'okx']);
    expect(await visit(true)).toEqual({ script: true, panels: 1 });
    await turn(false);
    expect(await backstage.registered()).toEqual(['binance', 'coindesk', 'cointelegraph', 'gate', 'okx']);
    expect(await backstage.run(`return chrome.permissions.contains({ origins: ['https://www.bybit.com/*'] })`)).toBe(true);
    expect(await visit(false)).toEqual({ script: false, panels: 0 });
    await first.run.killWorker();
    await until('an answer', () => first.run.snapshot());
    expect(await backstage.registered()).toEqual(['binance', 'coindesk', 'cointelegraph', 'gate', 'okx']);
    expect(await visit(false)).toEqual({ script: false, panels: 0 });
    await turn(true);
    expect(await visit(true)).toEqual({ script: true, panels: 1 });
  });
});
