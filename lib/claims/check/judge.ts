import type { Claim } from '../claim.ts';
import type { Inconsistency } from '../inconsistency.ts';
import type { CheckMarket, Seen } from './market.ts';
import { measures } from './measures.ts';
import type { Measured } from './measures.ts';
import { roundingOf } from './rounding.ts';
import { distance, fit } from './tolerance.ts';
import type { UncheckedReason, Verdict, VerdictFigure } from './verdict.ts';

/** When a text was written, as far as it says. */
export interface Written {
  /** ms; `undefined` where it gives no date. */
  readonly time: number | undefined;
  /** When it was last changed, ms: what does not hold at `time` may be of then. */
  readonly changed?: number;
  /** False where the zone is not known: then the day around the time counts. */
  readonly isExact: boolean;
}

/** What a text states. */
export interface Stated {
  /** Of its body. */
  readonly claims: readonly Claim[];
  /** Of its headline, those that the body does not repeat. */
  readonly title?: readonly Claim[];
  readonly sums: readonly Inconsistency[];
}

/** One moment at which a claim is looked at. */
interface Moment {
  readonly time: number;
  readonly wide: boolean;
  /** The text gives a price of the claim's asset. */
  readonly hasPrice: boolean;
}

const hourMs = 3_600_000;
/** How far a figure may have moved on since and still be worth the same: a fraction of amounts, points of the others. What is not here does not change, or not so that it matters. */
const staleBeyond: Readonly<Partial<Record<Claim['kind'], number>>> = {
  price: 0.05,
  price_change: 2,
  open_interest: 0.1,
  open_interest_change: 3,
  fear_greed: 10,
  treasury_pnl: 0.25,
  market_cap: 0.05,
  dominance: 2,
};
/** Beyond so many times what is seen, other venues do not explain it. */
const implausibleTimes = 3;
/** Figures of one venue that are near to the market's: what does not agree is not denied by it. */
const ofOneVenue: ReadonlySet<Claim['kind']> = new Set(['price', 'funding', 'fear_greed']);
/** A price may stand so far on the wrong side of a level that still holds. */
const levelSlack = 0.01;

const unchecked = (claim: Claim, reason: UncheckedReason): Verdict => ({ claim, word: 'unchecked', reason });

const toFigure = ({ value, high = value, floor, at, source, venues }: Seen & Pick<Measured, 'floor'>): VerdictFigure => ({
  value,
  ...(floor && high > value && { high }),
  ...(floor && { floor }),
  ...(venues !== undefined && { venues }),
  at,
  source,
});

function judgeLevel(claim: Claim, market: CheckMarket, { time, wide, hasPrice }: Moment): Verdict {
  if (claim.level === null || claim.unit !== 'usd') return unchecked(claim, 'kind');
  const then = market.price(claim.asset ?? '', time, wide ? 'day' : 'hour');
  if (then === undefined) return unchecked(claim, 'not-recorded');
  const now = market.price(claim.asset ?? '', market.now);
  const isBeyond = ({ value, low = value, high = value }: Seen): boolean =>
    claim.level === 'support' ? high < claim.value * (1 - levelSlack) : low > claim.value * (1 + levelSlack);
  const figures = { then: toFigure(then), ...(now && { now: toFigure(now) }) };
  if (!isBeyond(then)) return { claim, word: now !== undefined && isBeyond(now) ? 'was' : 'holds', ...figures };
  // Whether its own price breaks its own level is a matter of the sums, which read the words around it.
  // Nor is one accused that the price is said to have gone through.
  if (hasPrice || claim.tense === 'recent') return { ...unchecked(claim, 'beyond'), ...figures };
  return { claim, word: 'off', difference: claim.value / then.value - 1, ...figures };
}

function judgeAt(claim: Claim, market: CheckMarket, moment: Moment): Verdict {
  const { kind } = claim;
  if (kind === 'volume' || (claim.venue !== undefined && !ofOneVenue.has(kind))) return unchecked(claim, 'kind');
  if (kind === 'level') return judgeLevel(claim, market, moment);
  if (moment.wide && kind !== 'price' && kind !== 'fear_greed') return withNow(unchecked(claim, 'no-date'), market);
  const then = measures[kind](claim, market, moment.time, moment.wide);
  if (typeof then === 'string') return then === 'not-recorded' ? withNow(unchecked(claim, then), market) : unchecked(claim, then);
  const found = wordFor(claim, then);
  const reason = !isAccused(found) ? undefined : claim.venue !== undefined ? 'kind' : then.part ? 'not-recorded' : undefined;
  return withNow({ ...(reason ? unchecked(claim, reason) : { claim, ...found }), then: toFigure(then) }, market);
}

/** Whether it agrees with what was seen of then. */
function wordFor(claim: Claim, then: Measured): Pick<Verdict, 'word' | 'reason' | 'difference'> {
  const found = fit(claim, then, then.slack);
  const floor = { word: 'unchecked', reason: 'floor' } as const;
  if (found === 'in') {
    if (then.floor && !isConfirmed(claim, then)) return floor;
    // "Just under 68,000" is not said of 60,000; what an extreme within the time was is not recorded.
    const isFar =
      claim.hedge !== undefined && claim.hedge !== 'only' && fit({ ...claim, cmp: 'approx' }, then, then.slack) !== 'in';
    if (!isFar) return { word: 'holds' };
    return claim.hedge === 'most' ? { word: 'unchecked', reason: 'kind' } : { word: 'off', difference: distance(claim, then) };
  }
  const off = { word: 'off', difference: distance(claim, then) } as const;
  // More than a floor: of a loss, further down.
  if (then.floor && found === (claim.value < 0 ? 'below' : 'above')) {
    const most = Math.max(Math.abs(then.low), Math.abs(then.high)) / (then.heard ?? 1);
    return most > 0 && !isThin(then) && Math.abs(claim.value) > implausibleTimes * most ? { ...off, word: 'implausible' } : floor;
  }
  return off;
}

