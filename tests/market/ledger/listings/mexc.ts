import type { Market } from '../../world.ts';
import { findBase } from '../bases.ts';
import { linearListing, powerBelow } from './steps.ts';

const coins = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'ADA', 'AVAX', 'LINK', 'SUI', 'PEPE', 'WIF', 'ONDO'];
const sizes: Readonly<Record<string, number>> = { BTC: 0.0001, ETH: 0.01, SOL: 0.1 };

/** MEXC's perpetuals: whole contracts of so many coins, and an inverse one of a hundred dollars. */
export function mexcListings(): readonly Market[] {
  return [
    ...coins.map(base =>
      linearListing('mexc', base, {
        symbol: `${base}_USDT`,
        board: 'contract',
        quote: 'USDT',
        unitsPerQuantity: sizes[base] ?? powerBelow(10 / findBase(base).usualPrice),
        unitsPerPrice: 1,
        quantityStep: 1,
      }),
    ),
    {
      ...linearListing('mexc', 'BTC', { symbol: 'BTC_USD', board: 'contract', quote: 'USD', priceTick: 0.1, quantityStep: 1 }),
      contract: 'inverse',
      contractUsd: 100,
    },
  ];
}
