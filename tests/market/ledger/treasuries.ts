import type { Treasury } from '../world.ts';
import { utc } from './time.ts';

/** Strategy's own books (facts sheet, section 22): day, coins, average cost. Coins go down in the summer of 2026. */
const STRATEGY: readonly (readonly [day: string, coins: number, averageUsd: number])[] = [
  ['2025-09-29', 640_031, 73_983],
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
];

/** CoinGecko's average of the same coins was 450 dollars higher in February 2026. */
const LISTED_ABOVE_OWN_USD = 450;

const OTHERS: readonly Treasury[] = [
  { name: 'XXI', ticker: 'XXI.US', coins: 43_514, averageUsd: undefined, listedAverageUsd: undefined },
  { name: 'Metaplanet', ticker: '3350.T', coins: 35_102, averageUsd: 107_606, listedAverageUsd: 107_606 },
  { name: 'MARA Holdings', ticker: 'MARA.US', coins: 53_250, averageUsd: undefined, listedAverageUsd: undefined },
  {
    name: 'Trump Media & Technology Group Corp.',
    ticker: 'DJT.US',
    coins: 11_542,
    averageUsd: 118_529,
    listedAverageUsd: 118_529,
  },
  { name: 'Tesla, Inc.', ticker: 'TSLA.US', coins: 11_509, averageUsd: 33_539, listedAverageUsd: 33_539 },
];

/** Companies that hold bitcoin at a moment, largest first. */
export function treasuriesAt(time: number): readonly Treasury[] {
  const [, coins, averageUsd] = STRATEGY.findLast(([day]) => utc(day) <= time) ?? ['', 0, 0];
  const strategy = {
    name: 'Strategy',
    ticker: 'MSTR.US',
    coins,
    averageUsd,
    listedAverageUsd: averageUsd + LISTED_ABOVE_OWN_USD,
  };
  return [strategy, ...OTHERS].sort((a, b) => b.coins - a.coins);
}
