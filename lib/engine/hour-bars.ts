import type { HourBar, HourBars } from '../model/snapshot.ts';
import { countedVenues, hourMs, visitAmounts } from './amounts.ts';
import type { AmountsInput } from './amounts.ts';
import { createSpan, createVenueLayers, toWeights, weighShares } from './layers.ts';

/**
 * Forced orders by hours of the UTC clock, oldest first: `count` bars, the last of which is the hour that is running.
 * Of all coins when `base` is undefined.
 *
 * `heard` of the running hour is the share of what has passed of it; when nothing has, it is 0. Dollars are absent where nothing was
 * heard. Half-hour sums stand in only where nothing finer was heard.
 */
export function hourBars(
  input: AmountsInput,
  options: { readonly base?: string | undefined; readonly count?: number } = {},
): HourBars {
  const { now } = input;
  const venues = countedVenues(input.venues);
  const { base: wanted, count = 24 } = options;
  const firstHour = Math.floor(now / hourMs) - count + 1;
  const from = firstHour * hourMs;
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = venues.map(venue => createVenueLayers(coverage.get(venue.id), from, now));
  const whole = createSpan(from, now, 'short');
  const weights = toWeights(venues, wanted);

  const longs = new Float64Array(count);
  const shorts = new Float64Array(count);
  visitAmounts({ ...input, venues }, from, (venue, layer, time, halfHour, base, longCents, shortCents) => {
    if (wanted !== undefined && base !== wanted) return;
    if (layer !== 'only' && layersByVenue[venue]?.of(base).isCoarse(halfHour, whole) !== (layer === 'coarse')) return;
    const hour = Math.floor(time / hourMs) - firstHour;
    longs[hour] = (longs[hour] ?? 0) + longCents;
    shorts[hour] = (shorts[hour] ?? 0) + shortCents;
  });

  return Array.from({ length: count }, (_, hour): HourBar => {
    const time = from + hour * hourMs;
    const span = createSpan(time, Math.min(time + hourMs, now), 'short');
    const lengthMs = span.to - span.from;
    const heardMs = layersByVenue.map((layers, place) =>
      wanted === undefined ? layers.heardMs(span, venues[place]?.weightByBase) : layers.of(wanted).heardMs(span),
    );
    const shares = heardMs.map(ms => ms / lengthMs);
    const heard = lengthMs > 0 ? weighShares(weights, shares) : 0;
    const known = heardMs.some(ms => ms > 0) || (wanted === undefined && layersByVenue.some(layers => layers.isHeard(span)));
    return known ? { time, heard, longUsd: (longs[hour] ?? 0) / 100, shortUsd: (shorts[hour] ?? 0) / 100 } : { time, heard };
  });
}
