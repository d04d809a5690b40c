import type { Claim, ClaimWindow } from '../claim.ts';
import type { CheckMarket, Seen } from './market.ts';
import { fit } from './tolerance.ts';
import type { UncheckedReason } from './verdict.ts';

/** What the market shows of a claim at one moment, in the claim's unit, and what two honest sources may differ by. */
export interface Measured {
  readonly low: number;
  readonly high: number;
  /** The one value to show. */
  readonly value: number;
  readonly slack: number;
  /** At least so much: there may be more than `high`. */
  readonly floor?: true;
  /** Share of the time that was heard, of a floor without an estimate of the whole. */
  readonly heard?: number;
  /** What does not agree with it may agree with what is not known. */
  readonly part?: true;
  /** Exchanges that a sum is of. */
  readonly venues?: number;
  readonly at: number;
  /** Empty of a sum of venues. */
  readonly source: string;
}

export type Measure = (claim: Claim, market: CheckMarket, time: number, wide: boolean) => Measured | UncheckedReason;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Sums of venues are of the venues that we hear; texts take theirs from aggregators with others among them. */
const slackOfSums = 0.15;

const measured = ({ value, low = value, high = value, part, at, source, venues }: Seen, slack: number, factor = 1): Measured => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
  slack,
  ...(part && { part }),
  ...(venues !== undefined && { venues }),
  at,
  source,
});

const of = (claim: Claim): string => claim.asset ?? 'TOTAL';

/** That which is nearest to what is said. */
const nearestTo = (said: number, all: readonly (Seen | undefined)[]): Seen | undefined =>
  all.flatMap(each => each ?? []).toSorted((left, right) => Math.abs(left.value - said) - Math.abs(right.value - said))[0];

/** By the price of a venue against that of another, and by the minute in which a text was written. */
const price: Measure = (claim, market, time, wide) => {
  if (claim.unit !== 'usd') return 'kind';
  const seen = market.price(of(claim), time, claim.tense === 'recent' ? (wide ? 'days' : 'week') : wide ? 'day' : 'hour');
  return seen ? measured(seen, seen.value * 0.003) : 'not-recorded';
};

const priceChange: Measure = (claim, market, time) => {
  if (claim.unit !== 'pct') return 'kind';
  if (claim.window === null) return 'window';
  // A minute earlier or later: half a point, of large moves a tenth.
  const over = (window: ClaimWindow, end: number): Measured | undefined => {
    const seen = market.priceChange(of(claim), window, end);
    return seen && measured(seen, Math.max(0.5, Math.abs(seen.value) * 10), 100);
  };
  const agrees = (found: Measured | undefined): boolean => found !== undefined && fit(claim, found, found.slack) === 'in';
  const rolling = over(claim.window, time);
  if (rolling === undefined) return 'not-recorded';
  if (agrees(rolling)) return rolling;
  // `Today`, `this week` and the one before may be those of the calendar: then it is not said over what time. Days begin at 00:00 UTC, weeks on Monday, as
  // the fifth day of 1970 was.
  const begun = claim.window === '24h' ? time % dayMs : claim.window === '7d' ? (time - 4 * dayMs) % (7 * dayMs) : 0;
  const isOfCalendar =
    (begun >= dayMs / 4 && agrees(over(`${begun / hourMs}h`, time))) || (begun > 0 && agrees(over(claim.window, time - begun)));
  return isOfCalendar ? 'window' : rolling;
};

const liquidations: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  if (claim.window === null) return 'window';
  const seen = market.liquidations(of(claim), claim.window, time);
  if (seen === undefined) return 'not-recorded';
  const sum = ({ longUsd, shortUsd }: { readonly longUsd: number; readonly shortUsd: number }): number =>
    claim.side === 'long' ? longUsd : claim.side === 'short' ? shortUsd : longUsd + shortUsd;
  const low = sum(seen);
  const high = seen.upper === undefined ? low : Math.max(low, sum(seen.upper));
  return {
    ...measured({ value: low, high, venues: seen.venues, at: seen.at, source: '' }, high * slackOfSums),
    ...(seen.floor && { floor: true as const, ...(seen.upper === undefined && { heard: seen.coverage }) }),
  };
};

