import * as words from '../english/sums.ts';
import type { Stated } from './text.ts';

/** The side by the words that belong to a figure: a word of totals before it, those after it up to a joint, else those before it. */
export function sideOf({ claim, before, after }: Stated): 'long' | 'short' | 'both' {
  if (words.whole.test(before)) return 'both';
  if (words.mostly.test(after)) return 'both';
  const led = words.sideBefore.exec(before)?.[1]?.toLowerCase();
  if (led === 'long' || led === 'short') return led;
  const [next = ''] = after.split(words.jointOfParts);
  for (const near of [next, before.split(words.jointOfParts).at(-1) ?? '']) {
    if (words.long.test(near)) return 'long';
    if (words.short.test(near)) return 'short';
  }
  return claim?.side ?? 'both';
}
