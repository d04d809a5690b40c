import type { Intervals } from '../model/coverage.ts';
import { countedVenues, visitAmounts } from './amounts.ts';
import type { AmountsInput, EnabledVenue } from './amounts.ts';
import { createSpan, createVenueLayers, toWeights, weighShares } from './layers.ts';
import type { LayerRule } from './layers.ts';
import { measure } from '../std/intervals.ts';

/** Forced orders by equal steps, as parallel columns. */
export interface StepSums {
  readonly longCents: Float64Array;
  readonly shortCents: Float64Array;
  /** ms of each step that were heard, venues weighed as in totals. */
  readonly heardMs: Float64Array;
  /** 1 where anything of the step was heard of anybody. Without it cents are no zero, but unknown. */
  readonly known: Uint8Array;
  /** The longest sum among those that were counted, ms; 0 without any. A finer step would put into one what belongs to several. */
  readonly grainMs: number;
  /** What of the span was heard of each venue that counts, in the order of `input.venues`. */
  readonly venues: readonly { readonly venue: EnabledVenue; readonly heard: Intervals; readonly heardMs: number }[];
}

export interface StepsAsked {
  /** All coins when undefined. */
  readonly base?: string | undefined;
  /** Opening of the first step, ms. */
  readonly from: number;
  readonly stepMs: number;
  /** Steps, the last of which may be running, or still to come. */
  readonly count: number;
  readonly rule: LayerRule;
}

/**
 * Forced orders in `[from, input.now)` by steps: each sum in the step in which it begins, from the layer that counts in totals of the whole span (see
 * `LayerRule`), so that the steps of a span add up to its total.
 */
export function sumSteps(input: AmountsInput, { base: wanted, from, stepMs, count, rule }: StepsAsked): StepSums {
  const { now } = input;
  const venues = countedVenues(input.venues);
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = venues.map(venue => createVenueLayers(coverage.get(venue.id), from, now));
  const whole = createSpan(from, now, rule);
  const weights = toWeights(venues, wanted);

  const longCents = new Float64Array(count);
  const shortCents = new Float64Array(count);
  let grainMs = 0;
  visitAmounts({ ...input, venues }, from, (venue, layer, time, halfHour, base, long, short, lengthMs) => {
    if (wanted !== undefined && base !== wanted) return;
    if (layer !== 'only' && layersByVenue[venue]?.of(base).isCoarse(halfHour, whole) !== (layer === 'coarse')) return;
    const step = Math.floor((time - from) / stepMs);
    longCents[step] = (longCents[step] ?? 0) + long;
    shortCents[step] = (shortCents[step] ?? 0) + short;
    grainMs = Math.max(grainMs, lengthMs);
  });

  const heardMs = new Float64Array(count);
  const known = new Uint8Array(count);
  const heardOf = venues.map((venue, place) => {
    const layers = layersByVenue[place];
    // What the venue weighs among all of them.
    const share = weighShares(
      weights,
      venues.map((_each, other) => (other === place ? 1 : 0)),
    );
    const parts =
      wanted === undefined
        ? (layers?.heardBy(whole, venue.weightByBase) ?? [])
        : [{ heard: layers?.of(wanted).heard(whole) ?? [], weight: 1 }];
    let ownMs = 0;
    for (const { heard, weight } of parts) {
      ownMs += measure(heard) * weight;
      addHeard(heard, weight * share);
    }
    return { venue, heard: parts[0]?.heard ?? [], heardMs: ownMs };
  });

  function addHeard(heard: Intervals, weight: number): void {
    for (const span of heard) {
      const end = Math.min(count, Math.ceil((span.to - from) / stepMs));
      for (let step = Math.floor((span.from - from) / stepMs); step < end; step += 1) {
        const opening = from + step * stepMs;
        const ms = Math.min(span.to, opening + stepMs) - Math.max(span.from, opening);
        heardMs[step] = (heardMs[step] ?? 0) + ms * weight;
        known[step] = 1;
      }
    }
  }

  return { longCents, shortCents, heardMs, known, grainMs, venues: heardOf };
}
