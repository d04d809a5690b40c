import type { StatedCost } from '../../model/context.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf } from './interval.ts';
import { pricesNow } from './prices.ts';
import type { SumReferences } from './references.ts';
import { placeOf, type Stated } from './text.ts';

const dayMs = 86_400_000;
/** Older statements tell too little of today's holdings. */
const maximumAgeDays = 45;
/** Sentences between a result and the holdings that it is of. */
const reach = 3;

/** The result that a company is said to sit on against its coins, their average cost and the article's own price of now. */
export function treasurySums(
  stated: readonly Stated[],
  time: number | undefined,
  references: SumReferences,
): readonly Inconsistency[] {
  const body = stated.filter(each => each.in === 'body');
  const costs = body.filter(
    ({ unit, before, claim }) => unit === 'usd' && words.average.test(before) && claim?.kind !== 'treasury_pnl',
  );
  const found: Inconsistency[] = [];
  const [price] = pricesNow(stated, 'BTC');
  const conflict = costs.find(
    each => costs[0] && gap(intervalOf(each), intervalOf(costs[0])) > 0 && each.value / costs[0].value < 1.05,
  );
  if (conflict && costs[0] && costs.length === 2) {
    found.push({
      type: 'number_conflict',
      asset: 'BTC',
      places: [conflict, costs[0]].map(placeOf),
      written: conflict.value,
      follows: costs[0].value,
      unit: 'usd',
    });
  }
  for (const result of body) {
    const { claim } = result;
    if (claim?.kind !== 'treasury_pnl' || claim.tense !== 'now' || !price || words.comparedResult.test(result.lead + result.tail))
      continue;
    const { entity } = claim;
    const isNear = (each: Stated) => Math.abs(each.sentence - result.sentence) <= reach;
    // The coins of a purchase stand beside those that are held: the largest amount is what is held.
    const held = body
      .filter(
        each =>
          isNear(each) && (each.unit === 'coin' ? each.coin === 'BTC' : each.unit === 'plain' && words.coins.test(each.after)),
      )
      .reduce<Stated | undefined>((most, each) => (most && most.value >= each.value ? most : each), undefined);
    const cost = costs.find(isNear);
    const inText = held && cost && cost.value > 1000;
    const row = inText || entity === undefined ? undefined : latest(references.costs[entity], time);
    const coins = inText ? held.value : row?.coins;
    const averageUsd = inText ? cost.value : row?.averageUsd;
    if (coins === undefined || averageUsd === undefined) continue;
    const at = intervalOf(price);
    // A percent and a half for another hour's price, and a tenth of the result.
    const ends = [at.lo * 0.985, at.hi * 1.015].map(each => coins * (each - averageUsd));
    const follows = { lo: Math.min(...ends), hi: Math.max(...ends) };
    const written = intervalOf(result);
    const signed =
      claim.value < 0 ? { lo: -written.hi * 1.1, hi: -written.lo * 0.9 } : { lo: written.lo * 0.9, hi: written.hi * 1.1 };
    if (gap(signed, follows) === 0) continue;
    found.push({
      type: 'pnl_price',
      asset: 'BTC',
      places: [result, price, ...(inText ? [held, cost] : [])].map(placeOf),
      written: claim.value,
      follows: coins * (price.value - averageUsd),
      unit: 'usd',
      ...(entity !== undefined && { entity }),
      ...(row && { reference: { kind: 'holdings', day: row.day } }),
    });
  }
  return found;
}

/** What was last stated before an article was written. */
function latest(rows: readonly StatedCost[] | undefined, time: number | undefined): StatedCost | undefined {
  return time === undefined ? undefined : rows?.filter(({ day }) => day <= time && day > time - maximumAgeDays * dayMs).at(-1);
}
