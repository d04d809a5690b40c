import type { Market } from '../../world.ts';
import { findBase } from '../bases.ts';
import { linearListing, powerBelow } from './steps.ts';

const coins = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'ADA', 'AVAX', 'LINK', 'SUI', 'LTC', 'PEPE', 'TON'];
const sizes: Readonly<Record<string, number>> = { BTC: 0.001, ETH: 0.01, SOL: 0.1 };

/** KuCoin's perpetuals: whole contracts of so many coins; bitcoin is XBT. */
export function kucoinListings(): readonly Market[] {
  return [
    ...coins.map(base =>
      linearListing('kucoin', base, {
        symbol: `${base === 'BTC' ? 'XBT' : base}USDTM`,
        board: 'futures',
        quote: 'USDT',
        unitsPerQuantity: sizes[base] ?? powerBelow(10 / findBase(base).usualPrice),
        unitsPerPrice: 1,
        quantityStep: 1,
      }),
    ),
    {
      ...linearListing('kucoin', 'BTC', { symbol: 'XBTUSDM', board: 'futures', quote: 'USD', priceTick: 0.1, quantityStep: 1 }),
      contract: 'inverse',
      contractUsd: 1,
    },
  ];
}
