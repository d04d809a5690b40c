import * as words from '../english/sums.ts';
import type { Inconsistency } from '../inconsistency.ts';
import { gap, intervalOf, over } from './interval.ts';
import { pricesNow } from './prices.ts';
import { placeOf, type Stated } from './text.ts';

/**
 * Percentages that do not follow from the two amounts beside them: "from A to B", "touched A, dropped P % to B", "P % above its low of A",
 * "regained P % to B" after a fall to A, "opened the week at A … now B, down P % on the week". A percentage that names a window of its own in a clause of
 * its own is left alone, and so are two amounts that another percentage beside them is of.
 */
export function fromToPercent(stated: readonly Stated[]): readonly Inconsistency[] {
  return stated.flatMap((percent, at) => {
    if (percent.unit !== 'pct' || percent.hi !== undefined || !isChange(percent)) return [];
    const ends = pairAround(stated, at) ?? pairBeside(stated, at) ?? sinceStart(stated, at);
    if (!ends || isOpposed(percent, ends)) return [];
    const [from, to] = ends;
    const isNear = (each: Stated) =>
      each.unit === 'pct' &&
      each.in === percent.in &&
      Math.abs(each.sentence - percent.sentence) <= 1 &&
      each.asset === percent.asset;
    if (stated.some(each => isNear(each) && isOf(each, ends))) return [];
    return [
      {
        type: 'from_to_pct',
        asset: percent.asset ?? to.asset,
        places: [percent, from, to].map(placeOf),
        written: Math.abs(percent.value),
        follows: Math.abs(100 * (to.value / from.value - 1)),
        unit: 'pct',
      },
    ];
  });
}

/** Whether a percentage of a headline is what lies between two amounts of the body, one of them plainly of its asset. */
export function isMadeBy(percent: Stated, body: readonly Stated[]): boolean {
  if (percent.claim?.unit !== 'pct' || !isChange(percent)) return false;
  const amounts = body
    .filter(each => each.unit === 'usd' && each.hi === undefined && each.claim?.kind !== 'level' && agrees(each, percent))
    .slice(0, mostAmounts);
  const own = amounts.filter(each => each.claim !== undefined && each.asset === percent.asset);
  return own.some(a => amounts.some(b => isSwing(percent, a, b)));
}

/** Articles have fewer amounts of one kind; each is held against each. */
const mostAmounts = 100;

/** Whether a percentage lies between two amounts in either order. */
function isSwing(percent: Stated, a: Stated, b: Stated): boolean {
  return [[a, b] as const, [b, a] as const].some(ends => !isOpposed(percent, ends) && isOf(percent, ends));
}

/** Whether a percentage is what lies between two amounts. */
function isOf(percent: Stated, [from, to]: Pair): boolean {
  const ratio = over(intervalOf(to), intervalOf(from));
  const shares = [100 * (ratio.lo - 1), 100 * (ratio.hi - 1)];
  const crossed = shares.some(share => share > 0) && shares.some(share => share < 0);
  const sizes = shares.map(Math.abs);
  const follows = { lo: crossed ? 0 : Math.min(...sizes), hi: Math.max(...sizes) };
  // Prices move while an article is written: a tenth of a point is no error. A sentence of its own may take its percentage from elsewhere.
  const [points, share] = percent.sentence === to.sentence ? [0.1, 0.01] : [0.3, 0.03];
  return gap(intervalOf(percent), follows) <= points + share * follows.hi;
}

/** A rise beside two amounts that fall, or a fall beside two that rise, is of something else. */
function isOpposed({ claim, after }: Stated, [from, to]: Pair): boolean {
  const rise = to.value - from.value;
  return (claim !== undefined && claim.value * rise < 0) || (rise > 0 ? words.beneath : words.onTop).test(after);
}

function isChange({ claim, lead, tail, before }: Stated): boolean {
  if (words.another.test(before)) return false;
  if (claim) return claim.kind.endsWith('_change');
  return (
    words.change.test(lead.slice(-60)) || words.change.test(tail.slice(0, 30)) || words.beside.test(tail) || words.ofIt.test(tail)
  );
}

type Pair = readonly [from: Stated, to: Stated];

