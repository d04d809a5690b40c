import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over, plus, times, widened, type Interval } from './interval.ts';
import { sideOf } from './side.ts';
import type { SumReferences } from './references.ts';
import { placeOf, type Stated } from './text.ts';

/** An amount that nobody takes for a price. */
const noPrice = 1e7;
/** Kinds that an amount may be read as that is a change of them. */
const ofMuch: readonly unknown[] = ['open_interest', 'market_cap', undefined];

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
    // "$1.6 billion, or 80 %" is of no other amount.
    const kin = (words.orPercent.test(percent.before) ? [stated[at - 1]] : [next, stated[at - 1]]).filter(
      (each): each is Stated =>
        each?.sentence === percent.sentence && each.in === percent.in && each.unit === 'usd' && each.hi === undefined,
    );
    const around = percent.before + percent.after;
    const isShare = (words.share.test(around) || words.ofThat.test(percent.lead)) && !words.shareOfOther.test(around);
    const step = stepOf(stated, at);
    if (step) return [step];
    for (const amount of kin) {
      const found = isShare ? ofShare(stated, percent, amount) : ofChange(stated, percent, amount, references);
      if (found) return [found];
    }
    return [];
  });
}

/** "Fell $14 to $56, a loss of 20 %", "fell 20 %, or $14, to $56": what it was follows from what it is and the step. */
function stepOf(stated: readonly Stated[], at: number): Inconsistency | undefined {
  const percent = stated[at];
  const isAhead = words.same.test(stated[at + 1]?.before ?? '');
  const [step, to] = isAhead ? [stated[at + 1], stated[at + 2]] : [stated[at - 2], stated[at - 1]];
  if (!percent || step?.unit !== 'usd' || to?.unit !== 'usd' || step.value >= to.value) return undefined;
  if ([step, to].some(each => each.sentence !== percent.sentence || each.in !== percent.in || each.hi !== undefined))
    return undefined;
  if (!words.toWord.test(to.before) || !words.change.test(percent.lead.slice(-40))) return undefined;
  if (!isAhead && !(words.changeBy.test(step.before) && words.joinedPercent.test(percent.before.replace(/^[^,]*/, ''))))
    return undefined;
  const by = intervalOf(step);
  const now = intervalOf(to);
  // A rise began lower, a fall higher; where neither is known either may be meant.
  const ways = [over(by, { lo: now.lo + by.lo, hi: now.hi + by.hi }), over(by, { lo: now.lo - by.hi, hi: now.hi - by.lo })];
  if (ways.some(way => gap(times(way, hundred), intervalOf(percent)) <= 0.2)) return undefined;
  const isFall = percent.claim === undefined || percent.claim.value < 0;
  return {
    type: 'pct_vs_abs',
    asset: percent.asset ?? to.asset,
    places: [percent, step, to].map(placeOf),
    written: Math.abs(percent.value),
    follows: (100 * step.value) / (isFall ? to.value + step.value : to.value - step.value),
    unit: 'pct',
  };
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
  if (amount.claim?.kind !== kind && !ofMuch.includes(amount.claim?.kind)) return undefined;
  // A level is not the size of the move: "climbed to a record $94 billion after a rise of 3 %".
  const isStep = words.change.test(amount.before.slice(-40)) && !words.levelOf.test(amount.before);
  if (first === amount && !isStep && !words.changedAfter.test(percent.after)) return undefined;
  const implied = over(times(intervalOf(amount), hundred), intervalOf(percent));
  const asset = percent.asset;
  const isCap = asset === 'TOTAL' || amount.value >= noPrice;
  const wanted = kind === 'open_interest_change' ? 'open_interest' : isCap ? 'market_cap' : 'price';
  const totals = stated.filter(
    each => each.claim?.kind === wanted && each.asset === asset && each.tense === 'now' && each.value > amount.value,
  );
  const make = (follows: number, others: readonly Stated[], leastUsd?: number): Inconsistency => ({
    type: 'pct_vs_abs',
    asset,
    places: [amount, percent, ...others].map(placeOf),
    written: Math.abs(amount.value),
    follows,
    unit: 'usd',
    ...(leastUsd !== undefined && { reference: { kind: 'bound', leastUsd } }),
  });
  if (totals.length > 0) {
    // The stated total is of after the change, so that before it was more or less by the percentage.
    const fits = totals.some(each => gap(widened(implied, Math.abs(percent.value) / 100 + 0.05), intervalOf(each)) === 0);
    const [total] = totals;
    return fits || !total ? undefined : make((Math.abs(percent.value) / 100) * total.value, [total]);
  }
  if (kind !== 'open_interest_change') return undefined;
  const { high } = references.openInterestUsd;
  return implied.lo > high ? make((Math.abs(percent.value) / 100) * high, [], implied.lo) : undefined;
}

/** Up to three sentences before. */
function isBefore({ sentence }: Stated, percent: Stated): boolean {
  return sentence < percent.sentence && percent.sentence - sentence <= 3;
}

const hundred: Interval = { lo: 100, hi: 100 };
/** A sentence has fewer amounts; each is held against each. */
const mostParts = 20;

function ofShare(stated: readonly Stated[], percent: Stated, amount: Stated): Inconsistency | undefined {
  if ((amount.claim && amount.claim.kind !== 'liquidations') || amount.time !== '') return undefined;
  if (!amount.claim && !words.liquidations.test(amount.lead + amount.tail)) return undefined;
  const totals = stated.filter(
    ({ claim, value, venue, tense, time }) =>
      claim?.kind === 'liquidations' &&
      claim.asset === 'TOTAL' &&
      claim.side === 'both' &&
      tense === 'now' &&
      time === '' &&
      value > amount.value &&
      venue === undefined,
  );
  const [total] = totals;
  const isOf = (part: Stated, whole: Interval) =>
    gap(widened(over(times(intervalOf(part), hundred), intervalOf(percent)), 0.03), whole) === 0;
  // "Longs were A against B in shorts, a share of 80 %": each amount of the sentence may be meant, and its own parts be the whole.
  const parts = stated
    .filter(each => each.sentence === percent.sentence && each.in === percent.in && each.unit === 'usd' && !totals.includes(each))
    .slice(0, mostParts);
  // "Ether had A. Longs were 80 % of that, or B."
  const told = stated
    .filter(each => each.in === percent.in && each.unit === 'usd' && isBefore(each, percent) && each.value > amount.value)
    .map(intervalOf);
  const isAny = parts.some(part => {
    const others = parts.filter(each => each !== part).map(intervalOf);
    return [...totals.map(intervalOf), ...told, ...others, ...others.map(each => plus(intervalOf(part), each))].some(whole =>
      isOf(part, whole),
    );
  });
  const sides = new Set([amount, percent].map(sideOf).filter(side => side !== 'both'));
  if (!total || isAny || sides.size > 1) return undefined;
  return {
    type: 'pct_vs_abs',
    asset: total.asset,
    places: [amount, percent, total].map(placeOf),
    written: amount.value,
    follows: (total.value * percent.value) / 100,
    unit: 'usd',
  };
}
