import { expect, test } from 'vitest';
import { backoffCeiling, backoffDelay } from '../../../lib/std/backoff.ts';

const backoff = { firstMs: 1_000, capMs: 10_000 };

test('the ceiling doubles up to the cap', () => {
  expect([0, 1, 2, 3, 4, 2_000].map(attempt => backoffCeiling(backoff, attempt))).toEqual([
    1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
  ]);
});

test('the wait is spread over the whole room below the ceiling', () => {
  expect(backoffDelay(backoff, 2, () => 0)).toBe(0);
  expect(backoffDelay(backoff, 2, () => 0.5)).toBe(2_000);
  expect(backoffDelay(backoff, 2, () => 0.75)).toBe(3_000);
});

test('a floor lifts the shortest wait and leaves the longest', () => {
  const floored = { ...backoff, floorMs: 200 };
  expect(backoffDelay(floored, 0, () => 0)).toBe(200);
  // 200 + 0.5 × (1000 − 200)
  expect(backoffDelay(floored, 0, () => 0.5)).toBe(600);
});
