import type { OtherMarketId } from '../model/context.ts';
import type { Bounds } from '../std/decimal.ts';

/** Within what a value of each market is believed: far from what it ever was, and near enough to catch another unit (a yield times ten). */
export const marketBounds: Readonly<Record<OtherMarketId, Bounds>> = {
  stoxx50: { above: 500, below: 50_000 },
  dax: { above: 1_000, below: 250_000 },
  sp500: { above: 500, below: 100_000 },
  vix: { above: 1, below: 200 },
  dollar: { above: 40, below: 250 },
  us10y: { above: 0, below: 25 },
};