/** Amounts of the same kind right beside the percentage, in its sentence or in the one before that it refers to. */
function pairAround(stated: readonly Stated[], at: number): Pair | undefined {
  const percent = stated[at];
  if (!percent) return undefined;
  const isAmount = (each: Stated | undefined, sentence = percent.sentence): each is Stated =>
    each?.unit === 'usd' && each.in === percent.in && each.sentence === sentence && agrees(each, percent);
  const [first, before, after, second] = [stated[at - 2], stated[at - 1], stated[at + 1], stated[at + 2]];
  const timed = words.ownWindow.test(percent.after);

  // "fell 6 % from A to B", "a 6 % fall, from A to B"
  if (isAmount(after) && isAmount(second)) {
    const isNow = words.fromPeak.test(percent.after) && words.nowAt.test(second.before);
    // "down 6 % from A on Monday, it trades at B"
    const isOpening =
      words.opensMove.test(percent.lead) && words.awayFrom.test(percent.after) && words.stoodAt.test(second.before);
    const pair: Pair | undefined =
      isNow || (isOpening && isOfLate(second) && !isWide(after, second)) ? [after, second] : fromTo(after, second);
    const isApart = words.turnAway.test(percent.after) || (timed && words.joint.test(percent.after.replace(words.commaFrom, '')));
    if (pair) return isApart ? undefined : pair;
  }
  // "from A to B, a fall of 6 %"
  if (isAmount(first) && isAmount(before) && !timed) {
    const pair = fromTo(first, before);
    if (pair) return words.turn.test(percent.before) ? undefined : pair;
  }
  // "touched A, (then) dropped 6 % to B"
  if (isAmount(before) && isAmount(after) && !timed) {
    const falls = words.touched.test(before.before) && words.fall.test(percent.before);
    if (falls && words.backTo.test(percent.after)) return [before, after];
  }
  // "slid to B, a 6 % retreat from Thursday's peak of A"
  if (isAmount(before) && isAmount(after) && words.joinedPercent.test(percent.before) && words.fromExtreme.test(percent.after)) {
    if (words.toBare.test(before.before) || isCurrent(before)) return [after, before];
  }
  // "at B on Tuesday, down 6 % from A", "to B, 6 % below Monday's A"
  if (
    isAmount(before) &&
    isAmount(after) &&
    !timed &&
    words.thenPercent.test(percent.before) &&
    words.awayFrom.test(percent.after)
  ) {
    const isEnd = words.fromBare.test(before.before) || words.awayFrom.test(before.before);
    const isTold = words.toBare.test(before.before) || (isOfLate(before) && !isEnd);
    // A distance may as well be told of the nearer end.
    if (isTold && !isWide(before, after) && !isOf(percent, [before, after])) return [after, before];
  }
  // "at A on Sunday, has climbed 6 % to B"
  if (isAmount(before) && isAmount(after) && words.thenMoved.test(percent.before) && words.backTo.test(percent.after))
    return [before, after];
  // "from A to B. That is a fall of 6 %", "from A to B. The 6 % fall was"
  const last = percent.sentence - 1;
  const isOfMove = words.ofMove.some(([lead, tail]) => lead.test(percent.lead) && tail.test(percent.tail));
  if (isAmount(first, last) && isAmount(before, last) && !timed && (isOfMove || words.refersBack.test(percent.lead)))
    return fromTo(first, before);
  return undefined;
}

