import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, plus } from './interval.ts';
import { sideOf } from './side.ts';
import { placeOf, type Stated } from './text.ts';

/** Sentences from a total to what is left of it. */
const reach = 3;
/** Of more amounts than this almost any sum can be made. */
const mostParts = 6;

/**
 * "$1 billion was liquidated. Ether led with A, then bitcoin with B. The remaining C was spread over others": a list that is closed this way and is more or less
 * than its total. Left alone where any of what stands between, with what remains, makes up any sum of the text, and where a part is told as a
 * percentage or in words only.
 */
export function restOf(stated: readonly Stated[], totals: readonly Stated[]): readonly Inconsistency[] {
  const sums = stated.filter(({ claim, in: where }) => where === 'body' && claim?.kind === 'liquidations');
  return stated.flatMap(rest => {
    const total = totals.findLast(each => each.span[0] < rest.span[0] && rest.sentence - each.sentence <= reach);
    const isOther = rest.unit !== 'usd' || (rest.claim && !sums.includes(rest)) || words.otherTime.test(rest.lead + rest.tail);
    // What remains of one side or venue is rather left of a part.
    if (!total || isOther || !words.rest.test(rest.before) || sideOf(rest) !== 'both' || rest.venue !== undefined) return [];
    const all = stated.filter(each => each.in === 'body' && each.span[0] > total.span[0] && each.span[0] < rest.span[0]);
    const between = all.filter(({ unit }) => unit === 'usd');
    const isBeside = (each: Stated) => rest.sentence - each.sentence <= 1;
    const parts = between.filter(
      each =>
        isBeside(each) &&
        sideOf(each) === 'both' &&
        (each.claim?.window ?? total.claim?.window) === total.claim?.window &&
        sums.some(({ sentence }) => sentence === each.sentence),
    );
    const isSum = (some: readonly Stated[], whole: Stated) =>
      gap([...some, rest].map(intervalOf).reduce(plus), intervalOf(whole)) <= 0.02 * whole.value;
    const wholes = [...sums, ...between].filter(each => each !== rest);
    const isAny = subsets(between.slice(0, mostParts)).some(some => wholes.some(whole => isSum(some, whole)));
    const isOpen =
      all.some(each => each.unit === 'pct' && isBeside(each) && !words.orPercent.test(each.before)) ||
      words.mostOf.test(parts.map(({ tail }) => tail).join(' ') + rest.lead);
    if (parts.length === 0 || between.length > mostParts || isAny || isOpen) return [];
    return [
      {
        type: 'sum_conflict',
        asset: total.asset,
        places: [total, ...parts, rest].map(placeOf),
        written: total.value,
        follows: [...parts, rest].reduce((sum, { value }) => sum + value, 0),
        unit: 'usd',
      },
    ];
  });
}

function subsets(all: readonly Stated[]): readonly (readonly Stated[])[] {
  return all.reduce<readonly (readonly Stated[])[]>((some, each) => [...some, ...some.map(others => [...others, each])], [[]]);
}
