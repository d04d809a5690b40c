import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edited, scaffoldVenue } from '../../../scripts/new-venue/scaffold.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const newcomer = { id: 'new-exchange', name: 'New Exchange', apiHost: 'api.coingecko.com', streamHost: 'ws.okx.com' };
const read = (path: string) => readFileSync(join(root, path), 'utf8');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'undertow-venue-'));
  const files = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'scripts'];
  for (const path of ['lib', 'locales', 'tests/contract', 'tests/fixtures', '.wxt', ...files])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [path, text] of scaffoldVenue(newcomer, read)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', command), words, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('a scaffolded venue', () => {
  it('passes its own tests and the contract of all venues at once, and is held to it', () => {
    const tests = ['tests/unit/venues/new-exchange.test.ts', 'tests/contract/venues.contract.test.ts'];
    const good = run('vitest', 'run', '--project', 'unit', ...tests);
    expect(good.said).toContain('new-exchange');
    expect([good.status, good.said.slice(-2_000)]).toEqual([0, expect.any(String)]);
    // A newcomer who mistakes the side is told so.
    const path = join(copy, 'lib/venues/new-exchange.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace("side === 'sell' ? 'long' : 'short'", "side === 'sell' ? 'short' : 'long'"));
    const wrong = run('vitest', 'run', '--project', 'unit', ...tests);
    writeFileSync(path, text);
    expect(wrong.status).toBe(1);
  }, 120_000);

  it('is typed throughout', () => {
    writeFileSync(
      join(copy, 'tsconfig.json'),
      JSON.stringify({
        extends: './tsconfig.base.json',
        include: ['lib/venues/**/*.ts', 'tests/contract/venues.contract.test.ts', 'tests/unit/venues/*.ts'],
      }),
    );
    writeFileSync(join(copy, 'tsconfig.base.json'), read('tsconfig.json'));
    expect(run('tsc', '--noEmit', '-p', '.')).toEqual({ status: 0, said: '' });
  }, 120_000);

  it.each([
    ['Bybit 2', 'no id'],
    ['bybit', 'there is a venue'],
    ['../x', 'no id'],
  ])('refuses the id %s', (id, words) => {
    expect(() => scaffoldVenue({ ...newcomer, id }, read)).toThrow(words);
  });

  it('adds to the files that list venues without a change to what stands there', () => {
    const files = scaffoldVenue(newcomer, read);
    for (const path of Object.values(edited)) {
      const added = files.get(path)?.split('\n') ?? [];
      const before = read(path).split('\n');
      // Every line that was there is there still, in order, but for the comma that a list needs or the semicolon that a union ends in.
      let at = 0;
      for (const line of before) {
        const bare = line.replace(/[,;]$/, '');
        at = added.findIndex((each, index) => index >= at && each.startsWith(bare)) + 1;
        expect([line, at > 0]).toEqual([line, true]);
      }
    }
  });
});
