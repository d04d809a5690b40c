import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over, widened } from './interval.ts';
import { placeOf, type Stated } from './text.ts';

/** "A quarter of the total, or $610 million": the words are loose, an eighth is left to them. */
export function fractions(stated: readonly Stated[]): readonly Inconsistency[] {
  const totals = stated.filter(
    ({ claim, asset, venue, in: where }) =>
      where === 'body' &&
      claim?.kind === 'liquidations' &&
      claim.side === 'both' &&
      claim.tense === 'now' &&
      asset === 'TOTAL' &&
      venue === undefined,
  );
  return stated.flatMap(amount => {
    const said = amount.unit === 'usd' ? words.fraction.exec(amount.before) : null;
    const [text = '', many = '', part = ''] = said ?? [];
    const share = (words.manyOf[many.toLowerCase()] ?? 1) / (words.partOfOne[part.toLowerCase()] ?? Infinity);
    const [total] = totals.filter(each => each.value > amount.value);
    if (share === 0 || !total) return [];
    const isOf = (each: Stated) =>
      gap(widened({ lo: share, hi: share }, 0.125), over(intervalOf(amount), intervalOf(each))) === 0;
    if (totals.some(isOf)) return [];
    const start = amount.span[0] - amount.before.length + (said?.index ?? 0);
    const spoken = text.slice(0, text.search(/ of /i));
    return [
      {
        type: 'pct_vs_abs',
        asset: total.asset,
        places: [
          placeOf(amount),
          { in: 'body', span: [start, start + spoken.length], text: spoken, value: 100 * share },
          placeOf(total),
        ],
        written: amount.value,
        follows: share * total.value,
        unit: 'usd',
      },
    ];
  });
}
