import type { Claim, ClaimKind } from '../claim.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency, InconsistencyType } from '../inconsistency.ts';
import { conflict } from './conflict.ts';
import { gap, intervalOf } from './interval.ts';
import { isScale } from './magnitude.ts';
import { isAlike, isMixed } from './same.ts';
import { sideOf } from './side.ts';
import type { Stated } from './text.ts';

/** One thing stated twice: how far two figures may differ before it is told, as a share or in points. */
interface Repeat {
  readonly type: InconsistencyType;
  readonly share: number;
  readonly points: number;
  /** Whether only figures with a window of their own are of the same thing. */
  readonly windowed?: true;
  /** How many times the other a figure may be before it is rather taken to be of another thing; 6 where absent. */
  readonly most?: number;
}

const repeats: Partial<Record<ClaimKind, Repeat>> = {
  open_interest: { type: 'oi_conflict', share: 0.1, points: 0 },
  market_cap: { type: 'cap_conflict', share: 0.06, points: 0 },
  fear_greed: { type: 'index_conflict', share: 0, points: 1.5 },
  dominance: { type: 'number_conflict', share: 0, points: 2 },
  price_change: { type: 'change_conflict', share: 0.25, points: 1, windowed: true },
  open_interest_change: { type: 'change_conflict', share: 0.25, points: 1.5, windowed: true },
  liquidations: { type: 'number_conflict', share: 0.05, points: 0, windowed: true, most: 3 },
  treasury_pnl: { type: 'number_conflict', share: 0.1, points: 0 },
};

type Claimed = Stated & { readonly claim: Claim };

/** Figures of the same thing, of now, that differ by more than rounding and the time between two looks. */
export function repeatedFigures(stated: readonly Stated[]): readonly Inconsistency[] {
  const groups = Map.groupBy(stated.filter(isComparable), ({ claim, ...each }) => {
    const side = claim.kind === 'liquidations' ? sideOf({ claim, ...each }) : undefined;
    return [claim.kind, claim.asset, claim.unit, repeats[claim.kind]?.windowed && claim.window, side, claim.entity].join();
  });
  const mixed = isMixed(stated);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    const repeat = first && repeats[first.claim.kind];
    if (!repeat) return [];
    // One sentence that gives two figures speaks of two things.
    const other = group.find(
      each => each.sentence !== first.sentence && !isGuessed(first, each, mixed) && differ(first, each, repeat),
    );
    return other ? [conflict(isScale(other.value / first.value) ? 'unit_error' : repeat.type, other, first)] : [];
  });
}

/** Whether a figure is plainly of the whole, of now, and of a window that no word beside it puts in doubt. */
function isComparable(each: Stated): each is Claimed {
  const { claim, before, after, lead, tail } = each;
  const repeat = claim && repeats[claim.kind];
  if (!repeat || each.in === 'title' || each.tense !== 'now' || claim.value_hi !== undefined) return false;
  // "60 % of the market, with a cap of …" is of a part.
  if (each.venue !== undefined || words.venue.test(after) || words.ofMarket.test(before)) return false;
  if (words.elsewhere.test(before.replaceAll(words.source, '').slice(-60)) || words.elsewhereAfter.test(after.slice(0, 40)))
    return false;
  // Where sides are told, one without a side may be misread.
  const isSided = words.long.test(lead + tail) || words.short.test(lead + tail);
  if (claim.kind === 'liquidations' && isSided && sideOf(each) === 'both' && !words.whole.test(before)) return false;
  // A window that is not written, or is none of these, is of no certain length.
  if (repeat.windowed && words.sameTime.test(after)) return false;
  return !repeat.windowed || words.ownWindow.test(after) || words.otherWindows[claim.window ?? '']?.test(lead + tail) === false;
}

/** Figures of two days or two providers are of two things, where not all name theirs too; so may be changes of which neither tells its window, or one not its coin. */
function isGuessed(first: Claimed, second: Claimed, mixed: boolean): boolean {
  const [a, b] = [first.claim, second.claim];
  const isStrict = mixed || a.kind === 'fear_greed';
  if (!isAlike(first, second) || (isStrict && first.source !== second.source)) return true;
  const taken = (what: 'asset' | 'window') => [a, b].filter(({ ctx }) => ctx?.includes(what) === true).length;
  return a.kind.endsWith('_change') && (taken('window') > 1 || taken('asset') > 0);
}

function differ(a: Claimed, b: Claimed, { share, points, most = 6 }: Repeat): boolean {
  const room = isTransposed(a.text, b.text) ? 0 : Math.max(points, share * Math.max(Math.abs(a.value), Math.abs(b.value)));
  if (a.claim.value * b.claim.value < 0) return Math.min(Math.abs(a.value), Math.abs(b.value)) > room / 2;
  const ratio = Math.abs(a.value / b.value);
  return gap(intervalOf(a), intervalOf(b)) > room && ((ratio < most && ratio > 1 / most) || isScale(ratio) || points > 0);
}

/** The same three digits or more in another order. Digits that moved are a slip, where two looks at a market differ in other ways. */
export function isTransposed(a: string, b: string): boolean {
  const one = a.replace(/\D/g, '');
  const other = b.replace(/\D/g, '');
  const sorted = (digits: string) => Array.from(digits).toSorted().join('');
  return one.length >= 3 && one !== other && new Set(one).size > 2 && sorted(one) === sorted(other);
}

/** How many traders were liquidated, told twice. */
export function repeatedCounts(stated: readonly Stated[]): readonly Inconsistency[] {
  const counts = stated.filter(
    each =>
      each.in === 'body' &&
      each.unit === 'plain' &&
      words.traders.test(each.after) &&
      words.liquidated.test(each.lead + each.tail) &&
      !words.elsewhere.test(each.before.slice(-60)) &&
      each.venue === undefined,
  );
  const [first] = counts;
  const other =
    first &&
    counts.find(each => each.sentence !== first.sentence && gap(intervalOf(each), intervalOf(first)) > 0.05 * first.value);
  return first && other ? [{ ...conflict('number_conflict', other, first, undefined), unit: 'count' }] : [];
}
