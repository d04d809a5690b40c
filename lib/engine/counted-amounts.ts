import { halfHourMs, visitAmounts } from './amounts.ts';
import type { AmountsInput } from './amounts.ts';
import { createSpan, createVenueLayers } from './layers.ts';

/** One sum that counts. `lengthMs` is that of its half hour, or 0 for a minute, a five-minute bar or a single order. */
export type VisitCounted = (sum: {
  /** The venue's id. */
  readonly venue: string;
  readonly time: number;
  readonly lengthMs: number;
  readonly base: string;
  readonly longCents: number;
  readonly shortCents: number;
}) => void;

/** Hands over what was forced out in `[from, now)`, of each venue, coin and half hour from the one layer that counts. */
export function visitCounted(input: AmountsInput, from: number, visit: VisitCounted): void {
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = input.venues.map(venue => createVenueLayers(coverage.get(venue.id), from, input.now));
  const span = createSpan(from, input.now, 'short');
  visitAmounts(input, from, (venue, layer, time, halfHour, base, longCents, shortCents) => {
    if (layer !== 'only' && layersByVenue[venue]?.of(base).isCoarse(halfHour, span) !== (layer === 'coarse')) return;
    visit({
      venue: input.venues[venue]?.id ?? '',
      time,
      lengthMs: layer === 'fine' ? 0 : halfHourMs,
      base,
      longCents,
      shortCents,
    });
  });
}
