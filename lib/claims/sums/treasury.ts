import type { StatedCost } from '../../model/context.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over, widened, type Interval } from './interval.ts';
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
  const [first, second] = costs;
  if (first && second && costs.length === 2 && isOneCost(body, first, second)) {
    found.push(number(second, first, first.value, []));
  }
  found.push(...costs.flatMap(cost => paid(body, cost)));
  for (const result of body) {
    const { claim } = result;
    if (
      claim?.kind !== 'treasury_pnl' ||
      claim.tense !== 'now' ||
      words.comparedResult.test(result.lead + result.tail) ||
      words.fromOnly.test(result.before.slice(-20).replace(/^.*?(?=\bfrom\b)/i, ' '))
    )
      continue;
    const { entity } = claim;
    const isNear = (each: Stated) => Math.abs(each.sentence - result.sentence) <= reach;
    // The coins of a purchase stand beside those that are held: the largest amount is what is held.
    const holdings = body.filter(
      each =>
        isNear(each) && (each.unit === 'coin' ? each.coin !== undefined : each.unit === 'plain' && words.coins.test(each.after)),
    );
    const held = holdings.reduce<Stated | undefined>((most, each) => (most && most.value >= each.value ? most : each), undefined);
    const asset = held?.coin ?? 'BTC';
    const prices = pricesNow(stated, asset);
    const [price] = prices;
    const near = costs.filter(isNear);
    const cost = near.find(each => each.sentence === held?.sentence && each.span[0] > held.span[0]) ?? near[0];
    if (!price) continue;
    const inText = held && cost && cost.value > price.value / 10;
    const row = inText || entity === undefined || asset !== 'BTC' ? undefined : latest(references.costs[entity], time);
    const coins = inText ? held.value : row?.coins;
    const averageUsd = inText ? cost.value : row?.averageUsd;
    if (coins === undefined || averageUsd === undefined) continue;
    // A percent and a half for another hour's price, and a tenth of the result.
    const at = prices.map(intervalOf);
    const reached = (of: number, average: number): Interval => {
      const ends = [...at.map(({ lo }) => lo * 0.985), ...at.map(({ hi }) => hi * 1.015)].map(each => of * (each - average));
      return { lo: Math.min(...ends), hi: Math.max(...ends) };
    };
    const written = intervalOf(result);
    const signed =
      claim.value < 0 ? { lo: -written.hi * 1.1, hi: -written.lo * 0.9 } : { lo: written.lo * 0.9, hi: written.hi * 1.1 };
    // Of several companies, or purchases, any may be meant; a sentence tells its own coins and their cost.
    const pairs = holdings.flatMap(of => near.map(average => [of, average] as const));
    const own = pairs.filter(([of, average]) => of.sentence === average.sentence);
    const told = (own.length > 0 ? own : pairs).map(([of, average]) => [of.value, average.value] as const);
    const all = inText ? told : [[coins, averageUsd] as const];
    if (all.some(([of, average]) => gap(signed, reached(of, average)) === 0)) continue;
    found.push({
      type: 'pnl_price',
      asset,
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

/** Coins of a sentence: amounts with a ticker, or before "bitcoin". */
function coinsOf(body: readonly Stated[], { sentence }: Stated): readonly Stated[] {
  return body.filter(
    each => each.sentence === sentence && (each.unit === 'coin' || (each.unit === 'plain' && words.coins.test(each.after))),
  );
}

/** Whether two averages that differ a little are told of the same coins: the last purchase has an average of its own. */
function isOneCost(body: readonly Stated[], a: Stated, b: Stated): boolean {
  const ratio = b.value / a.value;
  if (gap(intervalOf(a), intervalOf(b)) === 0 || ratio > 1.05 || ratio < 0.95) return false;
  const [of, others] = [coinsOf(body, a), coinsOf(body, b)];
  return of.length === 0 || others.length === 0 || of.some(each => others.some(({ value }) => value === each.value));
}

/** "N coins for which it paid $X, an average of $A", in one sentence: X is N times A, give or take a hundredth. */
function paid(body: readonly Stated[], cost: Stated): readonly Inconsistency[] {
  const coins = coinsOf(body, cost);
  const totals = body.filter(
    each =>
      each.sentence === cost.sentence &&
      each.unit === 'usd' &&
      each.value >= 1e6 &&
      each.span[0] < cost.span[0] &&
      words.paid.test(each.before),
  );
  const [[held], [total]] = [coins, totals];
  if (!held || !total || coins.length + totals.length > 2) return [];
  const follows = over(intervalOf(total), intervalOf(held));
  if (gap(widened(follows, 0.01), intervalOf(cost)) === 0) return [];
  return [number(cost, total, total.value / held.value, [held])];
}

function number(written: Stated, other: Stated, follows: number, more: readonly Stated[]): Inconsistency {
  return {
    type: 'number_conflict',
    asset: written.asset ?? 'BTC',
    places: [written, other, ...more].map(placeOf),
    written: written.value,
    follows,
    unit: 'usd',
  };
}

/** What was last stated before an article was written. */
function latest(rows: readonly StatedCost[] | undefined, time: number | undefined): StatedCost | undefined {
  return time === undefined ? undefined : rows?.filter(({ day }) => day <= time && day > time - maximumAgeDays * dayMs).at(-1);
}
