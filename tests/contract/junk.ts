import fc from 'fast-check';
import { Unreadable } from '../../lib/std/rows.ts';

/** What a hostile or broken provider might put where a figure, a name or a list was. */
export const junkValues: readonly unknown[] = [
  null,
  undefined,
  '',
  'NaN',
  NaN,
  Infinity,
  -1,
  '-1',
  0,
  1e300,
  '1e400',
  '0x10',
  true,
  [],
  [[]],
  {},
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  // Text that is made of it throws.
  JSON.parse('{"toString":1,"valueOf":1}'),
  '<html><body>Access denied</body></html>',
  '__proto__',
  'constructor',
  '１２３',
  'BTCUSDT\u0000',
  '../../etc/passwd',
  'A'.repeat(1_000_000),
  '9'.repeat(1_000_000),
];

/** Any JSON-like value, with the odd values that JSON cannot hold. */
export const anything = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
  fc.constantFrom(...junkValues),
);

/** Copies of a payload in which one place was replaced by junk, was taken away, or got a neighbour called `__proto__`. */
export function mutations(payload: unknown): fc.Arbitrary<unknown> {
  const places = pathsOf(payload);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...junkValues), fc.constantFrom('replace', 'remove', 'pollute'))
    .map(([path, junk, how]) => mutate(payload, path, junk, how));
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function mutate(value: unknown, path: Path, junk: unknown, how: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return how === 'pollute' ? polluted(value) : junk;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const copy = [...list];
    const place = Number(key);
    if (rest.length === 0 && how === 'remove') copy.splice(place, 1);
    else copy[place] = mutate(list[place], rest, junk, how);
    return copy;
  }
  const entries = Object.entries(value ?? {}).flatMap(([name, child]): [string, unknown][] => {
    if (name !== key) return [[name, child]];
    return rest.length === 0 && how === 'remove' ? [] : [[name, mutate(child, rest, junk, how)]];
  });
  return Object.fromEntries(entries);
}

function polluted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const own = JSON.stringify(value);
  return Array.isArray(value)
    ? value
    : JSON.parse(`{"__proto__":{"polluted":true}${own === '{}' ? '' : `,${own.slice(1, -1)}`}}`);
}

/** Whether a reader takes the fields that it is given, whatever they come to in dollars; what it throws otherwise must be `Unreadable`. */
export function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof Unreadable) return error.message.endsWith('dollars in one forced order');
    throw error;
  }
}
