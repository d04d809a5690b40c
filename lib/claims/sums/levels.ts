import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { intervalOf } from './interval.ts';
import { pricesNow } from './prices.ts';
import { placeOf, type Stated } from './text.ts';

/** A wick through a level is no break of it. */
const room = 0.005;

/**
 * Levels that are called support or resistance now although every price of now in the article stands on the other side of them, or a
 * low is told to lie below the very number that is called support.
 */
export function brokenLevels(stated: readonly Stated[]): readonly Inconsistency[] {
  const assets = new Set(stated.flatMap(({ claim, asset }) => (claim?.kind === 'price' && asset !== undefined ? [asset] : [])));
  const prices = new Map([...assets].map(asset => [asset, pricesNow(stated, asset)] as const));
  return stated.flatMap(level => {
    const { claim } = level;
    const side = sideOf(level);
    if (level.in === 'title' || level.unit !== 'usd' || side === undefined) return [];
    if (claim && (claim.kind !== 'level' || claim.level !== side || claim.tense !== 'now')) return [];
    if (words.levelNotNow.test(level.lead.slice(-80)) || words.levelLost.test(level.after)) return [];
    const { lo, hi } = intervalOf(level);
    // One that no claim gives an asset is of the one asset that costs about as much.
    const alike = [...assets].filter(each => prices.get(each)?.some(({ value }) => value > 0.6 * hi && value < 1.6 * lo));
    const asset = claim ? level.asset : alike.length === 1 ? alike[0] : undefined;
    const own = prices.get(asset ?? '') ?? [];
    const beyond = (price: Stated) =>
      side === 'support' ? intervalOf(price).hi < lo * (1 - room) : intervalOf(price).lo > hi * (1 + 3 * room);
    const price = own.at(0);
    if (price && own.every(beyond)) return [broken(level, price, asset)];
    const low = claim && side === 'support' ? crossing(stated, level) : undefined;
    return low ? [broken(level, low, asset)] : [];
  });
}

/** What the words right beside the figure call it; a figure further off is the extreme of a move towards the level. */
function sideOf({ before, after }: Stated): 'support' | 'resistance' | undefined {
  const word = words.levelBefore.exec(before)?.[1] ?? words.levelAfter.exec(after)?.[1];
  return word === undefined ? undefined : words.isSupport.test(word) ? 'support' : 'resistance';
}

/** "Fell to a low of below 6,500" beside "support at 6,500". */
function crossing(stated: readonly Stated[], level: Stated): Stated | undefined {
  return stated.find(
    each =>
      each.in === 'body' &&
      each.unit === 'usd' &&
      each !== level &&
      each.claim?.kind !== 'level' &&
      each.claim?.tense !== 'dated' &&
      (each.asset ?? level.asset) === level.asset &&
      each.value === level.value &&
      words.lowBelow.test(each.lead),
  );
}

function broken(level: Stated, price: Stated, asset: string | undefined): Inconsistency {
  return {
    type: 'level_broken',
    asset,
    places: [level, price].map(placeOf),
    written: level.value,
    follows: price.value,
    unit: 'usd',
  };
}
