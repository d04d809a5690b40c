import type { Evidence, PhaseMemory, StabilisingFigure, Tick } from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import type { OwnPast, Signs } from './phase-evidence.ts';
import { createPriceGrid } from './price-grid.ts';
import type { Tape } from './tape.ts';

/** What the fall was, as `PhaseMemory` keeps it. */
export type Fall = NonNullable<PhaseMemory['fall']>;

/** How long no new low is waited for: 4 h (MODEL §6); after a fall of minutes less, which nothing has validated. */
const longestWaitMs = 4 * hourMs;
const shortestWaitMs = 20 * minuteMs;
/** The wait is so many times as long as the fall took: the four hours are reached by falls of twenty minutes and more. */
const waitPerFall = 12;
const retraced = 0.382;
/** A level counts as broken or reclaimed by this share of it, as in `level-state`. */
const beyond = 0.003;
const buyers = 0.5;
const diminished = 0.25;
const lowBranching = 0.5;

/** How long no new low must be seen before the fall may be over, ms. */
export function waitOf({ startedAt, lowAt }: Fall): number {
  return Math.min(longestWaitMs, Math.max(shortestWaitMs, waitPerFall * (lowAt - startedAt)));
}

/**
 * The two ticks of MODEL §6. All spans shrink with the wait after a short fall: takers' trades over half of it, the rate of forced orders over three
 * quarters. A term whose input is missing is skipped and named.
 */
export function judgeStabilising(
  tape: Tape,
  fall: Fall,
  past: OwnPast,
  signs: Pick<Signs, 'priceUsd' | 'r'>,
  now: number,
): StabilisingFigure {
  const waitMs = waitOf(fall);
  const { priceUsd, r } = signs;
  const grid = priceUsd === undefined ? undefined : createPriceGrid(priceUsd);
  const levelUsd = priceUsd === undefined ? undefined : grid?.price(grid.below(priceUsd));

  const takers = tape.takerBuyShare(now - waitMs / 2, now);
  const buying: Evidence[] = [
    priceUsd === undefined
      ? { id: 'no-new-low', unit: 'ms', missing: 'noPriceRecorded' }
      : { id: 'no-new-low', unit: 'ms', met: now - fall.lowAt >= waitMs, value: now - fall.lowAt, threshold: waitMs },
    priceUsd === undefined ? { id: 'retraced', unit: 'share', missing: 'noPriceRecorded' } : toRetraced(fall, priceUsd, levelUsd),
    takers === undefined
      ? { id: 'taker-buying', unit: 'share', missing: 'noTakers' }
      : {
          id: 'taker-buying',
          unit: 'share',
          met: takers.share >= buyers,
          value: takers.share,
          threshold: buyers,
          windowMs: waitMs / 2,
        },
  ];

  const diminishing: Evidence[] = [
    ...(tape.heardSince === undefined
      ? [{ id: 'rate-low', unit: 'usd-per-minute', missing: 'noOrders' } as const]
      : readRates(tape, fall, past, (waitMs * 3) / 4, now)),
    // Measured over a span that holds the fall itself, R says nothing of now.
    r === undefined || r.windowMs > waitMs
      ? { id: 'branching', unit: 'ratio', missing: 'fewSinceFall' }
      : {
          id: 'branching',
          unit: 'ratio',
          met: r.raw < lowBranching,
          value: r.raw,
          threshold: lowBranching,
          windowMs: r.windowMs,
        },
  ];
  return { buying: toTick(buying), diminishing: toTick(diminishing), ...(levelUsd === undefined ? {} : { levelUsd }) };
}

function toRetraced({ highUsd = 0, lowUsd = 0 }: Fall, priceUsd: number, levelUsd = Infinity): Evidence {
  const value = highUsd > lowUsd ? (priceUsd - lowUsd) / (highUsd - lowUsd) : 0;
  const isBackAbove = lowUsd < levelUsd * (1 - beyond) && priceUsd > levelUsd * (1 + beyond);
  return { id: 'retraced', unit: 'share', met: value >= retraced || isBackAbove, value, threshold: retraced };
}

function readRates(tape: Tape, fall: Fall, { rates }: OwnPast, windowMs: number, now: number): readonly Evidence[] {
  const perMinute = minuteMs / windowMs;
  const usd = sumOf(tape, now - windowMs, now);
  const before = sumOf(tape, now - 2 * windowMs, now - windowMs);
  const usual = rates.at(-1);
  // What is back to usual need not fall any further.
  const usualUsd = usual === undefined ? 0 : (usual.usd * windowMs) / usual.windowMs;
  const from = Math.max(fall.startedAt, fall.lowAt - 3 * longestWaitMs);
  const threshold = diminished * peakOf(tape, from, Math.min(now, fall.lowAt + longestWaitMs), windowMs) * perMinute;
  const shared = { unit: 'usd-per-minute', value: usd * perMinute, windowMs } as const;
  return [
    { ...shared, id: 'rate-low', met: shared.value <= threshold, threshold },
    {
      ...shared,
      id: 'long-rate-falling',
      met: usd <= Math.max(before, usualUsd),
      threshold: Math.max(before, usualUsd) * perMinute,
    },
  ];
}

/** Dollars of longs in [from, to), from minutes. */
function sumOf({ minutes }: Tape, from: number, to: number): number {
  let usd = 0;
  for (let place = minutes.from(from), end = minutes.from(to); place < end; place += 1) usd += minutes.value(0, place);
  return usd;
}

/** The highest trailing sum of the minutes in [from, to). */
export function peakOf({ minutes }: Tape, from: number, to: number, windowMs: number): number {
  let tail = minutes.from(from - minuteMs);
  let usd = 0;
  let most = 0;
  for (let head = tail, end = minutes.from(to); head < end; head += 1) {
    usd += minutes.value(0, head);
    for (; minutes.time(tail) <= minutes.time(head) - windowMs; tail += 1) usd -= minutes.value(0, tail);
    most = Math.max(most, usd);
  }
  return most;
}

function toTick(terms: readonly Evidence[]): Tick {
  const known = terms.filter(({ met }) => met !== undefined);
  return known.length === 0 ? { terms } : { met: known.every(({ met }) => met), terms };
}
