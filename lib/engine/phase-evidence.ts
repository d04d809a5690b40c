import type { BranchingFigure, Evidence, Known, PhaseMemory } from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import { leastPastMs, measureRate, measureUsual } from './rates.ts';
import type { Rate, Usual } from './rates.ts';
import type { Tape } from './tape.ts';

/** Twelve hours: over which the crashes of the past are told by price, and the span that the thresholds below were tuned on. */
const slowMs = 12 * hourMs;
/** A fall of minutes; no open record of forced orders is fine enough to tune it on. */
const flashMs = 5 * minuteMs;
/** A fall is one from this share on, and from so many standard deviations of the coin's own price on. */
const slowDrop = { share: 0.04, deviations: 2.5 } as const;
const flashDrop = { share: 0.01, deviations: 8 } as const;
/** Open interest falls when this share of the coins is gone, over twelve hours or since the beginning of a longer fall. */
export const leastClosed = 0.01;
/** A price or an open interest older than this tells nothing of now. */
const staleMs = 2 * hourMs;

/** What is usual for one coin: of its forced orders and of its price. */
export interface OwnPast extends Usual {
  /** Standard deviation of the price's relative change in a minute; `undefined` where too few prices are known. */
  readonly deviation: number | undefined;
}

/** A fall of the price from the highest of `windowMs`, relative, and from where on it is a fall of note for this coin. */
export interface Drop {
  readonly value: number;
  readonly threshold: number;
  readonly windowMs: number;
}

/**
 * What speaks for a phase at one moment, before it is put in words. A member is absent where it is not known. `r` and `evidence` are worked out when they
 * are read: fitting R costs milliseconds, and few decisions hang on it.
 */
export interface Signs {
  readonly rate?: Rate;
  /** The falls of the price over twelve hours and over five minutes. */
  readonly slow?: Drop;
  readonly flash?: Drop;
  /** Relative change of the coins that are open over twelve hours, or since the beginning of a longer fall. */
  readonly interest?: { readonly change: number; readonly windowMs: number };
  readonly r?: BranchingFigure | undefined;
  readonly priceUsd?: number | undefined;
  readonly priceAt?: number;
  readonly evidence: readonly Evidence[];
}

/** What was usual up to `until`, of up to seven days. */
export function measureOwnPast(tape: Tape, until: number): OwnPast {
  return { ...measureUsual(tape, until), deviation: deviationOf(tape, until, hourMs) ?? deviationOf(tape, until, flashMs) };
}

const samplesOfDeviation = 90 * 24;
const leastSamples = 24;
/** The median of absolute deviations of a normal distribution, times this, is its standard deviation. */
const medianToDeviation = 1.4826;

// From the median, so that one crash in the past does not hide the next.
function deviationOf(tape: Tape, until: number, stepMs: number): number | undefined {
  const changes: number[] = [];
  let after = tape.priceAt(until);
  for (let sample = 1; sample <= samplesOfDeviation; sample += 1) {
    const before = tape.priceAt(until - sample * stepMs);
    if (before === undefined) break;
    if (after !== undefined && after.at - before.at > stepMs / 2) changes.push(Math.abs(after.usd / before.usd - 1));
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
export function readSigns(
  tape: Tape,
  past: OwnPast,
  now: number,
  memory: PhaseMemory | undefined,
  branching: () => Known<BranchingFigure>,
): Signs {
  const evidence: Evidence[] = [];
  const since = memory?.fall?.startedAt;
  const isDuring =
    memory === undefined ||
    memory.phase === 'building' ||
    memory.phase === 'cascade' ||
    (memory.phase === 'deleveraging' && memory.from === 'building');
  const notBefore = isDuring ? -Infinity : memory.since;
  const price = tape.priceAt(now);
  const isPriceFresh = price !== undefined && now - price.at <= staleMs;

  let rate: Rate | undefined;
  if (tape.heardSince === undefined) {
    evidence.push({ id: 'long-rate', unit: 'usd-per-minute', missing: 'noOrders' });
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
      ...(past.pastMs < leastPastMs ? { missing: 'shortPast' } : {}),
    });
  }

  const slow = isPriceFresh ? readDrop(tape, past, price, notBefore, slowMs, slowDrop) : undefined;
  const flash = isPriceFresh ? readDrop(tape, past, price, notBefore, flashMs, flashDrop) : undefined;
  const drop =
    (flash === undefined ? 0 : flash.value / flash.threshold) > (slow === undefined ? 0 : slow.value / slow.threshold)
      ? flash
      : slow;
  evidence.push(
    drop === undefined
      ? { id: 'price-falling', unit: 'share', missing: price === undefined ? 'noPriceRecorded' : 'oldPrice' }
      : { id: 'price-falling', unit: 'share', met: drop.value >= drop.threshold, ...drop },
  );

  const interest = readInterest(tape, now, since);
  evidence.push(
    interest === undefined
      ? { id: 'open-interest-falling', unit: 'share', missing: 'noInterestSince' }
      : {
          id: 'open-interest-falling',
          unit: 'share',
          met: interest.change <= -leastClosed,
          value: interest.change,
          threshold: -leastClosed,
          windowMs: interest.windowMs,
        },
  );

  const isAsked = since !== undefined || (rate !== undefined && rate.ratio >= 1);
  const measure = (): Known<BranchingFigure> => (isAsked ? branching() : { unknown: 'notFalling' });

  return {
    get evidence() {
      return [...evidence, toBranching(measure())];
    },
    get r() {
      const r = measure();
      return 'unknown' in r ? undefined : r;
    },
    ...(rate === undefined ? {} : { rate }),
    ...(slow === undefined ? {} : { slow }),
    ...(flash === undefined ? {} : { flash }),
    ...(interest === undefined ? {} : { interest }),
    ...(isPriceFresh ? { priceUsd: price.usd, priceAt: price.at } : {}),
  };
}

function toBranching(r: Known<BranchingFigure>): Evidence {
  const term = { id: 'branching', unit: 'ratio' } as const;
  return 'unknown' in r
    ? { ...term, missing: r.unknown }
    : { ...term, met: r.raw >= highBranching, value: r.raw, threshold: highBranching, windowMs: r.windowMs };
}

/** From here on forced orders are taken to set each other off. */
export const highBranching = 0.7;

function readDrop(
  tape: Tape,
  { deviation = 0 }: OwnPast,
  price: { readonly usd: number; readonly at: number },
  notBefore: number,
  windowMs: number,
  { share, deviations }: { readonly share: number; readonly deviations: number },
): Drop | undefined {
  const high = tape.highest(windowMs, Math.max(price.at - windowMs, notBefore), price.at);
  if (high === undefined) return undefined;
  const threshold = Math.max(share, deviations * deviation * Math.sqrt(windowMs / minuteMs));
  return { value: Math.max(0, 1 - price.usd / high), threshold, windowMs };
}

function readInterest(tape: Tape, now: number, since = -Infinity): Signs['interest'] {
  const from = since === -Infinity ? now - slowMs : Math.min(since, now - slowMs);
  const change = tape.interestChange(from, now);
  // A figure of before the fall tells nothing of it.
  if (change === undefined || now - change.at > staleMs || change.at < since) return undefined;
  return { change: change.change, windowMs: now - from };
}
