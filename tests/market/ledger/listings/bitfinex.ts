import type { Market } from '../../world.ts';
import { linearListing } from './steps.ts';

const coins = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'ADA', 'AVAX', 'LINK', 'SUI', 'LTC', 'DOT', 'UNI', 'AAVE', 'TRX'];

/** Perpetuals of Bitfinex, settled in tether. Its margin pairs are listed on the wire and have no forced orders here. */
export function bitfinexListings(): readonly Market[] {
  return coins.map(base => linearListing('bitfinex', base, { symbol: `t${base}F0:USTF0`, board: 'deriv', quote: 'USDT' }));
}
