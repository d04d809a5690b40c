import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const own = JSON.parse(read('package.json')) as {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly overrides: Record<string, string>;
  readonly scripts: Record<string, string>;
};
const lock = JSON.parse(read('package-lock.json')) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Package>>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('packages', () => {
  it('are asked for by exact version', () => {
    const asked = Object.entries({ ...own.dependencies, ...own.devDependencies, ...own.overrides });
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('that end in the extension are five, so that each can be read', () => {
    expect(Object.keys(own.dependencies).sort()).toEqual(['@tanstack/query-core', '@wxt-dev/i18n', 'dexie', 'preact', 'uplot']);
  });

  it('are locked, every one by its hash, and come from the registry alone', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(lock.packages['']?.dependencies).toEqual(own.dependencies);
    expect(lock.packages['']?.devDependencies).toEqual(own.devDependencies);
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true).map(([path]) => path)).toEqual([]);
    const elsewhere = locked.filter(
      ([, { resolved, link }]) =>
        link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('run no script of theirs at installation, but for those two that put a binary in place', () => {
    const setUp = read('scripts/setup.mjs');
    const commands = [...setUp.matchAll(/run\('npm', (\[[^\]]*\])/g)].map(
      ([, words = '[]']) => JSON.parse(words.replaceAll("'", '"')) as string[],
    );
    expect(commands.map(([command]) => command)).toEqual(['ci', 'rebuild']);
    expect(commands[0]).toContain('--ignore-scripts');
    const rebuilt = (commands[1] ?? []).slice(1).filter(word => !word.startsWith('-'));
    expect(rebuilt).toEqual(['node', 'esbuild']);
    // One that is optional and only for another system may be left without its script.
    const needing = locked
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript === true && optional !== true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(needing.filter(name => !rebuilt.includes(name))).toEqual([]);
    expect(needing).toContain('node');
  });

  it('are not installed in any other way by our own scripts, and our own package runs nothing at installation', () => {
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'])
      expect([name, own.scripts[name]]).toEqual([name, undefined]);
    for (const name of ['scripts/test.mjs', 'scripts/check.mjs', 'scripts/start.mjs'])
      expect(read(name)).not.toMatch(/npm['", ]+(?:i|install|ci|exec|x)\b|npx/);
  });
});
