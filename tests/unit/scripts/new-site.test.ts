import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edited, scaffoldSite } from '../../../scripts/new-site/scaffold.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const newcomer = { id: 'new-exchange', host: 'www.new.example', name: 'New Exchange' };
const read = (path: string) => readFileSync(join(root, path), 'utf8');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'undertow-site-'));
  const paths = ['lib', 'scripts', 'locales', 'tests/contract', 'tests/unit/sites', 'package.json', 'tsconfig.json'];
  for (const path of [...paths, 'vitest.config.ts', '.wxt']) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [path, text] of scaffoldSite(newcomer, read)) writeFileSync(join(copy, path), text);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function test(name: string) {
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const files = ['tests/contract/sites.test.ts', 'tests/unit/sites/exchanges.test.ts'];
  const { status, stdout, stderr } = spawnSync(vitest, ['run', '--project', 'unit', '-t', name, ...files], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, said: stdout + stderr };
}

describe('a scaffolded site', () => {
  it('passes its rows of the table and the contract of all sites at once, and is held to them', () => {
    const good = test('new-exchange');
    expect([good.status, good.said.slice(-2_000)]).toEqual([0, expect.any(String)]);
    expect(good.said).toMatch(/Tests +1\d passed/);
    const path = join(copy, 'lib/sites/new-exchange.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace("market: 'spot'", "market: 'perp'"));
    expect(test('new-exchange').status).toBe(1);
    writeFileSync(path, text.replace('hosts: [', "hosts: ['www.gate.com', "));
    expect(test('only site of its hosts').status).toBe(1);
  }, 120_000);

  it('is added to every list that has to know it, once', () => {
    const files = scaffoldSite(newcomer, read);
    expect([...files.keys()]).toEqual(['lib/sites/new-exchange.ts', edited.registry, edited.rows]);
    const registry = files.get(edited.registry) ?? '';
    expect(registry.split("import { newExchange } from './new-exchange.ts';\n")).toHaveLength(2);
    expect(registry).toMatch(/export const sites: readonly Site\[\] = \[[^\]]*\n {2}newExchange,\n\];/);
  });

  it.each([
    ['New', newcomer.host, newcomer.name],
    ['../gate', newcomer.host, newcomer.name],
    ['gate', newcomer.host, newcomer.name],
    ['new', 'https://www.new.example', newcomer.name],
    ['new', '*.new.example', newcomer.name],
    ['new', 'localhost', newcomer.name],
    ['new', newcomer.host, "it's new"],
  ])('is not made of %s, %s and %s', (id, host, name) => {
    expect(() => scaffoldSite({ id, host, name }, read)).toThrow(RangeError);
  });
});