const openInterest: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  const seen = market.openInterest(of(claim), time);
  return seen ? { ...measured(seen, seen.value * slackOfSums), floor: true } : 'not-recorded';
};

const openInterestChange: Measure = (claim, market, time) => {
  const { window, unit } = claim;
  if (unit !== 'pct' && unit !== 'usd') return 'kind';
  if (window === null) return 'window';
  const seen = market.openInterestChange(of(claim), window, time);
  if (unit === 'pct') {
    // A text seldom says whether it counts dollars or coins: whichever is nearer is meant.
    const nearest = nearestTo(claim.value / 100, [seen?.usd, seen?.coins]);
    return nearest ? measured(nearest, Math.max(1, Math.abs(nearest.value) * 15), 100) : 'not-recorded';
  }
  const after = market.openInterest(of(claim), time);
  if (after === undefined || seen?.usd === undefined || seen.usd.value <= -1) return 'not-recorded';
  // Dollars that went by: of what there was before. A point of the change either way, and what sums of venues differ by.
  const before = after.value / (1 + seen.usd.value);
  const value = after.value - before;
  return { ...measured({ ...seen.usd, value }, Math.abs(value) * slackOfSums + before / 100), floor: true };
};

const funding: Measure = (claim, market, time) => {
  if (claim.unit !== 'pct') return 'kind';
  const seen = market.funding(of(claim), time);
  if (seen === undefined) return 'not-recorded';
  // Per eight hours; three times a day make a year's. That is meant by a rate of which no time is said too, when nobody pays so much in eight hours.
  const isYearly = claim.window === '1y' || (claim.window === null && Math.abs(claim.value) > 1);
  const factor = 100 * (isYearly ? 3 * 365 : claim.window === '24h' ? 3 : claim.window === '1h' ? 1 / 8 : 1);
  return measured(seen, Math.max(0.002 * (factor / 100), Math.abs(seen.value * factor) * 0.3), factor);
};

const fearGreed: Measure = (claim, market, time, wide) => {
  const isWide = wide || claim.tense === 'recent';
  const days = market.fearGreed(time, isWide);
  const seen = nearestTo(claim.value, days);
  if (seen === undefined) return 'not-recorded';
  // Where a day that may be meant has no value, the value of another day denies nothing.
  const isKnown = (day: number): boolean => days.some(({ at }) => Math.floor(at / dayMs) === day);
  const today = Math.floor(time / dayMs);
  const isWhole = isKnown(today) && (isKnown(today - 1) || (!isWide && time % dayMs >= dayMs / 2));
  // A day before may be any.
  return measured({ ...seen, ...((!isWhole || claim.tense === 'recent') && { part: true }) }, 0);
};

const marketCap: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  const seen = market.marketCap(of(claim), time);
  // Providers count other coins into the whole, and other supplies.
  return seen ? measured(seen, seen.value * (of(claim) === 'TOTAL' ? 0.05 : 0.03)) : 'not-recorded';
};

const dominance: Measure = (claim, market, time) => {
  const seen = market.dominance(of(claim), time);
  // As for the whole: a twentieth of more than half.
  return seen ? measured(seen, 2.5, 100) : 'not-recorded';
};

const treasury: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  const holder = claim.entity === undefined ? undefined : market.holder(claim.entity.toLowerCase(), time);
  const bitcoin = market.price('BTC', time);
  if (holder?.costUsd === undefined || bitcoin === undefined) return 'not-recorded';
  const { coins, costUsd } = holder;
  const result = (usd: number): number => coins * (usd - costUsd);
  const { value, low = value, high = value, at } = bitcoin;
  // Near the cost a small move of the price is a large one of the result.
  const slack = Math.max(Math.abs(result(value)) * 0.1, coins * value * 0.005);
  return measured({ value: result(value), low: result(low), high: result(high), at, source: holder.name }, slack);
};

/** How each kind of claim is held against the market. Levels are a matter of their own; turnover is not recorded. */
export const measures: Readonly<Record<Exclude<Claim['kind'], 'level' | 'volume'>, Measure>> = {
  price,
  price_change: priceChange,
  liquidations,
  open_interest: openInterest,
  open_interest_change: openInterestChange,
  funding,
  fear_greed: fearGreed,
  treasury_pnl: treasury,
  market_cap: marketCap,
  dominance,
};
