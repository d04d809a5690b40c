import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over, times, widened, type Interval } from './interval.ts';
import type { SumReferences } from './references.ts';
import { placeOf, type Stated } from './text.ts';

const level = { open_interest_change: 'open_interest', price_change: 'price' } as const;

/**
 * A percentage and the amount that it is said to come to: "4 % of open interest, or $26 billion" implies what all of it was, which is held
 * against what the text says that it is, else against what it can be (`references`). Likewise a share of liquidations with its amount.
 */
export function percentAmount(stated: readonly Stated[], references: SumReferences): readonly Inconsistency[] {
  return stated.flatMap((percent, at) => {
    if (percent.unit !== 'pct' || percent.value === 0) return [];
    const [next, second] = [stated[at + 1], stated[at + 2]];
    // "80 % of the $500 million, or $300 million"
    const part = words.ofAmount.test(percent.after) && next && second?.unit === 'usd' && words.same.test(second.before);
    if (part && second.sentence === percent.sentence) {
      const found = ofShare(stated, percent, second);
      if (found) return [found];
    }
    const kin = [next, stated[at - 1]].filter(
      (each): each is Stated =>
        each?.sentence === percent.sentence && each.in === percent.in && each.unit === 'usd' && each.hi === undefined,
    );
    const around = percent.before + percent.after;
    const isShare = words.share.test(around) && !words.shareOfOther.test(around);
    for (const amount of kin) {
      const found = isShare ? ofShare(stated, percent, amount) : ofChange(stated, percent, amount, references);
      if (found) return [found];
    }
    return [];
  });
}

function ofChange(
  stated: readonly Stated[],
  percent: Stated,
  amount: Stated,
  references: SumReferences,
): Inconsistency | undefined {
  const kind = percent.claim?.kind;
  if (kind !== 'open_interest_change' && kind !== 'price_change') return undefined;
  const [first, second] = amount.span[0] > percent.span[0] ? [percent, amount] : [amount, percent];
  const between = second.before;
  if (!words.same.test(between) || words.notSame.test(between)) return undefined;
  if (amount.claim && amount.claim.kind !== kind) return undefined;
  if (first === amount && !words.change.test(amount.before.slice(-40))) return undefined;
  const implied = over(times(intervalOf(amount), hundred), intervalOf(percent));
  const asset = percent.asset;
  const wanted = asset === 'TOTAL' && kind === 'price_change' ? 'market_cap' : level[kind];
  const totals = stated.filter(each => each.claim?.kind === wanted && each.asset === asset && each.claim.tense === 'now');
  const make = (follows: number, others: readonly Stated[], bound: boolean): Inconsistency => ({
    type: 'pct_vs_abs',
    asset,
    places: [amount, percent, ...others].map(placeOf),
    written: Math.abs(amount.value),
    follows,
    unit: 'usd',
    ...(bound && { reference: { kind: 'bound' } }),
  });
  if (totals.length > 0) {
    // The stated total is of after the change, so that before it was more or less by the percentage.
    const fits = totals.some(each => gap(widened(implied, Math.abs(percent.value) / 100 + 0.05), intervalOf(each)) === 0);
    const [total] = totals;
    return fits || !total ? undefined : make((Math.abs(percent.value) / 100) * total.value, [total], false);
  }
  if (kind !== 'open_interest_change') return undefined;
  const { high } = references.openInterestUsd;
  return implied.lo > high ? make((Math.abs(percent.value) / 100) * high, [], true) : undefined;
}

const hundred: Interval = { lo: 100, hi: 100 };

function ofShare(stated: readonly Stated[], percent: Stated, amount: Stated): Inconsistency | undefined {
  if (amount.claim && amount.claim.kind !== 'liquidations') return undefined;
  if (!words.liquidations.test(amount.lead + amount.tail)) return undefined;
  const totals = stated.filter(
    ({ claim, value, venue }) =>
      claim?.kind === 'liquidations' &&
      claim.asset === 'TOTAL' &&
      claim.side === 'both' &&
      claim.tense === 'now' &&
      value > amount.value &&
      venue === undefined,
  );
  const whole = over(times(intervalOf(amount), hundred), intervalOf(percent));
  const [total] = totals;
  if (!total || totals.some(each => gap(widened(whole, 0.03), intervalOf(each)) === 0)) return undefined;
  return {
    type: 'pct_vs_abs',
    asset: total.asset,
    places: [amount, percent, total].map(placeOf),
    written: amount.value,
    follows: (total.value * percent.value) / 100,
    unit: 'usd',
  };
}
