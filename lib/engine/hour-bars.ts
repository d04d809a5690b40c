import type { HourBar, HourBars } from '../model/snapshot.ts';
import { hourMs, visitAmounts } from './amounts.ts';
import type { AmountsInput } from './amounts.ts';
import { createLayers, createSpan, weighShares } from './layers.ts';

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
  const { now, venues } = input;
  const { base: wanted, count = 24 } = options;
  const firstHour = Math.floor(now / hourMs) - count + 1;
  const from = firstHour * hourMs;
  const coverage = new Map(input.coverage.map(row => [row.venue, row]));
  const layersByVenue = venues.map(venue => createLayers(coverage.get(venue.id), from, now));
  const whole = createSpan(from, now, 'short');

  const longs = new Float64Array(count);
  const shorts = new Float64Array(count);
  visitAmounts(input, from, (venue, layer, time, halfHour, base, longCents, shortCents) => {
    if (wanted !== undefined && base !== wanted) return;
    if (layersByVenue[venue]?.isCoarse(halfHour, whole) !== (layer === 'coarse')) return;
    const hour = Math.floor(time / hourMs) - firstHour;
    longs[hour] = (longs[hour] ?? 0) + longCents;
    shorts[hour] = (shorts[hour] ?? 0) + shortCents;
  });

  return Array.from({ length: count }, (_, hour): HourBar => {
    const time = from + hour * hourMs;
    const span = createSpan(time, Math.min(time + hourMs, now), 'short');
    const lengthMs = span.to - span.from;
    const heard =
      lengthMs > 0
        ? weighShares(
            venues,
            layersByVenue.map(layers => layers.heardMs(span) / lengthMs),
          )
        : 0;
    const known = layersByVenue.some(layers => layers.heardMs(span) > 0);
    return known ? { time, heard, longUsd: (longs[hour] ?? 0) / 100, shortUsd: (shorts[hour] ?? 0) / 100 } : { time, heard };
  });
}
