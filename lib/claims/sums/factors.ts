import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { over, intervalOf } from './interval.ts';
import { placeOf, type Stated } from './text.ts';

/** "Doubled", "tripled", "halved" beside "from A to B". A word without a figure is loose: a tenth of the factor is left to it. */
export function factors(stated: readonly Stated[]): readonly Inconsistency[] {
  return stated.flatMap((from, at) => {
    const to = stated[at + 1];
    const isPair =
      from.unit === to?.unit &&
      from.sentence === to.sentence &&
      from.in === to.in &&
      words.fromWord.test(from.before) &&
      words.toWord.test(to.before);
    const word = isPair ? words.factor.exec(from.before) : null;
    const factor = words.factorOf[word?.[2]?.toLowerCase() ?? ''];
    if (!to || !word || factor === undefined) return [];
    const { lo, hi } = over(intervalOf(to), intervalOf(from));
    const isMore = words.more.test(word[1] ?? '');
    const isLess = words.less.test(word[1] ?? '');
    // More than halved is less than a half.
    const least = factor > 1 ? (isLess ? 0.8 : 0.9) : isMore ? 0 : 0.9;
    const most = factor > 1 ? (isMore ? Infinity : 1.1) : isLess ? 1.2 : 1.1;
    if (hi >= factor * least && lo <= factor * most) return [];
    const start = from.span[0] - from.before.length + word.index;
    return [
      {
        type: 'from_to_pct',
        asset: to.asset,
        places: [
          { in: from.in, span: [start, start + word[0].length], text: word[0], value: 100 * (factor - 1) },
          placeOf(from),
          placeOf(to),
        ],
        written: Math.abs(100 * (factor - 1)),
        follows: Math.abs(100 * (to.value / from.value - 1)),
        unit: 'pct',
      },
    ];
  });
}
