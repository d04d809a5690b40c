import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = [
  'ETH',
  'BTC',
  'SOL',
  'DOGE',
  'PEPE',
  'WIF',
  'XRP',
  'LINK',
  'AVAX',
  'NEAR',
  'SUI',
  'HYPE',
  'ENA',
  'AAVE',
  'TRUMP',
  'FARTCOIN',
];

/** Markets of Lighter, whose frames know them by a number (`alias`). PEPE is traded by the thousand. */
export function lighterListings(): readonly Market[] {
  return coins.map((base, place) =>
    linearListing('lighter', base, {
      symbol: base === 'PEPE' ? '1000PEPE' : base,
      board: 'perp',
      quote: 'USD',
      alias: String(place),
      unitsPerQuantity: base === 'PEPE' ? 1_000 : 1,
    }),
  );
}
