import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { conflict } from './conflict.ts';
import { gap, intervalOf } from './interval.ts';
import type { Stated } from './text.ts';

/**
 * What an asset is said to cost now, in order: no average, no condition, no price of another time or on the way to one. Where nothing is of now,
 * what it was last said to trade at.
 */
export function pricesNow(stated: readonly Stated[], asset: string | undefined): readonly Stated[] {
  const told = stated.filter(
    each =>
      each.in === 'body' &&
      each.claim?.kind === 'price' &&
      each.asset === asset &&
      !words.elsewhere.test(each.before.slice(-60).replace(words.wasNow, '')) &&
      !words.opened.test(each.before) &&
      !words.notNow.test(each.before) &&
      !words.average.test(each.before) &&
      !words.ofLevelBefore.test(each.before) &&
      !words.ofLevelAfter.test(each.after),
  );
  const now = told.filter(({ tense }) => tense === 'now');
  return now.length > 0 ? now : told.filter(({ claim, before }) => claim?.tense === 'recent' && words.traded.test(before));
}

/** Prices of one asset: as venues are said to quote it at the same time, and where it is said twice to trade now. */
export function priceQuotes(stated: readonly Stated[]): readonly Inconsistency[] {
  const prices = stated.filter(({ claim }) => claim?.kind === 'price' && claim.tense === 'now');
  const found: Inconsistency[] = [];
  for (const asset of new Set(prices.map(each => each.asset))) {
    const [anchor] = prices.filter(each => each.asset === asset);
    if (!anchor || asset === undefined) continue;
    const same = (each: Stated) =>
      each.in === 'body' &&
      each.unit === 'usd' &&
      each.hi === undefined &&
      (each.claim
        ? each.claim.kind === 'price' && each.asset === asset && each.claim.tense !== 'dated'
        : (each.asset ?? asset) === asset) &&
      Math.abs(each.value / anchor.value - 1) < 0.15 &&
      each.tense !== 'dated' &&
      each.time === '' &&
      !words.notQuoted.test(each.before);
    const atVenues = stated.filter(
      each => same(each) && words.venue.test(each.before) && !words.notBeside.test(each.lead + each.tail),
    );
    const now = stated.filter(each => same(each) && words.quoted.test(each.before) && !words.venue.test(each.before));
    const pair = furthest(atVenues, 0.02) ?? furthest(now, 0.03);
    if (pair) found.push(conflict('price_conflict', ...pair, asset));
  }
  return found;
}

function furthest(quotes: readonly Stated[], share: number): readonly [Stated, Stated] | undefined {
  const sorted = quotes.toSorted((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted.at(-1)];
  return low && high && gap(intervalOf(low), intervalOf(high)) > share * low.value ? [high, low] : undefined;
}

/** Two coins with the same price to the last of four digits or more. */
export function sharedPrices(stated: readonly Stated[]): readonly Inconsistency[] {
  const prices = stated.filter(
    ({ claim, text, in: where }) =>
      where === 'body' &&
      claim?.kind === 'price' &&
      claim.ctx?.includes('asset') !== true &&
      text.replace(/\D/g, '').replace(/0+$/, '').length >= 4,
  );
  return prices.flatMap((each, at) => {
    const other = prices
      .slice(0, at)
      .find(one => one.value === each.value && one.asset !== each.asset && one.span[0] !== each.span[0]);
    return other ? [conflict('misattribution', each, other)] : [];
  });
}
