import type { HourBar, HourBars } from '../model/snapshot.ts';
import { hourMs } from './amounts.ts';
import type { AmountsInput } from './amounts.ts';
import { sumSteps } from './step-sums.ts';

/**
 * Forced orders by hours of the UTC clock, oldest first: `count` bars, the last of which is the hour that is running.
 * Of all coins when `base` is undefined.
 *
 * `heard` of the running hour is the share of what has passed of it; when nothing has, it is 0. Dollars are absent where nothing was
 * heard. Half-hour sums stand in only where nothing finer was heard.
 */
export function hourBars(
  input: AmountsInput,
  { base, count = 24 }: { readonly base?: string | undefined; readonly count?: number } = {},
): HourBars {
  const from = (Math.floor(input.now / hourMs) - count + 1) * hourMs;
  const sums = sumSteps(input, { base, from, stepMs: hourMs, count, rule: 'short' });
  return Array.from({ length: count }, (_, hour): HourBar => {
    const time = from + hour * hourMs;
    const passedMs = Math.min(hourMs, input.now - time);
    const heard = passedMs > 0 ? Math.min(1, (sums.heardMs[hour] ?? 0) / passedMs) : 0;
    if (sums.known[hour] !== 1) return { time, heard };
    return { time, heard, longUsd: (sums.longCents[hour] ?? 0) / 100, shortUsd: (sums.shortCents[hour] ?? 0) / 100 };
  });
}
