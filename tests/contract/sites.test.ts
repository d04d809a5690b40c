import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { privateSegments } from '../../lib/sites/path.ts';
import { siteOf, sites } from '../../lib/sites/registry.ts';

/** Files of `lib/sites` that are no site. */
const shared = ['define-site.ts', 'pair.ts', 'path.ts', 'registry.ts', 'site.ts'];
const folder = new URL('../../lib/sites/', import.meta.url);
const ids = readdirSync(folder)
  .filter(name => !shared.includes(name))
  .map(name => basename(name, '.ts'));

/** `https://host/a*b` as a browser matches it. */
const toRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

describe('every site', () => {
  it('finds at least the six sites of the first release', () => {
    expect(ids.length).toBeGreaterThanOrEqual(6);
  });

  it('is registered under the name of its file, once', () => {
    expect(sites.map(site => site.id).toSorted()).toEqual(ids.toSorted());
  });

  describe.each(sites)('$id', site => {
    it('matches exact hosts, https only', () => {
      expect(site.matches.length).toBeGreaterThan(0);
      for (const pattern of site.matches) expect(pattern).toMatch(/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/);
    });

    it('is the only site of its hosts', () => {
      for (const pattern of site.matches) expect(siteOf(pattern.slice(0, -1))).toBe(site);
    });

    it('is never injected where people log in', () => {
      for (const pattern of site.matches) {
        const login = `${pattern.slice(0, -1)}login`;
        expect(site.excludePaths.some(excluded => toRegExp(excluded).test(login))).toBe(true);
      }
    });

    it('excludes paths of its own hosts only', () => {
      const origins = site.matches.map(pattern => pattern.slice(0, -1));
      for (const excluded of site.excludePaths) expect(origins.some(origin => excluded.startsWith(origin))).toBe(true);
    });

    it('has no panel on its front page, its markets or any private page', () => {
      for (const pattern of site.matches) {
        const origin = pattern.slice(0, -2);
        for (const path of [
          '/',
          '/markets',
          '/prices',
          '/en/',
          ...privateSegments.flatMap(each => [`/${each}`, `/en/${each}/x`]),
        ]) {
          expect(site.read(new URL(origin + path))).toBeUndefined();
        }
      }
    });

    it('does not throw on odd addresses', () => {
      for (const pattern of site.matches) {
        for (const path of [
          '/%',
          '/trade/%E0%A4%A',
          '/trade/_',
          '/futures/__',
          '/trade-swap/--',
          `/${'a/'.repeat(500)}`,
          '/?'.repeat(50),
        ]) {
          expect(() => site.read(new URL(pattern.slice(0, -2) + path))).not.toThrow();
        }
      }
    });
  });
});

describe('private pages of exchanges', () => {
  it('are excluded behind a locale too', () => {
    const gate = sites.find(site => site.id === 'gate');
    const excluded = (address: string): boolean => gate?.excludePaths.some(pattern => toRegExp(pattern).test(address)) ?? false;
    expect(excluded('https://www.gate.com/tr/withdraw/USDT')).toBe(true);
    expect(excluded('https://www.gate.com/myaccount/deposit')).toBe(true);
    expect(excluded('https://www.gate.com/futures/USDT/BTC_USDT')).toBe(false);
  });
});
