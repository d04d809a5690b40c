import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const simulator = resolve(import.meta.dirname, '../../market');

it('imports nothing from the extension that it is to test', () => {
  const files = readdirSync(simulator, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const sources = [...readFileSync(join(simulator, file), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(
      ([, source = '']) => source,
    );
    const outside = sources.filter(
      source => source.startsWith('.') && !resolve(simulator, file, '..', source).startsWith(simulator),
    );
    expect([file, outside]).toEqual([file, []]);
  }
});
