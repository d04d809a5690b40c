import type { ClaimKind } from '../claim.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { placeOf, type Stated } from './text.ts';

/** Thousands or millions apart: the same digits under another word. */
export function isScale(ratio: number): boolean {
  const power = Math.abs(Math.log10(Math.abs(ratio)));
  return [3, 6].some(each => Math.abs(power - each) < 0.03);
}

/**
 * Beyond what any market has come near, by a factor of ten or more (records by November 2026, general knowledge: a bitcoin of 126,000 dollars, 19 billion
 * liquidated in a day, 235 billion of open interest, a market of 4.4 trillion): a thousand or a million too many.
 */
const bounds: Partial<Record<ClaimKind, number>> = { price: 2e6, liquidations: 2e11, open_interest: 2.5e12, market_cap: 5e13 };

/** The whole market has been worth more than ten times this since 2018 (general knowledge). */
const leastMarket = { usd: 1e10, since: Date.UTC(2018, 0, 1) };

/** Figures whose size alone says that a word of scale is wrong. */
export function impossibleSizes(stated: readonly Stated[], time: number | undefined): readonly Inconsistency[] {
  return stated.flatMap(each => {
    const { claim } = each;
    if (!claim || claim.unit !== 'usd' || claim.tense === 'dated') return [];
    const isMarket = claim.kind === 'market_cap' && each.asset === 'TOTAL' && words.wholeMarket.test(each.before);
    const isSmall = isMarket && time !== undefined && time >= leastMarket.since && claim.value < leastMarket.usd;
    const bound = isSmall ? leastMarket.usd : bounds[claim.kind];
    if (bound === undefined || (!isSmall && claim.value <= bound)) return [];
    return [
      {
        type: 'unit_error',
        asset: each.asset,
        places: [placeOf(each)],
        written: claim.value,
        follows: bound,
        unit: 'usd',
        reference: { kind: 'bound' },
      },
    ];
  });
}
