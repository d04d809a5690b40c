import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenWindow } from '../../../lib/std/token-window.ts';

test('what fits may be spent at once, and what does not waits until enough has left the window', () => {
  const window = createTokenWindow(10, 10_000);
  window.spend(4, 500)(500);
  window.spend(6, 2_500)(2_500);
  expect(window.waitFor(1, 3_000)).toBe(8_000);
  // The 4 of slot 0..1000 leave at 11000, the 6 of slot 2000..3000 at 13000.
  expect(window.waitFor(4, 3_000)).toBe(8_000);
  expect(window.waitFor(5, 3_000)).toBe(10_000);
  expect(window.waitFor(4, 11_000)).toBe(0);
});

test('more than the limit can never be spent', () => {
  expect(createTokenWindow(10, 10_000).waitFor(11, 0)).toBe(Infinity);
});

test('a stored window goes on where it was', () => {
  const window = createTokenWindow(10, 10_000);
  window.spend(10, 5_000)(5_000);
  const woken = createTokenWindow(10, 10_000, window.toJSON(), 6_000);
  expect(woken.used(6_000)).toBe(10);
  expect(woken.waitFor(1, 6_000)).toBe(10_000);
});

test('spends from the future, of a clock that was set back since, count as of now', () => {
  const woken = createTokenWindow(10, 10_000, [[900_000, 7]], 5_000);
  expect(woken.used(5_000)).toBe(7);
  expect(woken.used(16_000)).toBe(0);
});

test('the count of the host raises ours and never lowers it', () => {
  const window = createTokenWindow(100, 60_000);
  window.spend(30, 0)(0);
  window.raiseTo(50, 1_000);
  expect(window.used(1_000)).toBe(50);
  window.raiseTo(20, 2_000);
  expect(window.used(2_000)).toBe(50);
});

test('no stretch as long as the window ever holds more than the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 5 })), { maxLength: 200 }),
      steps => {
        const window = createTokenWindow(12, 5_000);
        const spends: { readonly at: number; readonly weight: number }[] = [];
        let now = 0;
        for (const [pause, weight] of steps) {
          now += pause;
          if (window.waitFor(weight, now) > 0) continue;
          window.spend(weight, now)(now);
          spends.push({ at: now, weight });
        }
        for (const { at } of spends) {
          const inside = spends.filter(spend => spend.at >= at && spend.at < at + 5_000);
          expect(inside.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(12);
        }
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test('what was not answered counts as of now, and leaves a window after its answer', () => {
  const window = createTokenWindow(10, 10_000);
  const answered = window.spend(10, 500);
  // Sent in slot 0..1000, and still on its way in slot 30000..31000: it may be counted there now.
  expect(window.waitFor(1, 30_200)).toBe(10_800);
  expect(window.toJSON()).toContainEqual([30, 10]);
  answered(32_100);
  // Of slot 32000..33000, it leaves at 43000.
  expect(window.waitFor(1, 42_900)).toBe(100);
  expect(window.used(43_000)).toBe(0);
});

test('no stretch of the host’s own time holds more than the limit, whenever on its way each request is counted there', () => {
  const step = fc.record({
    pause: fc.integer({ min: 0, max: 900 }),
    weight: fc.integer({ min: 1, max: 5 }),
    answerMs: fc.integer({ min: 0, max: 9_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), steps => {
      const window = createTokenWindow(12, 5_000);
      const counted: { readonly at: number; readonly weight: number }[] = [];
      let open: { readonly at: number; readonly answered: (at: number) => void }[] = [];
      let now = 0;
      for (const { pause, weight, answerMs, share } of steps) {
        now += pause;
        for (const { at, answered } of open) if (at <= now) answered(at);
        open = open.filter(({ at }) => at > now);
        if (window.waitFor(weight, now) > 0) continue;
        open.push({ at: now + answerMs, answered: window.spend(weight, now) });
        counted.push({ at: now + share * answerMs, weight });
      }
      for (const { at } of counted) {
        const inside = counted.filter(other => other.at >= at && other.at < at + 5_000);
        expect(inside.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(12);
      }
    }),
    { seed: 8, numRuns: 200 },
  );
});
