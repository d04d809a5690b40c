import { hashText, hashUniform } from '../random.ts';
import type { Market } from '../world.ts';
import type { PriceBook } from './price-path.ts';
import { HOUR } from './time.ts';

/** What longs pay per eight hours in a market that goes nowhere. */
const USUAL = 0.0001;
/** Share of the last eight hours' move that shows in the rate. */
const FOLLOWS = 0.01;
const LOWEST = -0.0012;
const HIGHEST = 0.0006;

/**
 * Funding rates of a scenario: near the usual hundredth of a percent, below nothing after a fall, and a little different on each listing and in
 * each hour. Eight digits, so that a venue's print of it is exact.
 */
export function createFunding(seed: number, prices: Pick<PriceBook, 'price'>): (market: Market, time: number) => number {
  return ({ venue, symbol, base }, time) => {
    const hour = Math.floor(time / HOUR);
    const move = prices.price(base, hour * HOUR) / prices.price(base, (hour - 8) * HOUR) - 1;
    const name = hashText(`funding ${seed} ${venue} ${symbol}`);
    const own = 0.00004 * (hashUniform(name, 0) - 0.5) + 0.00002 * (hashUniform(name, hour) - 0.5);
    const rate = Math.min(HIGHEST, Math.max(LOWEST, USUAL + FOLLOWS * move + own));
    return Math.round(rate * 1e8) / 1e8;
  };
}
