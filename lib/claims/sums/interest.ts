import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over } from './interval.ts';
import { placeOf, type Stated } from './text.ts';

/** An amount that nobody takes for a price. */
const least = 1e7;
const short = new Set(['1h', '4h', '12h', '24h']);
const reach = 3;
/** Articles tell fewer near each other; each is held against each. */
const mostAmounts = 20;

/** A change of open interest told in one sentence against the amounts of others: "a record of $30bn … now $24bn … down by a third". */
export function interestPercent(stated: readonly Stated[]): readonly Inconsistency[] {
  const percents = stated.filter(each => each.unit === 'pct' && each.hi === undefined && isChange(each));
  return pairsOf(stated, percents).flatMap(([from, to]) => {
    // Several days have several steps: a percentage is none of this one that two other amounts beside it make.
    const others = stated
      .filter(
        each =>
          each.claim?.kind === 'open_interest' &&
          each.in === 'body' &&
          Math.abs(each.sentence - to.sentence) <= reach &&
          (each.asset ?? to.asset) === to.asset,
      )
      .slice(0, mostAmounts);
    const wrong = percents.filter(
      each =>
        (each.in === 'title' || (Math.abs(each.sentence - to.sentence) <= reach && each.asset === (to.asset ?? each.asset))) &&
        !isBetween(each, from, to) &&
        !others.some((a, at) => others.slice(at + 1).some(b => isBetween(each, a, b) || isBetween(each, b, a))),
    );
    const told = wrong.find(each => each.in === 'body');
    // The headline alone may speak of another window.
    if (!told) return [];
    return [
      {
        type: 'from_to_pct',
        asset: told.asset,
        places: [told, from, to, ...wrong.filter(each => each !== told)].map(placeOf),
        written: Math.abs(told.value),
        follows: Math.abs(100 * (to.value / from.value - 1)),
        unit: 'pct',
      },
    ];
  });
}

/** Whether a percentage leads from one amount to another. */
function isBetween(percent: Stated, from: Stated, to: Stated): boolean {
  const { lo, hi } = over(intervalOf(to), intervalOf(from));
  const ends = [lo, hi].map(each => 100 * Math.abs(1 - each));
  const follows = { lo: Math.min(...ends), hi: Math.max(...ends) };
  return gap(intervalOf(percent), follows) <= 0.1 + 0.01 * follows.hi;
}

/** What open interest was and is: a peak and the present near each other, or "from … to" beside the percentage. */
function pairsOf(stated: readonly Stated[], percents: readonly Stated[]): readonly (readonly [from: Stated, to: Stated])[] {
  const isNear = (a: Stated, b: Stated) => a.in === b.in && Math.abs(a.sentence - b.sentence) <= 1;
  const amounts = stated.filter(
    each =>
      each.in === 'body' &&
      each.unit === 'usd' &&
      (each.claim
        ? each.claim.kind === 'open_interest'
        : each.value >= least &&
          (words.openInterest.test(each.lead + each.tail) || percents.some(percent => isNear(each, percent)))),
  );
  return amounts.flatMap((to, at) => {
    const before = amounts[at - 1];
    const isPair = before?.sentence === to.sentence && words.fromBare.test(before.before) && words.toBare.test(to.before);
    if (isPair) return [[before, to] as const];
    if (to.claim?.tense !== 'now' || to.claim.venue !== undefined || words.fromBare.test(to.before)) return [];
    const from = amounts.find(
      each =>
        each !== to &&
        isNear(each, to) &&
        each.venue === undefined &&
        words.peak.test(each.before) &&
        (each.asset ?? to.asset) === to.asset,
    );
    return from ? [[from, to] as const] : [];
  });
}

function isChange({ claim, in: where, lead }: Stated): boolean {
  if (where === 'title') return words.openInterest.test(lead) && !words.question.test(lead);
  return claim?.kind === 'open_interest_change' && !(claim.window !== null && short.has(claim.window));
}
