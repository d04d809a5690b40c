import { describe, expect, it } from 'vitest';
import { dataHosts, optionalSiteOrigins } from '../../../lib/background/hosts.ts';
import { requiredSites, sites } from '../../../lib/sites/registry.ts';
import { priceSources } from '../../../lib/sources/registry.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { venues } from '../../../lib/venues/registry.ts';
import config from '../../../wxt.config.ts';
import {
  frozenBrowserPermissions,
  frozenDataHosts,
  frozenKeyedHosts,
  frozenOptionalPermissions,
  frozenOptionalSites,
  frozenPermissions,
  frozenPolicy,
  frozenSites,
  readPolicy,
  sorted,
} from '../../fixtures/frozen-manifest.ts';

const origin = (host: string): string => `https://${host}/*`;

async function manifestFor(browser: string): Promise<Readonly<Record<string, unknown>>> {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new TypeError('the manifest is not made for each browser');
  return { ...(await manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' })) };
}

const strings = (value: unknown): readonly string[] => {
  if (!Array.isArray(value) || !value.every(each => typeof each === 'string')) throw new TypeError('no list of words');
  return value;
};

describe.each(['chrome', 'edge', 'firefox'] as const)('what is asked of %s', browser => {
  it('are the frozen permissions and no other', async () => {
    const manifest = await manifestFor(browser);
    expect(sorted(strings(manifest.permissions))).toEqual(sorted([...frozenPermissions, ...frozenBrowserPermissions[browser]]));
    expect(strings(manifest.optional_permissions)).toEqual(frozenOptionalPermissions);
  });

  it('are the frozen hosts, and leave for every other only on the wish of the user', async () => {
    const manifest = await manifestFor(browser);
    expect(sorted(strings(manifest.host_permissions))).toEqual(sorted([...frozenDataHosts, ...frozenSites].map(origin)));
    expect(sorted(strings(manifest.optional_host_permissions))).toEqual(
      sorted([...frozenKeyedHosts, ...frozenOptionalSites].map(origin)),
    );
  });

  it('is a policy under which its own pages may load and ask nothing else', async () => {
    const { content_security_policy: policy } = await manifestFor(browser);
    expect(Object.keys(policy as object)).toEqual(['extension_pages']);
    const read = readPolicy((policy as { readonly extension_pages: string }).extension_pages);
    expect(Object.keys(read)).toEqual(Object.keys(frozenPolicy));
    for (const [name, sources] of Object.entries(frozenPolicy))
      expect([name, sorted(read[name] ?? [])]).toEqual([name, sorted(sources)]);
  });

  it('names no script for pages and no file that pages may load', async () => {
    const manifest = await manifestFor(browser);
    for (const key of ['content_scripts', 'web_accessible_resources', 'externally_connectable', 'sandbox', 'key', 'update_url']) {
      expect([key, manifest[key]]).toEqual([key, undefined]);
    }
  });
});

describe('the code', () => {
  it('stands on the frozen sites, over https alone', () => {
    expect(sorted(requiredSites.flatMap(site => site.matches))).toEqual(sorted(frozenSites.map(origin)));
    const allowed = [...frozenSites, ...frozenOptionalSites, ...frozenDataHosts].map(origin);
    expect(sites.flatMap(site => site.origins).filter(each => !allowed.includes(each))).toEqual([]);
  });

  it('has a site for every host that a user may switch on', () => {
    expect(sorted(optionalSiteOrigins)).toEqual(sorted(frozenOptionalSites.map(origin)));
    const known = sites.flatMap(site => site.origins);
    expect(optionalSiteOrigins.filter(each => !known.includes(each))).toEqual([]);
  });

  it('asks only hosts of the frozen list', () => {
    expect(sorted(dataHosts)).toEqual(sorted(frozenDataHosts));
    const asked = [...venues, alternativeMe, ...priceSources].flatMap(each => each.budgets.map(budget => budget.host));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(host => !frozenDataHosts.includes(host))).toEqual([]);
  });
});
