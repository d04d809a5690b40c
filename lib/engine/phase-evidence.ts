import type { BranchingFigure, Evidence, Known, PhaseMemory } from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import { leastPastMs, measureRate, measureUsual } from './rates.ts';
import type { Rate, Usual } from './rates.ts';
import type { Tape } from './tape.ts';

/** Spans over which a fall of the price is looked for. */
const priceWindowsMs = [5 * minuteMs, hourMs, 4 * hourMs] as const;
/** A fall is none below this share in five minutes; over longer spans it grows with the square root of time, as a price wanders. */
const leastDrop = 0.0025;
/** Nor below so many standard deviations of the coin's own price. */
const leastDeviations = 4;
/** Open interest falls when this share of the coins is gone. */
const leastClosed = 0.005;
/** A price or an open interest older than this tells nothing of now. */
const staleMs = 2 * hourMs;

/** What is usual for one coin: of its forced orders and of its price. */
export interface OwnPast extends Usual {
  /** Standard deviation of the price's relative change in a minute; `undefined` where too few prices are known. */
  readonly deviation: number | undefined;
}

/** What speaks for a phase at one moment, before it is put in words. A member is absent where it is not known. */
export interface Signs {
  readonly rate?: Rate;
  /** The fall of the price that stands out most: relative, over `windowMs`, with what it was held against. */
  readonly drop?: { readonly value: number; readonly threshold: number; readonly windowMs: number };
  /** Relative change of the coins that are open since the beginning of the fall, or over the last hour. */
  readonly interest?: { readonly change: number; readonly windowMs: number };
  readonly r?: BranchingFigure;
  readonly priceUsd?: number;
  readonly evidence: readonly Evidence[];
}

/** What was usual up to `until`, of up to seven days. */
export function measureOwnPast(tape: Tape, until: number): OwnPast {
  return { ...measureUsual(tape, until), deviation: deviationOf(tape, until, hourMs) ?? deviationOf(tape, until, 5 * minuteMs) };
}

const samplesOfDeviation = 168;
const leastSamples = 24;
/** The median of absolute deviations of a normal distribution, times this, is its standard deviation. */
const medianToDeviation = 1.4826;

// From the median, so that one crash in the past does not hide the next.
function deviationOf(tape: Tape, until: number, stepMs: number): number | undefined {
  const changes: number[] = [];
  let after = tape.priceAt(until);
  for (let sample = 1; sample <= samplesOfDeviation; sample += 1) {
    const before = tape.priceAt(until - sample * stepMs);
    if (before !== undefined && after !== undefined && after.at - before.at > stepMs / 2)
      changes.push(Math.abs(after.usd / before.usd - 1));
    after = before;
  }
  if (changes.length < leastSamples) return undefined;
  changes.sort((left, right) => left - right);
  return ((changes[changes.length >> 1] ?? 0) * medianToDeviation) / Math.sqrt(stepMs / minuteMs);
}

/**
 * Everything that speaks for a phase or against it at a moment. After a cascade only what came since it ended counts, or the hour that it lies in would
 * begin it anew.
 */
export function readSigns(tape: Tape, past: OwnPast, now: number, memory: PhaseMemory | undefined, branching: () => Known<BranchingFigure>): Signs {
  const evidence: Evidence[] = [];
  const since = memory?.fall?.startedAt;
  const isDuring = memory === undefined || memory.phase === 'building' || memory.phase === 'cascade';
  const notBefore = isDuring ? -Infinity : memory.since;
  const price = tape.priceAt(now);
  const isPriceFresh = price !== undefined && now - price.at <= staleMs;

  let rate: Rate | undefined;
  if (tape.heardSince === undefined) {
    evidence.push({ id: 'long-rate', unit: 'usd-per-minute', missing: 'no forced order is recorded' });
  } else {
    rate = measureRate(tape, past, now, notBefore);
    const perMinute = minuteMs / rate.windowMs;
    evidence.push({
      id: 'long-rate',
      unit: 'usd-per-minute',
      met: rate.ratio >= 1,
      value: rate.usd * perMinute,
      threshold: rate.usualUsd * perMinute,
      windowMs: rate.windowMs,
      ...(past.pastMs < leastPastMs ? { missing: 'fewer than three days of its own past are recorded' } : {}),
    });
  }

  const drop = isPriceFresh ? readDrop(tape, past, price, notBefore) : undefined;
  evidence.push(
    drop === undefined
      ? { id: 'price-falling', unit: 'share', missing: price === undefined ? 'no price is recorded' : 'its price is old' }
      : { id: 'price-falling', unit: 'share', met: drop.value >= drop.threshold, ...drop },
  );

  const interest = readInterest(tape, now, since);
  evidence.push(
    interest === undefined
      ? { id: 'open-interest-falling', unit: 'share', missing: 'no open interest since then is recorded' }
      : {
          id: 'open-interest-falling',
          unit: 'share',
          met: interest.change <= -leastClosed,
          value: interest.change,
          threshold: -leastClosed,
          windowMs: interest.windowMs,
        },
  );

  // Fitting costs milliseconds, and on a quiet day nobody asks.
  const r = since !== undefined || (rate !== undefined && rate.ratio >= 1) ? branching() : { unknown: 'nothing is falling' };
  const known = 'unknown' in r ? undefined : r;
  evidence.push(
    'unknown' in r
      ? { id: 'branching', unit: 'ratio', missing: r.unknown }
      : { id: 'branching', unit: 'ratio', met: r.raw >= highBranching, value: r.raw, threshold: highBranching, windowMs: r.windowMs },
  );

  return {
    evidence,
    ...(rate === undefined ? {} : { rate }),
    ...(drop === undefined ? {} : { drop }),
    ...(interest === undefined ? {} : { interest }),
    ...(known === undefined ? {} : { r: known }),
    ...(isPriceFresh ? { priceUsd: price.usd } : {}),
  };
}

/** From here on forced orders are taken to set each other off. */
export const highBranching = 0.7;

function readDrop(
  tape: Tape,
  { deviation = 0 }: OwnPast,
  price: { readonly usd: number; readonly at: number },
  notBefore: number,
): Signs['drop'] {
  let most: Signs['drop'];
  for (const windowMs of priceWindowsMs) {
    const high = tape.range(Math.max(price.at - windowMs, notBefore), price.at)?.highUsd;
    if (high === undefined) continue;
    const value = Math.max(0, 1 - price.usd / high);
    const threshold = Math.max(
      leastDrop * Math.sqrt(windowMs / (5 * minuteMs)),
      leastDeviations * deviation * Math.sqrt(windowMs / minuteMs),
    );
    if (most === undefined || value / threshold > most.value / most.threshold) most = { value, threshold, windowMs };
  }
  return most;
}

function readInterest(tape: Tape, now: number, since = now): Signs['interest'] {
  const from = Math.min(since, now - hourMs);
  const change = tape.interestChange(from, now);
  // A figure of before the fall tells nothing of it.
  if (change === undefined || now - change.at > staleMs || change.at < since) return undefined;
  return { change: change.change, windowMs: now - from };
}
