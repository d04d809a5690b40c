import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateSegments } from '../../lib/sites/path.ts';
import { requiredSites, siteOf, sites } from '../../lib/sites/registry.ts';
import type { PageSubject, Site } from '../../lib/sites/site.ts';

/** Files of `lib/sites` that are no site. */
const shared = [
  'coins.ts',
  'define-site.ts',
  'docks.ts',
  'pair.ts',
  'path.ts',
  'registry.ts',
  'site.ts',
  'slug.ts',
  'venue-symbol.ts',
];
const folder = new URL('../../lib/sites/', import.meta.url);
const ids = readdirSync(folder)
  .filter(name => !shared.includes(name))
  .map(name => basename(name, '.ts'));

const groups: readonly string[] = ['exchange', 'chart', 'news', 'data'];
const markets: readonly unknown[] = ['perp', 'future', 'spot', 'margin', undefined];

/** `https://*.host/a*b` as a browser matches it. */
const toRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
const matches = (patterns: readonly string[], address: string): boolean =>
  patterns.some(pattern => toRegExp(pattern).test(address));

const rootsOf = (site: Site): readonly string[] => site.matches.map(pattern => pattern.slice(0, -1));

/** What a subject may hold, whatever the address was: it goes into messages, keys and titles. */
function expectSubject(subject: PageSubject | undefined): void {
  if (subject === undefined) return;
  const { kind, base = 'BTC', quote = 'USD', market, isOffTopic } = subject;
  expect(groups).toContain(kind);
  expect(base).toMatch(/^[A-Z0-9]{1,15}$/);
  expect(quote).toMatch(/^[A-Z0-9]{1,6}$/);
  expect(markets).toContain(market);
  if (kind === 'news') expect([subject.base, subject.quote, market]).toEqual([undefined, undefined, undefined]);
  else expect(isOffTopic).toBeUndefined();
}

/** Words of which the addresses of sites are made, so that random ones come near to real ones. */
const words = fc.oneof(
  fc.constantFrom(
    ...'en pt-BR tv trade trade-spot trade-swap futures delivery spot usdt usdc inverse linear coin exchange app advanced-trade perpetuals margin chart symbols news post'.split(
      ' ',
    ),
    ...'BTCUSDT BTC_USDT btc-usdt-swap BTC-USD xyz:SPCX 1000PEPEUSDT BTCF0:USTF0 XBTUSDTM BTC-PERPETUAL 2026 02 12 a-slug-of-words 123456 quote currencies coins bitcoin t'.split(
      ' ',
    ),
  ),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('%', '%E0%A4%A', '%2F', '%3Cimg%3E', '..', '', '__proto__', '@', ':', '-', '_', 'A'.repeat(3_000)),
);
const rests = fc
  .tuple(fc.array(words, { maxLength: 6 }), fc.constantFrom('', '?', '?symbol=', '?type=', '#', '#/', '#contract_code='), words)
  .map(([path, sign, last]) => `${path.join('/')}${sign}${sign === '' ? '' : last}`);

describe('every site', () => {
  it('finds the exchanges, charts, news and data pages', () => {
    expect(ids.length).toBeGreaterThanOrEqual(36);
    for (const group of groups) expect(sites.some(site => site.group === group)).toBe(true);
  });

  it('is registered under the name of its file, once', () => {
    expect(sites.map(site => site.id).toSorted()).toEqual(ids.toSorted());
  });

  it('has a name of its own', () => {
    expect(new Set(sites.map(site => site.name)).size).toBe(sites.length);
  });

  it('is on from the start only where it came with the first release', () => {
    expect(requiredSites.map(site => site.id)).toEqual(['gate', 'binance', 'bybit', 'okx', 'coindesk', 'cointelegraph']);
  });

  describe.each(sites)('$id', site => {
    it('matches exact hosts, https only', () => {
      expect(site.matches.length).toBeGreaterThan(0);
      expect(new Set(site.matches).size).toBe(site.matches.length);
      for (const pattern of site.matches) expect(pattern).toMatch(/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/);
    });

    it('asks for its hosts, or for one domain of a host for each language', () => {
      for (const root of rootsOf(site)) expect(matches(site.origins, root)).toBe(true);
      const wild = site.origins.filter(origin => origin.includes('*.'));
      expect(wild).toEqual(site.id === 'tradingview' ? ['https://*.tradingview.com/*'] : []);
      if (wild.length === 0) expect(site.origins).toEqual(site.matches);
    });

    it('is the only site of its hosts', () => {
      for (const root of rootsOf(site)) expect(siteOf(root)).toBe(site);
    });

    it('is never injected where people log in', () => {
      for (const root of rootsOf(site)) {
        expect(matches(site.excludePaths, `${root}login`)).toBe(true);
        expect(matches(site.excludePaths, `${root}login/next`)).toBe(true);
        if (site.group === 'exchange') expect(matches(site.excludePaths, `${root}pt-BR/withdraw/USDT`)).toBe(true);
      }
    });

    it('excludes paths of its own hosts only, and never a whole host', () => {
      const origins = site.origins.map(origin => origin.slice(0, -1));
      for (const excluded of site.excludePaths) {
        expect(origins.some(origin => excluded.startsWith(origin) && excluded.length > origin.length)).toBe(true);
      }
      for (const root of rootsOf(site)) expect(matches(site.excludePaths, `${root}trade/BTC_USDT`)).toBe(false);
    });

    it('has no panel on its front page, its markets or any private page', () => {
      const paths = ['', 'markets', 'prices', 'en/', 'about', 'search?q=bitcoin', '404.html'];
      for (const root of rootsOf(site)) {
        for (const path of [...paths, ...privateSegments.flatMap(each => [each, `en/${each}/x`, `${each.toUpperCase()}/x`])]) {
          expect(site.read(new URL(root + path))).toBeUndefined();
        }
      }
    });

    it('reads nothing into an address of another host, of another scheme or with a name before the host', () => {
      for (const path of ['trade/BTC_USDT', 'news/a-slug-of-words', 'chart/', 'currencies/bitcoin/', 'a-slug-of-words']) {
        for (const root of rootsOf(site)) {
          const host = new URL(root).host;
          for (const other of [`http://${host}/`, `https://${host}:8443/`, `https://${host}.evil.io/`, `https://x@${host}/`]) {
            expect(site.read(new URL(other + path))).toBeUndefined();
            expect(siteOf(other + path)).toBeUndefined();
          }
        }
      }
    });

    it('says only what may be said, whatever the address, and does not throw', () => {
      const root = rootsOf(site)[0] ?? '';
      fc.assert(
        fc.property(rests, rest => {
          const address = root + rest;
          if (URL.canParse(address)) expectSubject(site.read(new URL(address)));
        }),
        { numRuns: 300, seed: 11 },
      );
    });

    it('says no more of a very long address', () => {
      const root = rootsOf(site)[0] ?? '';
      for (const path of ['a/'.repeat(2_000), `trade/${'-'.repeat(4_000)}`, `${'a-'.repeat(2_000)}b`, `t/${'1'.repeat(4_000)}`]) {
        expectSubject(site.read(new URL(root + path)));
      }
    });
  });
});
