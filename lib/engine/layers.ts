import type { VenueCoverage } from '../model/coverage.ts';
import { halfHourMs } from './amounts.ts';
import { clip, measure, measureCells } from '../std/intervals.ts';

/**
 * When half-hour sums stand in for finer ones, in a half hour that lies wholly inside the span that is summed:
 * - `short` (an hour, a day, bars by the hour): only where nothing finer was heard
 * - `long` (a week, a month): wherever the finer layer was not heard throughout
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

/** Says for one venue which of its two layers tells of a half hour. Exactly one does, so that nothing is counted twice. */
export interface Layers {
  /** True when the coarse layer tells of this half hour, false when the fine layer and the tail do. */
  isCoarse(halfHour: number, span: Span): boolean;
  /** ms of the span that were heard: by the fine layer, or by the coarse one where it is used. */
  heardMs(span: Span): number;
}

/** Layers of one venue for spans inside `[from, to)`. A venue without coverage was not heard at all. */
export function createLayers(coverage: VenueCoverage | undefined, from: number, to: number): Layers {
  const fine = coverage?.fine ?? [];
  const first = Math.floor(from / halfHourMs);
  const count = Math.max(0, Math.ceil(to / halfHourMs) - first);
  const fineMs = measureCells(fine, first * halfHourMs, halfHourMs, count);
  const coarseMs = measureCells(coverage?.coarse ?? [], first * halfHourMs, halfHourMs, count);
  const coarse: Record<LayerRule, Uint8Array> = { short: new Uint8Array(count), long: new Uint8Array(count) };
  for (let cell = 0; cell < count; cell += 1) {
    if (coarseMs[cell] !== halfHourMs) continue;
    coarse.short[cell] = fineMs[cell] === 0 ? 1 : 0;
    coarse.long[cell] = fineMs[cell] === halfHourMs ? 0 : 1;
  }

  return {
    isCoarse(halfHour, span) {
      return halfHour >= span.firstWhole && halfHour < span.endWhole && coarse[span.rule][halfHour - first] === 1;
    },
    heardMs(span) {
      let heard = measure(clip(fine, span.from, span.to));
      const used = coarse[span.rule];
      for (let halfHour = span.firstWhole; halfHour < span.endWhole; halfHour += 1) {
        if (used[halfHour - first] === 1) heard += halfHourMs - (fineMs[halfHour - first] ?? 0);
      }
      return heard;
    },
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
