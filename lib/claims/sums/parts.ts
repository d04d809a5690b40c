import { coinNames } from '../english/assets.ts';
import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, plus } from './interval.ts';
import { restOf } from './rest.ts';
import { isAlike } from './same.ts';
import { sideOf } from './side.ts';
import { placeOf, type Stated } from './text.ts';

/** A part of what was liquidated, or all of it. */
interface Part {
  readonly of: Stated;
  readonly side: 'long' | 'short' | 'both';
  /** The venue that the words before it name last; `undefined` where the whole market is meant. */
  readonly venue: string | undefined;
  readonly asset: string | undefined;
  readonly window: string | undefined;
}

/** Liquidations whose parts do not make up their total: longs and shorts, venues, coins, or one part alone that is more than the whole. */
export function liquidationSums(stated: readonly Stated[]): readonly Inconsistency[] {
  const parts = stated.flatMap(each => partOf(each) ?? []);
  const sums = [...ofSides(parts)];
  const all = parts.filter(
    each => isWhole(each) && each.venue === undefined && each.asset === 'TOTAL' && isNow(each) && !isOfOwnTime(each),
  );
  // A coin's sum that was taken for the market's is smaller.
  const totals = all.filter(each => all.every(other => !sameWindow(each, other) || other.of.value <= 1.02 * each.of.value));
  for (const total of totals) {
    const more = exceeding(parts, total, totals);
    if (more.length > 0 && !sums.some(({ written }) => written === total.of.value)) sums.push(conflict(total, more));
  }
  return [
    ...sums,
    ...restOf(
      stated,
      totals.map(({ of }) => of),
    ),
  ];
}

/** Of both sides; where its sentence tells sides, one without may be misread. */
function isWhole({ of: { before, after, lead, tail }, side }: Part): boolean {
  const isSided = words.long.test(lead + tail) || words.short.test(lead + tail);
  return (
    side === 'both' && (!isSided || words.whole.test(before) || words.liquidated.test(before + after)) && !words.ofThat.test(lead)
  );
}

function isNow({ of: { tense } }: Part): boolean {
  return tense !== 'dated';
}

/** The same window, or one that is not written and beside the other; a sentence of its own may tell of another day. */
function sameWindow(a: Part, b: Part): boolean {
  if (a.of.sentence !== b.of.sentence && (isOfOtherTime(a) !== isOfOtherTime(b) || !isAlike(a.of, b.of))) return false;
  if (a.window === b.window) return true;
  return (a.window === undefined || b.window === undefined) && Math.abs(a.of.sentence - b.of.sentence) <= 1;
}

/** A sentence with a length of time of its own that was not read as its window: its sum is no total of others. */
function isOfOwnTime({ of: { claim, lead } }: Part): boolean {
  return claim?.ctx?.includes('window') === true && words.ownTime.test(lead);
}

function isOfOtherTime({ of: { lead, tail } }: Part): boolean {
  return words.otherTime.test(lead + tail);
}

function partOf(of: Stated): Part | undefined {
  const { claim, lead, tail, venue } = of;
  if (of.in === 'title' || of.unit !== 'usd' || words.openInterest.test(of.before) || words.fraction.test(of.before))
    return undefined;
  if (words.believed.test(lead)) return undefined;
  if (claim ? claim.kind !== 'liquidations' : !words.liquidations.test(lead + tail)) return undefined;
  // Without a claim only a venue's figure, and what is called the total, are known to be of liquidations.
  const isTotal = words.totalLiquidations.test(lead.slice(-80));
  const isSide = isOfThose(of) || (words.sideNext.test(of.after) && words.liquidated.test(lead + tail));
  if (!claim && venue === undefined && !isTotal && !isSide) return undefined;
  const asset = claim || isSide ? of.asset : isTotal ? 'TOTAL' : undefined;
  return { of, side: sideOf(of), venue, asset, window: claim?.window ?? undefined };
}

/** "$812 million of those were longs": of the sum that was told before. */
function isOfThose({ after }: Stated): boolean {
  return words.ofThoseSide.test(after);
}

