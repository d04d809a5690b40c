import type { StatedCost } from '../../model/context.ts';
import { companies } from '../english/assets.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over, widened } from './interval.ts';
import { pricesNow } from './prices.ts';
import type { SumReferences } from './references.ts';
import { isTransposed } from './repeats.ts';
import { placeOf, type Stated } from './text.ts';

const dayMs = 86_400_000;
/** Older statements tell too little of today's holdings. */
const maximumAgeDays = 45;
/** Sentences between a result and the holdings that it is of. */
const reach = 3;
/** Articles give fewer readings; a list of companies tells nothing of one of them. */
const mostReadings = 20_000;

/**
 * The result that a company is said to sit on against its coins, their average cost and the article's own price of now. Said only where no holding of the
 * article at no cost and no price of it makes that result.
 */
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
  const unitCosts = body.filter(each => costs.includes(each) || isPerCoin(each));
  const [first, second] = costs;
  if (first && second && costs.length === 2 && isOneCost(body, first, second)) {
    found.push(number(second, first, first.value, []));
  }
  found.push(...costs.flatMap(cost => paid(body, cost)));
  const holdings = body.filter(isCoins);
  const withCoins = new Set(holdings.map(({ sentence }) => sentence));
  const withCost = new Set(costs.map(({ sentence }) => sentence));
  for (const result of body) {
    const { claim } = result;
    if (
      claim?.kind !== 'treasury_pnl' ||
      result.tense !== 'now' ||
      (result.time !== '' && words.elsewhere.test(result.lead)) ||
      words.comparedResult.test(result.lead + result.tail) ||
      words.otherTime.test(result.before.slice(-40) + result.after.slice(0, 40)) ||
      words.fromOnly.test(result.before.slice(-20).replace(/^.*?(?=\bfrom\b)/i, ' '))
    )
      continue;
    const { entity } = claim;
    const isNear = (each: Stated) => Math.abs(each.sentence - result.sentence) <= reach;
    // The coins of a purchase stand beside those that are held: the largest amount is what is held.
    const held = holdings
      .filter(each => isNear(each) && !isBought(each))
      .reduce<Stated | undefined>((most, each) => (most && most.value >= each.value ? most : each), undefined);
    const asset = held?.coin ?? 'BTC';
    const prices = pricesNow(stated, asset);
    const [price] = prices;
    if (!price) continue;
    const near = unitCosts.filter(each => isNear(each) && each.value > price.value / 10 && !isOfPurchase(holdings, each));
    const cost = near.find(each => held && each.span[0] > held.span[0]) ?? near.at(-1);
    const inText = held && cost;
    const row = entity === undefined || asset !== 'BTC' ? undefined : latest(references.costs[entity], time);
    const coins = inText ? held.value : row?.coins;
    const averageUsd = inText ? cost.value : row?.averageUsd;
    if (coins === undefined || averageUsd === undefined) continue;
    // More than all of it was ever worth, or another company's.
    const isOthers = inText && Math.abs(claim.value) > 1.5 * coins * Math.max(averageUsd, price.value);
    if (isOthers || (held && entity !== undefined && (companyBefore(body, held) ?? entity) !== entity)) continue;

    // Of several companies, or purchases, any may be meant; a sentence tells its own coins and their cost.
    const averages = body.filter(
      each =>
        costs.includes(each) ||
        (each.unit === 'usd' && !each.claim && each.value > price.value / 10 && each.value < price.value * 10),
    );
    const others = body.filter(each => each.claim?.kind === 'price' && each.asset === asset).map(intervalOf);
    const now = prices.map(intervalOf);
    const at = [{ lo: Math.min(...now.map(({ lo }) => lo)), hi: Math.max(...now.map(({ hi }) => hi)) }, ...others];
    if (holdings.length * averages.length * at.length > mostReadings) continue;
    const isPair = (of: Stated, average: Stated) =>
      of.sentence === average.sentence || !withCost.has(of.sentence) || !withCoins.has(average.sentence);
    const pairs = holdings.flatMap(of =>
      averages.flatMap(average => (isPair(of, average) ? [[of.value, average.value] as const] : [])),
    );
    // A percent and a half for another hour's price, and a tenth of the result.
    const written = intervalOf(result);
    const signed =
      claim.value < 0 ? { lo: -written.hi * 1.1, hi: -written.lo * 0.9 } : { lo: written.lo * 0.9, hi: written.hi * 1.1 };
    const reached = [...pairs, ...(row ? [[row.coins, row.averageUsd] as const] : [])].some(([of, average]) =>
      at.some(({ lo, hi }) => gap(signed, { lo: of * (lo * 0.985 - average), hi: of * (hi * 1.015 - average) }) === 0),
    );
    if (reached || isDifference(body.filter(isNear), claim.value)) continue;
    found.push({
      type: 'pnl_price',
      asset,
      places: [result, price, ...(inText ? [held, cost] : [])].map(placeOf),
      written: claim.value,
      follows: coins * (price.value - averageUsd),
      unit: 'usd',
      ...(entity !== undefined && { entity }),
      ...(row && !inText && { reference: { kind: 'holdings', day: row.day } }),
    });
  }
  return found;
}

