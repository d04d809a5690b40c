import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf } from './interval.ts';
import { placeOf, type Stated } from './text.ts';

/** "Fell from 55 to 21, a drop of 24 points": points that do not lie between the two figures before them. */
export function pointsBetween(stated: readonly Stated[]): readonly Inconsistency[] {
  return stated.flatMap((points, at) => {
    const [from, to] = [stated[at - 2], stated[at - 1]];
    if (!from || !to || !words.points.test(points.after) || !words.fromTime.test(from.before) || !words.toTime.test(to.before))
      return [];
    const isPair = [from, to].every(each => each.sentence === points.sentence && each.in === points.in && each.value <= 100);
    if (!isPair || from.unit !== to.unit || from.unit === 'usd' || !words.byPoints.test(points.before)) return [];
    const [a, b] = [intervalOf(from), intervalOf(to)];
    const follows = to.value > from.value ? { lo: b.lo - a.hi, hi: b.hi - a.lo } : { lo: a.lo - b.hi, hi: a.hi - b.lo };
    if (gap(intervalOf(points), follows) <= 0.01) return [];
    return [
      {
        type: to.claim?.kind === 'fear_greed' ? 'index_conflict' : 'number_conflict',
        asset: to.asset,
        places: [points, from, to].map(placeOf),
        written: points.value,
        follows: Math.abs(to.value - from.value),
        unit: from.unit === 'pct' ? 'pct' : 'index',
      },
    ];
  });
}
