import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'ADA', 'AVAX', 'LINK', 'SUI', 'LTC', 'HYPE', 'FARTCOIN'];

/** Aster's perpetuals: Binance's spelling, thousands of PEPE among them. */
export function asterListings(): readonly Market[] {
  return [
    ...coins.map(base => linearListing('aster', base, { symbol: `${base}USDT`, board: 'um', quote: 'USDT' })),
    linearListing('aster', 'PEPE', {
      symbol: '1000PEPEUSDT',
      board: 'um',
      quote: 'USDT',
      unitsPerQuantity: 1_000,
      unitsPerPrice: 1_000,
    }),
  ];
}
