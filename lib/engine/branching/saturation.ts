/**
 * Some feeds let out the last order of each second and contract (Binance since 2021-04-27, facts of the venue's own documents): at their limit an order
 * comes every second, as regular as no market is, and R of it is 0 whatever the truth.
 */
const gridSeconds = 1;
/** So many gaps in a row of about a second are a run ... */
const leastRun = 6;
/** ... and a feed is at its limit when at least so many gaps, and this share of them, lie in runs. Of orders that come by chance at most 4 % do. */
const leastGaps = 20;
const leastShare = 0.2;

/** Whether the times (seconds, ascending) show a feed that was at its limit of one order a second. Whole seconds are told apart by the caller. */
export function isAtLimit(times: Float64Array): boolean {
  let inRuns = 0;
  let run = 0;
  times.forEach((time, index) => {
    const gap = (time - (times[index - 1] ?? -Infinity)) / gridSeconds;
    run = gap > 0.5 && gap < 1.5 ? run + 1 : 0;
    if (run >= leastRun) inRuns += run === leastRun ? leastRun : 1;
  });
  return inRuns >= leastGaps && inRuns >= leastShare * (times.length - 1);
}
