import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = 'BTC ETH SOL XRP BNB DOGE ADA AVAX LINK SUI LTC AAVE NEAR HYPE FARTCOIN TAO ENA'.split(' ');

/** Hyperliquid's perpetuals: the coin's own name, and a `k` before those that are counted in thousands. */
export function hyperliquidListings(): readonly Market[] {
  const shared = { board: 'perp', quote: 'USDC' } as const;
  const thousands = { unitsPerQuantity: 1_000, unitsPerPrice: 1_000 };
  return [
    ...coins.map(base => linearListing('hyperliquid', base, { ...shared, symbol: base })),
    ...['PEPE', 'BONK'].map(base => linearListing('hyperliquid', base, { ...shared, ...thousands, symbol: `k${base}` })),
  ];
}