/** Of a window of which less than half was heard, and of which there is no estimate, a floor says little of the whole. */
const isThin = ({ heard = 1 }: Measured): boolean => heard < 0.5;

/** Whether a floor that agrees confirms: `at least` where it is reached, by rounding too; never `less than` and `only`. */
function isConfirmed({ cmp, hedge, value, value_hi: end = value, text }: Claim, seen: Measured): boolean {
  if (cmp === 'under' || hedge === 'only') return false;
  const least = Math.min(Math.abs(value), Math.abs(end));
  return cmp === 'over' ? least <= Math.max(Math.abs(seen.low), Math.abs(seen.high)) + roundingOf(text, value) : !isThin(seen);
}

/** With the figure of now; what held and has moved on is true of then alone. */
function withNow(verdict: Verdict, market: CheckMarket): Verdict {
  const { claim } = verdict;
  // A sum over hours that are gone does not change.
  if (claim === undefined || claim.kind === 'liquidations' || claim.kind === 'level' || claim.kind === 'volume') return verdict;
  const now = measures[claim.kind](claim, market, market.now, false);
  if (typeof now === 'string') return verdict;
  const moved = Math.abs(distance(claim, now)) > (staleBeyond[claim.kind] ?? Infinity);
  const was = verdict.word === 'holds' && claim.tense === 'now' && moved && fit(claim, now, now.slack) !== 'in';
  return { ...verdict, ...(was && { word: 'was' }), now: toFigure(now) };
}

const isAccused = ({ word }: Pick<Verdict, 'word'>): boolean => word === 'off' || word === 'implausible';

function judgeOne(claim: Claim, market: CheckMarket, { time, changed, isExact }: Written, hasPrice: boolean): Verdict {
  // A date that is still to come is none.
  const latest = market.now + (isExact ? 1 : 14) * hourMs;
  if (time === undefined || time > latest) return withNow(unchecked(claim, 'no-date'), market);
  // Of a figure of the past the text does not say when.
  if (claim.tense === 'dated') return unchecked(claim, 'no-date');
  const at = (each: number): Verdict => judgeAt(claim, market, { time: Math.min(each, market.now), wide: !isExact, hasPrice });
  const first = at(time);
  if (!isAccused(first)) return first;
  // Its figures may have been taken some time before it went out, at its last change, and in every hour up to that where it was written on for a day.
  const last = changed === undefined || changed > latest ? time : changed;
  const moments = [Math.min(time, market.now) - hourMs, Math.max(time, last)];
  if (last - time <= 24 * hourMs) for (let each = time + hourMs; each < last; each += hourMs) moments.push(each);
  // What is not recorded of a moment takes nothing back.
  return moments.map(at).find(other => !isAccused(other) && other.reason !== 'not-recorded') ?? first;
}

/** The sums that are told of one side, by what is the same of one that is told of both. */
function sidesOf(claims: readonly Claim[]): ReadonlyMap<string, Claim['side']> {
  const sided = claims.filter(({ kind, side }) => kind === 'liquidations' && side !== 'both');
  return new Map(sided.toReversed().map(claim => [sumName(claim), claim.side]));
}

const sumName = ({ asset, value, window }: Claim): string => [asset, value, window].join();

const touches = (one: readonly [number, number], other: readonly [number, number]): boolean =>
  one[0] < other[1] && other[0] < one[1];

/**
 * A verdict for every claim of a text, those of the headline first, each in their order, against the market when it was written and now; a sum that does not
 * add up takes the place of the verdict on its first figure, or stands behind the others where that is no claim. Sums with a second honest reading accuse
 * nobody. Pure; never throws.
 */
export function judge({ claims, title = [], sums }: Stated, written: Written, market: CheckMarket): readonly Verdict[] {
  const hard = sums.filter(({ soft, places }) => soft !== true && places.length > 0);
  const taken = new Set<Inconsistency>();
  const all = [...claims, ...title];
  const sides = sidesOf(all);
  const priced = new Set(all.flatMap(({ kind, asset, tense }) => (kind === 'price' && tense === 'now' ? [asset] : [])));
  /** A sum that is told of both sides where the same is told of one is of that one. */
  const sideOf = (claim: Claim): Claim =>
    claim.kind === 'liquidations' && claim.side === 'both' ? { ...claim, side: sides.get(sumName(claim)) ?? 'both' } : claim;
  const judged = (where: 'title' | 'body') => (claim: Claim) => {
    const verdict: Verdict = {
      ...judgeOne(sideOf(claim), market, written, priced.has(claim.asset)),
      ...(where === 'title' && { isTitle: true }),
    };
    const sum = hard.find(({ places: [first] }) => first?.in === where && touches(first.span, claim.span));
    if (sum === undefined) return verdict;
    taken.add(sum);
    const { reason: _none, ...found } = verdict;
    return { ...found, ...ofSum(sum, market, written) };
  };
  const verdicts = [...title.map(judged('title')), ...claims.map(judged('body'))];
  return [...verdicts, ...hard.filter(sum => !taken.has(sum)).map(sum => ofSum(sum, market, written))];
}

/** What rests on a bound of the market alone is not a matter of the article's own figures: it is told with what the whole was. */
function ofSum(sum: Inconsistency, market: CheckMarket, { time }: Written): Verdict {
  if (sum.reference?.kind !== 'bound') return { word: 'contradicts', sum };
  const whole = market.openInterest('TOTAL', Math.min(time ?? market.now, market.now));
  return { word: 'implausible', sum, ...(whole && { then: { ...toFigure(whole), floor: true } }) };
}