/** "Paid $9 billion, or $74,000 per coin". */
function isPerCoin({ unit, before, after, claim }: Stated): boolean {
  return unit === 'usd' && !claim && words.perCoin.test(after) && words.orPercent.test(before);
}

/** An amount with a ticker, or before "bitcoin". */
function isCoins({ unit, after }: Stated): boolean {
  return unit === 'coin' || (unit === 'plain' && words.coins.test(after));
}

/** Coins of a sentence. */
function coinsOf(body: readonly Stated[], { sentence }: Stated): readonly Stated[] {
  return body.filter(each => each.sentence === sentence && isCoins(each));
}

function isBought({ lead, before }: Stated): boolean {
  return words.bought.test(lead) && !words.holds.test(before);
}

/** Whether an average is that of one purchase, by the coins before it. */
function isOfPurchase(holdings: readonly Stated[], { sentence, span }: Stated): boolean {
  const of = holdings.findLast(each => each.sentence === sentence && each.span[0] < span[0]);
  return of !== undefined && isBought(of);
}

const companyOf = new Map(Object.entries(companies).flatMap(([company, names]) => names.split('|').map(name => [name, company])));
const companyNames = new RegExp(`\\b(?:${[...companyOf.keys()].join('|')})\\b`, 'g');

/** The company that the words up to a figure name last, in its sentence or the few before it. */
function companyBefore(body: readonly Stated[], { sentence, span }: Stated): string | undefined {
  const near = body.filter(each => each.span[0] <= span[0] && sentence - each.sentence <= reach);
  const text = near.map(each => each.before + (each.sentence < sentence ? each.after : '')).join(' ');
  return companyOf.get(text.match(companyNames)?.at(-1) ?? '');
}

/** What coins are worth less what they cost, both told beside it. */
function isDifference(near: readonly Stated[], result: number): boolean {
  const sums = near.filter(({ unit, value }) => unit === 'usd' && value >= Math.abs(result) / 2).slice(0, mostSums);
  return sums.some(a => sums.some(b => Math.abs(a.value - b.value - result) < 0.03 * Math.abs(result)));
}

/** Articles tell fewer beside a result; each is held against each. */
const mostSums = 30;

/** Whether two averages that differ a little are told of the same coins, or by a slip: the last purchase has an average of its own. */
function isOneCost(body: readonly Stated[], a: Stated, b: Stated): boolean {
  const ratio = b.value / a.value;
  if (gap(intervalOf(a), intervalOf(b)) === 0 || ratio > 1.05 || ratio < 0.95) return false;
  const [of, others] = [coinsOf(body, a), coinsOf(body, b)];
  const isSame = of.some(each => others.some(({ value }) => value === each.value));
  return isSame || ((of.length === 0 || others.length === 0) && isTransposed(a.text, b.text));
}

/** "N coins for which it paid $X, an average of $A", in one sentence: X is N times A, give or take a hundredth; far off, X is what other coins cost. */
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
  if (gap(widened(follows, 0.01), intervalOf(cost)) === 0 || gap(widened(follows, 0.5), intervalOf(cost)) > 0) return [];
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