/** Longs and shorts against the total of the same sentence; longs and shorts of the market against its total near them. */
function ofSides(parts: readonly Part[]): readonly Inconsistency[] {
  return parts.flatMap(total => {
    if (total.side !== 'both') return [];
    const same = parts.filter(each => each.venue === total.venue && Math.abs(each.of.sentence - total.of.sentence) <= 2);
    const here = same.filter(each => each.of.sentence === total.of.sentence);
    const claimed = same.filter(
      each =>
        total.asset !== undefined &&
        each.asset === total.asset &&
        sameWindow(each, total) &&
        isNow(each) &&
        (each.of.claim !== undefined || isOfThose(each.of) || each.of.sentence === total.of.sentence),
    );
    const kin = words.total.test(total.of.before) && here.length === 3 ? here : claimed;
    const [long, ...longs] = kin.filter(({ side }) => side === 'long');
    const [short, ...shorts] = kin.filter(({ side }) => side === 'short');
    const totals = kin.filter(({ side }) => side === 'both');
    if (!long || !short || longs.length + shorts.length > 0 || totals.length !== 1) return [];
    // Whose side a figure is may be misread: any two of them that make up the total will do.
    const near = same.filter(each => each !== total);
    const isAny = near.some((a, at) =>
      near.slice(at + 1).some(b => isSum(a, b, total) || isSum(a, total, b) || isSum(b, total, a)),
    );
    return isAny || allows(total, long.of.value + short.of.value) ? [] : [conflict(total, [long, short])];
  });
}

/** "More than $1.2 billion" is true of more, and is still said of half as much again. */
function allows({ of: { before, value } }: Part, sum: number): boolean {
  return words.orMore.test(before) && sum >= value && sum <= 1.5 * value;
}

function isSum({ of: a }: Part, { of: b }: Part, { of: whole }: Part): boolean {
  return gap(plus(intervalOf(a), intervalOf(b)), intervalOf(whole)) <= 0.02 * whole.value;
}

/** Parts of the market that alone are more than its total: one side, one coin, or venues together. */
function exceeding(parts: readonly Part[], total: Part, totals: readonly Part[]): readonly Part[] {
  const limit = 1.002 * intervalOf(total.of).hi;
  // Of which time a part is, that names none, is open: it may be of any total's.
  const isLarger = (each: Part) => {
    const rivals = each.of.claim?.ctx?.includes('window') === true ? totals : [total];
    return rivals.every(rival => intervalOf(each.of).lo > 1.002 * intervalOf(rival.of).hi);
  };
  const single = parts.find(
    each =>
      each.venue === undefined &&
      (each.side !== 'both' || isOfCoin(each)) &&
      each.of.claim !== undefined &&
      isNow(each) &&
      sameWindow(each, total) &&
      isLarger(each),
  );
  if (single) return [single];
  // Coins that one sentence lists as parts of the market.
  const coins = parts.filter(each => {
    const isCoin = each.venue === undefined && each.side === 'both' && isOfCoin(each);
    return isCoin && Math.abs(each.of.sentence - total.of.sentence) <= 2 && sameWindow(each, total);
  });
  const isEachOnce = new Set(coins.map(({ asset }) => asset)).size === coins.length;
  if (isEachOnce && coins.reduce((sum, { of }) => sum + intervalOf(of).lo, 0) > limit) return coins;
  const byVenue = new Map<string, Part>();
  for (const part of parts) {
    const isNear = Math.abs(part.of.sentence - total.of.sentence) <= 3;
    // A window of its own may be another than the total's.
    if (part.venue === undefined || part.side !== 'both' || !isNear || words.timed.test(part.of.lead)) continue;
    if (!byVenue.has(part.venue)) byVenue.set(part.venue, part);
  }
  const venues = [...byVenue.values()];
  return venues.reduce((sum, { of }) => sum + intervalOf(of).lo, 0) > limit ? venues : [];
}

/** A coin that stands in the figure's own clause: one that stands further off may be the subject of another. */
function isOfCoin({ asset, of: { claim, before, after } }: Part): boolean {
  if (claim === undefined || asset === 'TOTAL' || claim.ctx?.includes('asset') === true) return false;
  const clause = `${before.split(words.clauseEnd).at(-1)}${after.split(words.clauseEnd)[0]}`.toLowerCase();
  return (
    coinNames.some(([name, ticker]) => ticker === asset && clause.includes(name.toLowerCase())) ||
    clause.includes(asset?.toLowerCase() ?? ' ')
  );
}

function conflict(total: Part, parts: readonly Part[]): Inconsistency {
  return {
    type: 'sum_conflict',
    asset: total.asset,
    places: [total, ...parts].map(({ of }) => placeOf(of)),
    written: total.of.value,
    follows: parts.reduce((sum, { of }) => sum + of.value, 0),
    unit: 'usd',
  };
}
