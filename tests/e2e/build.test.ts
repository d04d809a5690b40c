import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  frozenBrowserKeys,
  frozenBrowserPermissions,
  frozenDataHosts,
  frozenKeyedHosts,
  frozenKeys,
  frozenOptionalPermissions,
  frozenOptionalSites,
  frozenPermissions,
  frozenPolicy,
  frozenSites,
  readPolicy,
  sorted,
} from '../fixtures/frozen-manifest.ts';
import { findMarkup, findRemoteCode, nodesOf } from '../unit/security/code-scan.ts';

const root = join(import.meta.dirname, '..', '..');
const browsers = ['chrome', 'firefox'] as const;
type Browser = (typeof browsers)[number];

/** What a build is made of. Whatever else lies in the folder must not get into it. */
const sources = [
  'components',
  'entrypoints',
  'lib',
  'locales',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'wxt.config.ts',
];
const homes: string[] = [];

/** Builds the sources in a folder of its own and gives that of the result. */
function build(browser: Browser, depth: string, zone: string): string {
  const home = mkdtempSync(join(tmpdir(), 'undertow-build-'));
  homes.push(home);
  const place = join(home, depth);
  mkdirSync(place, { recursive: true });
  for (const name of sources) cpSync(join(root, name), join(place, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', '-b', browser, '--mv3'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', VITEST: '', TZ: zone, LANG: zone === 'UTC' ? 'C' : 'tr_TR.UTF-8' },
    },
  );
  if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
  return join(place, '.output', `${browser}-mv3`);
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const sums = (folder: string): readonly string[] =>
  filesOf(folder).map(
    name =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')} ${name}`,
  );

const built = {} as Record<Browser, string>;

// What was built last in this folder is what is tested; `npm test` builds it before these tests.
beforeAll(() => {
  for (const browser of browsers) {
    const folder = join(root, '.output', `${browser}-mv3`);
    built[browser] = existsSync(join(folder, 'manifest.json')) ? folder : build(browser, 'a', 'UTC');
  }
});

afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe.each(browsers)('the build for %s', browser => {
  const read = (name: string): string => readFileSync(join(built[browser], name), 'utf8');
  const scripts = () => filesOf(built[browser]).filter(name => name.endsWith('.js'));

  it('is the same to the byte when it is made again elsewhere, in another zone and language', () => {
    expect(sums(build(browser, 'some/deeper/folder', 'Asia/Kolkata'))).toEqual(sums(built[browser]));
  });

  it('has the frozen manifest', () => {
    const manifest = JSON.parse(read('manifest.json')) as Readonly<Record<string, unknown>> &
      Record<'permissions' | 'optional_permissions' | 'host_permissions' | 'optional_host_permissions', readonly string[]>;
    const origins = (hosts: readonly string[]) => sorted(hosts.map(host => `https://${host}/*`));
    expect(sorted(Object.keys(manifest))).toEqual(sorted([...frozenKeys, ...frozenBrowserKeys[browser]]));
    expect(sorted(manifest.permissions)).toEqual(sorted([...frozenPermissions, ...frozenBrowserPermissions[browser]]));
    expect(sorted(manifest.optional_permissions)).toEqual(frozenOptionalPermissions);
    expect(sorted(manifest.host_permissions)).toEqual(origins([...frozenDataHosts, ...frozenSites]));
    expect(sorted(manifest.optional_host_permissions)).toEqual(origins([...frozenKeyedHosts, ...frozenOptionalSites]));
    const { extension_pages: policy, ...others } = manifest.content_security_policy as Readonly<Record<string, string>>;
    expect(others).toEqual({});
    const directives = readPolicy(policy ?? '');
    expect(Object.fromEntries(Object.entries(directives).map(([name, list]) => [name, sorted(list)]))).toEqual(
      Object.fromEntries(Object.entries(frozenPolicy).map(([name, list]) => [name, sorted(list)])),
    );
  });

  it('has no file but those that it needs, and no map of the sources', () => {
    const kinds = new Set(filesOf(built[browser]).map(name => name.replace(/^.*\./, '')));
    expect([...kinds].filter(kind => !['js', 'css', 'html', 'png', 'json', 'jsonl'].includes(kind))).toEqual([]);
    for (const name of filesOf(built[browser]).filter(each => /\.(?:js|css|html)$/.test(each)))
      expect([name, /sourceMappingURL/.test(read(name))]).toEqual([name, false]);
  });

  it('brings all of its code: nothing is made of text, nothing is loaded from elsewhere', () => {
    expect(scripts().length).toBeGreaterThanOrEqual(3);
    for (const name of scripts()) expect([name, findRemoteCode(nodesOf(read(name), name))]).toEqual([name, []]);
    const html = filesOf(built[browser]).filter(name => name.endsWith('.html'));
    expect(html.length).toBeGreaterThan(0);
    for (const name of html) {
      const loaded = [...read(name).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url);
      expect(loaded.filter(url => !/^\/(?:chunks|assets|icon)\/[\w.-]+$/.test(url))).toEqual([]);
      expect(read(name)).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<base|http-equiv/i);
    }
    for (const name of filesOf(built[browser]).filter(each => each.endsWith('.css')))
      expect(read(name)).not.toMatch(/@import|url\(|@font-face/);
  });

  it('sets no markup from text, but where Preact could if a view asked it to', () => {
    const places = scripts().flatMap(name => findMarkup(nodesOf(read(name), name)).map(place => ({ name, ...place })));
    // Preact's own path for `dangerouslySetInnerHTML`, which no source uses: it sets `innerHTML` to the `__html` that a view would give.
    const others = places.filter(({ text, around }) => !(/\.innerHTML=/.test(text) && /__html/.test(around)));
    expect(others.map(({ name, text }) => `${name}: ${text}`)).toEqual([]);
  });
});
