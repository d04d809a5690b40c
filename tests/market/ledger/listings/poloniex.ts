import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

/** Sizes of the contracts, in the unit that the symbol counts, as a third party read them in September 2026. */
const sizes: readonly (readonly [name: string, base: string, size: number])[] = [
  ['BTC', 'BTC', 0.001],
  ['ETH', 'ETH', 0.01],
  ['SOL', 'SOL', 0.1],
  ['LTC', 'LTC', 0.01],
  ['BCH', 'BCH', 0.01],
  ['BNB', 'BNB', 0.1],
  ['AVAX', 'AVAX', 0.1],
  ['LINK', 'LINK', 0.1],
  ['SUI', 'SUI', 1],
  ['XRP', 'XRP', 10],
  ['ADA', 'ADA', 10],
  ['DOGE', 'DOGE', 100],
  ['1000PEPE', 'PEPE', 1_000],
  ['1000SHIB', 'SHIB', 100],
];

/** Contracts of Poloniex, counted in contracts and told at their bankruptcy price. */
export function poloniexListings(): readonly Market[] {
  return sizes.map(([name, base, size]) => {
    const units = name === base ? 1 : 1_000;
    return linearListing('poloniex', base, {
      symbol: `${name}_USDT_PERP`,
      board: 'usdt',
      quote: 'USDT',
      unitsPerQuantity: size * units,
      unitsPerPrice: units,
      quantityStep: 1,
      notionalAt: 'bankruptcy',
    });
  });
}
