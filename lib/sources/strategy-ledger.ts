import type { StatedCost } from '../model/context.ts';

/**
 * What Strategy's bitcoin cost on average, on days on which it said so, ascending. No interface tells it: these are rows of the public ledger at
 * https://www.strategy.com/ledger, as read in October 2026. Sums follow from the average, since the ledger's own were not always brought up to date.
 */
export const strategyLedger: readonly StatedCost[] = (
  [
    ['2025-06-30', 597_325, 70_982],
    ['2025-09-29', 640_031, 73_983],
    ['2025-10-13', 640_250, 74_000],
    ['2025-11-17', 649_870, 74_433],
    ['2025-12-31', 672_500, 74_997],
    ['2026-01-20', 709_715, 75_979],
    ['2026-02-02', 713_502, 76_052],
    ['2026-02-09', 714_644, 76_056],
    ['2026-03-16', 761_068, 75_696],
    ['2026-04-20', 815_061, 75_527],
    ['2026-05-18', 843_738, 75_700],
    ['2026-06-22', 847_363, 75_651],
    ['2026-08-10', 840_447, 75_385],
    ['2026-09-28', 847_666, 75_437],
    ['2026-10-05', 848_000, 75_441],
  ] as const
).map(([day, coins, averageUsd]) => ({ day: Date.parse(day), coins, averageUsd }));
