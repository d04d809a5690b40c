import type { Intervals, VenueCoverage } from '../model/coverage.ts';
import { halfHourMs } from './amounts.ts';
import type { EnabledVenue } from './amounts.ts';
import { clip, measure, subtract, union, widen } from '../std/intervals.ts';

/**
 * When half-hour sums stand in for finer ones, in a half hour that lies wholly inside the span that is summed:
 * - `short` (an hour, a day, bars by the hour): only where nothing finer was heard
 * - `long` (a week, a month): also where they were heard throughout and the finer layer was not
 */
export type LayerRule = 'short' | 'long';

/** A span of time that is summed under one rule. */
export interface Span {
  /** ms; the span is `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly rule: LayerRule;
  /** The half hours wholly inside, `[firstWhole, endWhole)`, counted from the epoch. */
  readonly firstWhole: number;
  readonly endWhole: number;
}

export function createSpan(from: number, to: number, rule: LayerRule): Span {
  return { from, to, rule, firstWhole: Math.ceil(from / halfHourMs), endWhole: Math.floor(to / halfHourMs) };
}

/** Says which of two layers tells of a half hour. Exactly one does, so that nothing is counted twice. */
export interface Layers {
  /** True when the coarse layer tells of this half hour, false when the fine layer and the tail do. */
  isCoarse(halfHour: number, span: Span): boolean;
  /** What of the span was heard: by the fine layer, or by the coarse one where it is used. */
  heard(span: Span): Intervals;
  /** The same in ms. */
  heardMs(span: Span): number;
}

/** Layers for spans inside `[from, to)`. Without coverage nothing was heard at all. */
export function createLayers(coverage: Pick<VenueCoverage, 'fine' | 'coarse'> | undefined, from: number, to: number): Layers {
  const fine = clip(coverage?.fine ?? [], from, to);
  const coarse = coverage?.coarse ?? [];
  const first = Math.floor(from / halfHourMs);
  const count = Math.max(0, Math.ceil(to / halfHourMs) - first);
  const used: Partial<Record<LayerRule, Intervals>> = {};
  const cells: Partial<Record<LayerRule, Uint8Array>> = {};

  /** What of the coarse layer is used. A gap in it is no reason to leave out the half hour, where there is nothing finer. */
  function usedOf(rule: LayerRule): Intervals {
    const alone = subtract(coarse, widen(fine, halfHourMs));
    return rule === 'short' ? alone : union(alone, subtract(inwards(coarse), inwards(fine)));
  }

  /** Asked once for each amount, so looked up and not searched for. */
  function cellsOf(rule: LayerRule): Uint8Array {
    const marks = new Uint8Array(count);
    for (const span of (used[rule] ??= usedOf(rule))) {
      const begin = Math.floor(span.from / halfHourMs) - first;
      marks.fill(1, Math.max(0, begin), Math.max(0, Math.ceil(span.to / halfHourMs) - first));
    }
    return marks;
  }

  function heard({ rule, ...span }: Span): Intervals {
    const own = clip(fine, span.from, span.to);
    if (coarse.length === 0) return own;
    return union(own, clip((used[rule] ??= usedOf(rule)), span.firstWhole * halfHourMs, span.endWhole * halfHourMs));
  }

  return {
    isCoarse(halfHour, { firstWhole, endWhole, rule }) {
      if (coarse.length === 0 || halfHour < firstWhole || halfHour >= endWhole) return false;
      return (cells[rule] ??= cellsOf(rule))[halfHour - first] === 1;
    },
    heard,
    heardMs: span => measure(heard(span)),
  };
}

/** The whole half hours inside. */
function inwards(intervals: Intervals): Intervals {
  return intervals.flatMap(span => {
    const from = Math.ceil(span.from / halfHourMs) * halfHourMs;
    const to = Math.floor(span.to / halfHourMs) * halfHourMs;
    return from < to ? [{ from, to }] : [];
  });
}

