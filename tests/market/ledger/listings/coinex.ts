import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'ADA', 'LTC', 'BCH', 'LINK', 'PEPE', 'XMR', 'ZEC'];

/** CoinEx's perpetuals: counted in coin, and one inverse of bitcoin that is counted in dollars. */
export function coinexListings(): readonly Market[] {
  return [
    ...coins.map(base => linearListing('coinex', base, { symbol: `${base}USDT`, board: 'linear', quote: 'USDT' })),
    {
      ...linearListing('coinex', 'BTC', { symbol: 'BTCUSD', board: 'inverse', quote: 'USD', priceTick: 0.1, quantityStep: 1 }),
      contract: 'inverse',
      contractUsd: 1,
    },
  ];
}
