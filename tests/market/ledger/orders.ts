import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import type { Market, Venue } from '../world.ts';
import { bases } from './bases.ts';
import { venues } from './venues.ts';
import type { PriceBook } from './price-path.ts';
import { toSketch } from './sketch.ts';
import type { OrderSketch } from './sketch.ts';
import { HOUR, MINUTE } from './time.ts';

/** How forced orders come at a moment. */
export interface Mood {
  /** Orders a minute over the first three venues and all coins, before hours and price moves change it. */
  readonly perMinute: number;
  /** Share of orders that were set off by an earlier one (the branching ratio), below 1. */
  readonly branching: number;
  /** Mean delay between an order and one that it sets off. */
  readonly delayMs: number;
  /** How strongly the rate follows the size of bitcoin's last 15 minutes; 0 leaves `perMinute` as it is. */
  readonly follow: number;
  /** Added to the log-odds that a long is closed. */
  readonly longBias: number;
}

export interface SketchPlan {
  readonly seed: number;
  /** Name of the draw: sketches of different names do not move each other. */
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly prices: PriceBook;
  readonly mood: (time: number) => Mood;
  /** Moments of a period that is drawn second by second; minutes elsewhere. */
  readonly fine?: { readonly from: number; readonly to: number };
  /** The venues that are drawn, and how many orders each has beside the others. */
  readonly venueWeights: Readonly<Partial<Record<Venue, number>>>;
  /** Only listed coins are drawn; a venue lists at least one. */
  readonly markets: readonly Market[];
}

/** Asia's morning, Europe's opening and New York's afternoon are busier than the night; mean about 1. */
const HOUR_PROFILE = [
  0.95, 1.0, 0.95, 0.8, 0.7, 0.7, 0.8, 0.95, 1.05, 1.0, 0.9, 0.9, 1.0, 1.3, 1.6, 1.5, 1.3, 1.15, 1.05, 1.0, 0.95, 0.85, 0.8, 0.8,
];

const BODY_SIGMA = 1.5;
const TAIL_SHARE = 0.3;
const TAIL_INDEX = 1.2;
/** No order is larger than this multiple of its coin's middling size. */
const LARGEST_MULTIPLE = 300;

/** Even in a crash about one order in thirty closes a short. */
const SUREST_LOG_ODDS = 3.4;

const cumulate = (weights: readonly number[]): Float64Array => {
  let sum = 0;
  return Float64Array.from(weights, weight => (sum += weight));
};

const COIN_WEIGHTS = cumulate(bases.map(({ weight, beta }) => weight ** 0.85 * beta));
const MIDDLING_USD = Float64Array.from(bases, ({ weight }) => 350 * Math.max(0.4, weight) ** 0.5);

/** A growing list of orders, sorted once at the end. */
interface Draft {
  readonly time: number[];
  readonly venue: number[];
  readonly base: number[];
  readonly long: number[];
  readonly usd: number[];
}

/** The size of an order in US dollars before apportioning: a broad lognormal body with a Pareto tail, larger for larger coins. */
function drawUsd(base: number, random: Random): number {
  const tail = random.next() < TAIL_SHARE ? random.pareto(TAIL_INDEX) : 1;
  return (MIDDLING_USD[base] ?? 400) * Math.min(LARGEST_MULTIPLE, Math.exp(BODY_SIGMA * random.normal()) * tail);
}

/**
 * Draws the forced orders of a scenario: a background that follows the hour and bitcoin's moves, and for every order a chance
 * to set off others shortly after it, mostly of the same coin and often on the same venue. Which position is closed follows the
 * coin's own last 15 minutes.
 */
export function sketchOrders({ seed, stream, from, to, prices, mood, fine, venueWeights, markets }: SketchPlan): OrderSketch {
  const random = createRandom(seed, stream);
  const venueTotals = cumulate(venues.map(venue => venueWeights[venue] ?? 0));
  const listed = venues.map(venue => {
    const own = new Set(markets.filter(market => market.venue === venue).map(({ base }) => base));
    return Uint8Array.from(bases, ({ base }) => (own.has(base) ? 1 : 0));
  });
  const draft: Draft = { time: [], venue: [], base: [], long: [], usd: [] };

  const drawBase = (venue: number): number => {
    for (;;) {
      const index = random.pick(COIN_WEIGHTS);
      if (listed[venue]?.[index] === 1) return index;
    }
  };
  const drawLong = (base: number, time: number, longBias: number): number => {
    const name = bases[base]?.base ?? 'BTC';
    const move = Math.log(prices.price(name, time) / prices.price(name, time - 15 * MINUTE));
    const logOdds = Math.max(-SUREST_LOG_ODDS, Math.min(SUREST_LOG_ODDS, longBias - move / 0.0022));
    return random.next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  };
  /** Adds an order and, in turn, those that it sets off; `parentBase` -1 for an order of the background. */
  const add = (time: number, parentVenue: number, parentBase: number, parentLong: number): void => {
    const { branching, delayMs, longBias } = mood(time);
    const venue = parentVenue >= 0 && random.next() < 0.55 ? parentVenue : random.pick(venueTotals);
    let base = parentBase >= 0 && random.next() < 0.7 ? parentBase : drawBase(venue);
    if (listed[venue]?.[base] !== 1) base = drawBase(venue);
    const long = parentLong >= 0 ? parentLong : drawLong(base, time, longBias);
    draft.time.push(Math.floor(time));
    draft.venue.push(venue);
    draft.base.push(base);
    draft.long.push(long);
    draft.usd.push(drawUsd(base, random));
    for (let children = random.poisson(branching); children > 0; children -= 1) {
      const later = time + random.exponential(delayMs);
      if (later < to) add(later, venue, base, long);
    }
  };

  for (let at = from; at < to;) {
    const step = fine !== undefined && at >= fine.from && at < fine.to ? 1000 : MINUTE - (at % MINUTE);
    const { perMinute, branching, follow } = mood(at);
    let rate = perMinute;
    if (follow > 0) {
      const move = Math.abs(Math.log(prices.price('BTC', at) / prices.price('BTC', at - 15 * MINUTE))) / 0.003;
      const hour = HOUR_PROFILE[Math.floor((at % (24 * HOUR)) / HOUR)] ?? 1;
      rate *= hour * (0.6 + follow * Math.min(12, move ** 1.5));
    }
    for (let count = random.poisson((rate * (1 - branching) * step) / MINUTE); count > 0; count -= 1) {
      const time = at + random.next() * step;
      if (time < to) add(time, -1, -1, -1);
    }
    at += step;
  }
  return toSketch(draft);
}