/** Layers of one venue: those of all its coins, and those of coins that were heard of by themselves too. */
export interface VenueLayers {
  readonly all: Layers;
  /** Of one coin: what was heard of all coins, and of this one alone. */
  of(base: string): Layers;
  /**
   * ms of the span that were heard of the venue as a whole: of all coins, and of single ones by their share of `weights` (dollars of open
   * interest by base). While the weights are not known, single coins add nothing.
   */
  heardMs(span: Span, weights: ReadonlyMap<string, number> | undefined): number;
  /**
   * What `heardMs` is made of: the times of all coins, which weigh 1, and those of single coins beyond them, which weigh their share of `weights`, 0
   * while that is not known.
   */
  heardBy(
    span: Span,
    weights: ReadonlyMap<string, number> | undefined,
  ): readonly { readonly heard: Intervals; readonly weight: number }[];
  /** Whether anything of the span was heard, be it of one coin only. */
  isHeard(span: Span): boolean;
}

/** See `createLayers`. */
export function createVenueLayers(coverage: VenueCoverage | undefined, from: number, to: number): VenueLayers {
  const all = createLayers(coverage, from, to);
  const coins = coverage?.coins ?? new Map<string, Pick<VenueCoverage, 'fine' | 'coarse'>>();
  const made = new Map<string, Layers>();

  function of(base: string): Layers {
    const own = coins.get(base);
    if (coverage === undefined || own === undefined) return all;
    let layers = made.get(base);
    if (layers === undefined) {
      layers = createLayers({ fine: union(coverage.fine, own.fine), coarse: union(coverage.coarse, own.coarse) }, from, to);
      made.set(base, layers);
    }
    return layers;
  }

  return {
    all,
    of,
    heardMs(span, weights) {
      const common = all.heardMs(span);
      if (coins.size === 0 || weights === undefined || common >= span.to - span.from) return common;
      let whole = 0;
      let more = 0;
      for (const [base, usd] of weights) {
        if (!(usd > 0)) continue;
        whole += usd;
        if (coins.has(base)) more += usd * Math.max(0, of(base).heardMs(span) - common);
      }
      return whole > 0 ? common + more / whole : common;
    },
    heardBy(span, weights) {
      const common = all.heard(span);
      const parts = [{ heard: common, weight: 1 }];
      if (coins.size === 0 || measure(common) >= span.to - span.from) return parts;
      let whole = 0;
      for (const usd of weights?.values() ?? []) whole += Math.max(0, usd);
      for (const base of coins.keys()) {
        const heard = subtract(of(base).heard(span), common);
        const weight = whole > 0 ? Math.max(0, weights?.get(base) ?? 0) / whole : 0;
        if (heard.length > 0) parts.push({ heard, weight });
      }
      return parts;
    },
    isHeard: span => all.heardMs(span) > 0 || [...coins.keys()].some(base => of(base).heardMs(span) > 0),
  };
}

/**
 * Mean of one share per venue, weighed by `weightUsd`; every venue weighs the same while any weight is not known or all are 0.
 * 0 without venues.
 */
export function weighShares(venues: readonly { readonly weightUsd: number | undefined }[], shares: readonly number[]): number {
  const weights = venues.map(venue => venue.weightUsd);
  const known = weights.every(weight => weight !== undefined && Number.isFinite(weight) && weight >= 0);
  const useWeights = known && weights.some(weight => weight !== 0);
  let sum = 0;
  let whole = 0;
  shares.forEach((share, place) => {
    const weight = useWeights ? (weights[place] ?? 0) : 1;
    sum += weight * share;
    whole += weight;
  });
  return whole > 0 ? Math.min(1, sum / whole) : 0;
}

/** Weights for one coin where they are known of every venue; else those of all coins. */
export function toWeights(
  venues: readonly EnabledVenue[],
  base: string | undefined,
): readonly { readonly weightUsd: number | undefined }[] {
  return base !== undefined && venues.every(venue => venue.weightByBase !== undefined)
    ? venues.map(venue => ({ weightUsd: venue.weightByBase?.get(base) ?? 0 }))
    : venues;
}
