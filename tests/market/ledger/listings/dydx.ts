import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = [
  'BTC',
  'ETH',
  'SOL',
  'XRP',
  'DOGE',
  'ADA',
  'AVAX',
  'LINK',
  'SUI',
  'LTC',
  'NEAR',
  'APT',
  'PEPE',
  'TIA',
  'INJ',
  'HYPE',
];

/** Markets of dYdX v4, all in dollars; `alias` is the number of the market on the chain. */
export function dydxListings(): readonly Market[] {
  return coins.map((base, place) =>
    linearListing('dydx', base, { symbol: `${base}-USD`, board: 'perp', quote: 'USD', alias: String(place) }),
  );
}
