import type { Claim } from '../claim.ts';
import type { CheckMarket, Seen } from './market.ts';
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
  /** So little of it was heard that not even what agrees with it is confirmed, unless it says `at least`. */
  readonly thin?: true;
  /** Exchanges that a sum is of. */
  readonly venues?: number;
  readonly at: number;
  /** Empty of a sum of venues. */
  readonly source: string;
}

export type Measure = (claim: Claim, market: CheckMarket, time: number, wide: boolean) => Measured | UncheckedReason;

/** Sums of venues are of the venues that we hear; texts take theirs from aggregators with others among them. */
const slackOfSums = 0.15;
/** Of a window of which less was heard, and of which there is no estimate, a floor says little of the whole. */
const enoughHeard = 0.5;

const measured = ({ value, low = value, high = value, at, source, venues }: Seen, slack: number, factor = 1): Measured => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
  slack,
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
  const seen = market.price(of(claim), time, claim.tense === 'recent' ? 'week' : wide ? 'day' : 'hour');
  return seen ? measured(seen, seen.value * 0.003) : 'not-recorded';
};

const priceChange: Measure = (claim, market, time) => {
  if (claim.unit !== 'pct') return 'kind';
  if (claim.window === null) return 'window';
  const seen = market.priceChange(of(claim), claim.window, time);
  // A rolling day and a day since midnight, a minute earlier or later: half a point, of large moves a tenth.
  return seen ? measured(seen, Math.max(0.5, Math.abs(seen.value) * 10), 100) : 'not-recorded';
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
    value: low,
    low,
    high,
    slack: high * slackOfSums,
    ...(seen.floor && { floor: true as const }),
    ...(seen.floor && seen.upper === undefined && seen.coverage < enoughHeard && { thin: true as const }),
    venues: seen.venues,
    at: seen.at,
    source: '',
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
  // Per eight hours; three times a day make a year's.
  const factor = 100 * (claim.window === '1y' ? 3 * 365 : claim.window === '24h' ? 3 : claim.window === '1h' ? 1 / 8 : 1);
  return measured(seen, Math.max(0.002 * (factor / 100), Math.abs(seen.value * factor) * 0.3), factor);
};

const fearGreed: Measure = (claim, market, time, wide) => {
  const seen = nearestTo(claim.value, market.fearGreed(time, wide));
  return seen ? measured(seen, 0) : 'not-recorded';
};

const marketCap: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  const seen = market.marketCap(of(claim), time);
  return seen ? measured(seen, seen.value * 0.03) : 'not-recorded';
};

const dominance: Measure = (claim, market, time) => {
  const seen = market.dominance(of(claim), time);
  // Providers count other coins into the whole.
  return seen ? measured(seen, 1.5, 100) : 'not-recorded';
};

const treasury: Measure = (claim, market, time) => {
  if (claim.unit !== 'usd') return 'kind';
  const holder = claim.entity === undefined ? undefined : market.holder(claim.entity.toLowerCase(), time);
  const bitcoin = market.price('BTC', time);
  if (holder?.costUsd === undefined || bitcoin === undefined) return 'not-recorded';
  const { coins, costUsd } = holder;
  const result = (usd: number): number => coins * (usd - costUsd);
  const { value, low = value, high = value, at } = bitcoin;
  return {
    value: result(value),
    low: result(low),
    high: result(high),
    slack: Math.abs(result(value)) * 0.1,
    at,
    source: holder.name,
  };
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
