import type { FuelFigure, FuelPoint, Known } from '../model/engine.ts';
import type { Reason } from '../model/reasons.ts';
import type { Bar } from '../model/trade.ts';
import { dayMs, hourMs } from './amounts.ts';
import { fragilityAt, stressedDepths } from './fragility.ts';
import { createFuelSteps } from './fuel-steps.ts';
import type { InterestShares } from './fuel-steps.ts';
import { standsAt } from './what-if.ts';

/**
 * An assumption, since nobody publishes it: half of the positions that are left are closed or moved by their owners within so long. Open interest
 * turns over far faster, but mostly in the hands of those who hold no position for a day.
 */
export const halfLifeMs = 7 * dayMs;
/** Least past of open interest: what was opened before it has no known entry and is not in the estimate. */
const leastPastMs = dayMs;
/** Between two samples further apart than this nobody knows at what price positions were opened. Also how old the newest may be. */
const mostGapMs = 2 * hourMs;
/** Distances of the points of the curve: half a per cent apart up to 5 %, then one per cent, to 25 %. */
const distances: readonly number[] = Array.from({ length: 30 }, (_, place) =>
  place < 10 ? (place + 1) / 200 : (place - 4) / 100,
);

export interface FuelInput {
  /** Market time, ms. */
  readonly now: number;
  readonly priceUsd: number;
  /** One-sided open interest in coins over one fixed set of venues, ascending: by the hour for thirty days, and finer. */
  readonly interest: readonly { readonly time: number; readonly coins: number }[];
  /** Hourly, ascending; those that are not over at `now` are not read. */
  readonly bars: readonly Bar[];
  /** How the open interest is split by margin rule, where that is known. */
  readonly shares?: InterestShares;
  /** Dollars within 1 % of the middle, of the same venues as `interest`: else fuel and book are of two markets. */
  readonly depth?: { readonly bidUsd: number; readonly askUsd: number };
  /** Bids within 1 % on a usual day. */
  readonly depthUsualUsd?: number;
  readonly check?: FuelFigure['check'];
}

/**
 * What would be forced out below and above the price, an estimate: L(p) = sum over cohorts of opened coins * leverage mix * survival.
 *
 * A cohort is an increase of open interest, once as longs and once as shorts, entered half way between open and close of its hour. Its part at a
 * leverage is burnt when a later bar, or the price now, has passed its liquidation price. A decrease takes the same share of every
 * cohort, so that what is left is never more than the open interest. Dollars are coins at the price at which they are forced out.
 */
export function createFuel(input: FuelInput): Known<FuelFigure> {
  const { now, priceUsd, depth, check } = input;
  const bars = input.bars.filter(bar => bar.openTime + hourMs <= now);
  const interest = input.interest.filter(({ time, coins }) => time <= now && coins > 0);
  const unknown = whyUnknown(now, priceUsd, interest, bars);
  if (unknown !== undefined) return { unknown };

  const steps = createFuelSteps(input.shares);
  const below = new Float64Array(distances.length);
  const above = new Float64Array(distances.length);
  let kept = 1;
  let low = priceUsd;
  let high = priceUsd;
  let place = bars.length - 1;
  // From the newest to the oldest, so that what came after a cohort has been seen before it is.
  for (let later = interest.length - 1; later > 0; later -= 1) {
    const sample = interest[later];
    const before = interest[later - 1];
    if (sample === undefined || before === undefined) continue;
    let bar = bars[place];
    for (; bar !== undefined && bar.openTime >= sample.time; bar = bars[--place]) {
      low = Math.min(low, bar.low);
      high = Math.max(high, bar.high);
    }
    const opened = sample.coins - before.coins;
    if (opened < 0) kept *= sample.coins / before.coins;
    if (opened <= 0 || bar === undefined || sample.time - before.time > mostGapMs) continue;
    // In the hour that is running the price now is the nearest that is known.
    const entryUsd = sample.time - bar.openTime > hourMs ? priceUsd : (bar.open + bar.close) / 2;
    const coins = opened * kept * 2 ** ((sample.time - now) / halfLifeMs);
    for (const { weight, long, short } of steps) {
      const longUsd = entryUsd * long;
      const shortUsd = entryUsd * short;
      if (longUsd < low) add(below, 1 - longUsd / priceUsd, coins * weight * longUsd);
      if (shortUsd > high) add(above, shortUsd / priceUsd - 1, coins * weight * shortUsd);
    }
  }

  const belowPoints = toCurve(below, priceUsd, -1);
  const figure: FuelFigure = { priceUsd, below: belowPoints, above: toCurve(above, priceUsd, 1), at: now };
  const depths = depth === undefined ? undefined : stressedDepths(depth.bidUsd, input.depthUsualUsd);
  const fragility = depths && fragilityAt(figure, priceUsd, depths);
  const stands = depths && standsAt(figure, depths);
  return { ...figure, ...(fragility && { fragility }), ...(stands && { standsAt: stands }), ...(check && { check }) };
}

function whyUnknown(now: number, priceUsd: number, interest: FuelInput['interest'], bars: readonly Bar[]): Reason | undefined {
  const [first, last] = [interest[0], interest.at(-1)];
  if (!(priceUsd > 0 && priceUsd < Infinity)) return 'noPrice';
  if (first === undefined || last === undefined || now - first.time < leastPastMs) {
    return 'shortInterest';
  }
  if (now - last.time > mostGapMs) return 'oldInterest';
  if (now - (bars.at(-1)?.openTime ?? -Infinity) > hourMs + mostGapMs) return 'noHours';
  return undefined;
}

function add(dollars: Float64Array, distance: number, usd: number): void {
  const place = Math.ceil(distance <= 0.05 ? distance * 200 : distance * 100 + 5) - 1;
  if (place >= 0 && place < dollars.length) dollars[place] = (dollars[place] ?? 0) + usd;
}

function toCurve(dollars: Float64Array, priceUsd: number, side: 1 | -1): readonly FuelPoint[] {
  let total = 0;
  return distances.map((distance, place): FuelPoint => {
    total += dollars[place] ?? 0;
    return [Number((priceUsd * (1 + side * distance)).toPrecision(7)), Math.round(total)];
  });
}