/** An amount of the sentence of the percentage, and one told before. */
function pairBeside(stated: readonly Stated[], at: number): Pair | undefined {
  const percent = stated[at];
  const next = stated[at + 1];
  if (!percent) return undefined;
  const earlier = stated.slice(0, at).filter(each => each.unit === 'usd' && each.in === percent.in && agrees(each, percent));
  const near = earlier.filter(each => percent.sentence - each.sentence <= 1);
  const last = near.findLast(({ claim }) => claim?.kind === 'price') ?? near.at(-1);
  const follower = next?.sentence === percent.sentence && next.unit === 'usd' && agrees(next, percent) ? next : undefined;
  // "B. … 6 % above its low of A"
  if (follower && last && words.beside.test(percent.after)) {
    const isStill = !words.besideFrom.test(percent.after) || words.stative.test(percent.before);
    // "6 % below the A it fetched a day earlier"
    const told = percent.after + (words.upToComma.exec(follower.after)?.[0] ?? '');
    const isOfTime =
      earlier.at(-1) === last &&
      isSaidOf(percent, last, follower) &&
      [words.extreme, words.otherTime, words.dayName].some(word => word.test(told)) &&
      !isWide(follower, last);
    if ((words.extreme.test(percent.after) || isOfTime) && isStill && isCurrent(last)) {
      // Of several prices of now any may be meant.
      const others = pricesNow(stated, last.asset).filter(each => isOf(percent, [follower, each]));
      return others.length > 0 ? undefined : [follower, last];
    }
  }
  // "B. … its record of A, and is now 6 % below it"
  const before = stated[at - 1];
  if (words.ofIt.test(percent.after) && before?.sentence === percent.sentence && words.extreme.test(before.before.slice(-40))) {
    const now = near.findLast(each => each !== before && each.claim?.kind === 'price' && isCurrent(each));
    const isOther = pricesNow(stated, now?.asset).some(each => isOf(percent, [before, each]));
    if (now && agrees(before, percent) && !isOther) return [before, now];
  }
  // "… rebounded to B. That is 6 % above the low": of two prices, and no third that may be meant
  if (!follower && words.fromLow.test(percent.after)) {
    const two = near.filter(({ claim }) => claim?.kind === 'price');
    const [first, second] = two;
    if (two.length === 2 && first && second && first.asset === second.asset) return [first, second];
  }
  // "fell to A. … regained 6 % to B"
  if (follower && words.back.test(percent.before) && words.to.test(percent.after)) {
    const low = earlier.filter(each => each.sentence >= percent.sentence - 6 && each.asset === follower.asset).at(-1);
    if (low && words.toBare.test(low.before) && follower.asset !== undefined) return [low, follower];
  }
  return undefined;
}

/** Whether a distance is of the price before it: in its clause, or in the next sentence where that says of what it is. */
function isSaidOf(percent: Stated, price: Stated, end: Stated): boolean {
  if (words.maybe.test(percent.lead)) return false;
  if (price.sentence === percent.sentence) return !words.turnAway.test(percent.before);
  return (percent.claim ?? end.claim) !== undefined || words.refersBack.test(percent.lead);
}

/** "Opened the week at A. … B, down 6 % on the week". */
function sinceStart(stated: readonly Stated[], at: number): Pair | undefined {
  const [to, percent] = [stated[at - 1], stated[at]];
  if (to?.unit !== 'usd' || to.sentence !== percent?.sentence || to.tense !== 'now' || !words.joinedPercent.test(percent.before))
    return undefined;
  const word = percent.claim?.window === '7d' ? 'week' : percent.claim?.window === 'ytd' ? 'year' : undefined;
  const from = stated.findLast(
    (each, place) =>
      place < at - 1 &&
      each.unit === 'usd' &&
      each.in === percent.in &&
      each.asset === to.asset &&
      percent.sentence - each.sentence <= 4 &&
      words.started.exec(each.before)?.[1]?.toLowerCase() === word,
  );
  return word !== undefined && from ? [from, to] : undefined;
}

/** Two amounts, one after the other, as start and end of a move: "from A to B" or "to B from A". */
function fromTo(first: Stated, second: Stated): Pair | undefined {
  if (words.maybe.test(first.lead.slice(-60) + second.before)) return undefined;
  if (words.started.test(first.before) && words.nowAt.test(second.before)) return [first, second];
  if (words.from.test(first.before) && words.to.test(second.before)) return [first, second];
  return words.toBare.test(first.before) && words.fromOnly.test(second.before) ? [second, first] : undefined;
}

function isOfLate(each: Stated): boolean {
  return each.tense === 'recent' || isCurrent(each);
}

/** Amounts that are hardly of one thing. */
function isWide(a: Stated, b: Stated): boolean {
  return a.value > 4 * b.value || b.value > 4 * a.value;
}

function isCurrent({ tense, lead }: Stated): boolean {
  return tense === undefined ? words.trading.test(lead) : tense === 'now';
}

/** Whether an amount may be of the same asset and of the kind that the percentage tells the change of. */
function agrees(amount: Stated, percent: Stated): boolean {
  if (amount.asset !== undefined && percent.asset !== undefined && amount.asset !== percent.asset) return false;
  if (!amount.claim || !percent.claim) return true;
  if (percent.claim.asset === 'TOTAL' && percent.claim.kind === 'price_change') return amount.claim.kind === 'market_cap';
  return percent.claim.kind === 'open_interest_change'
    ? amount.claim.kind === 'open_interest'
    : amount.claim.kind === 'price' || amount.claim.kind === 'market_cap' || amount.claim.kind === 'level';
}
