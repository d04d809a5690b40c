import { expect, test } from 'vitest';
import { createRecentKeys } from '../../../lib/std/recent-keys.ts';

test('a key is new once', () => {
  const keys = createRecentKeys(10);
  expect([keys.add('a'), keys.add('a'), keys.add('b'), keys.has('a'), keys.has('c')]).toEqual([true, false, true, true, false]);
});

test('the latest keys are remembered and the number stays bounded', () => {
  const keys = createRecentKeys(100);
  for (let index = 0; index < 10_000; index += 1) keys.add(String(index));
  const latest = Array.from({ length: 100 }, (_, index) => String(9_999 - index));
  expect(latest.every(key => keys.has(key))).toBe(true);
  expect(keys.size).toBeLessThanOrEqual(200);
});

test('a key that is seen again is kept longer', () => {
  const keys = createRecentKeys(3);
  for (const key of ['a', 'b', 'c', 'a', 'd', 'e']) keys.add(key);
  expect(keys.has('a')).toBe(true);
});
