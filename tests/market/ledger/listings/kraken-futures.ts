import type { Market } from '../../world.ts';

type Row = readonly [base: string, step: number, tick: number];

/** Smallest step in coins, and tick of the price, which is for one coin always. */
const linears: readonly Row[] = [
  ['BTC', 0.0001, 0.5],
  ['ETH', 0.001, 0.1],
  ['SOL', 0.01, 0.01],
  ['XRP', 1, 0.0001],
  ['DOGE', 1, 0.00001],
  ['ADA', 1, 0.0001],
  ['LINK', 0.1, 0.001],
  ['SUI', 0.1, 0.0001],
  ['LTC', 0.01, 0.01],
  ['BCH', 0.01, 0.05],
  ['DOT', 0.1, 0.001],
  ['XLM', 1, 0.0001],
  ['PEPE', 1_000, 1e-10],
];

function linear([base, quantityStep, priceTick]: Row): Market {
  return {
    venue: 'kraken-futures',
    symbol: `PF_${base === 'BTC' ? 'XBT' : base}USD`,
    base,
    quote: 'USD',
    contract: 'linear',
    board: 'futures',
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'fill',
    contractUsd: 0,
    quantityStep,
    priceTick,
  };
}

/** A dollar a contract. */
function inverse(symbol: string, base: string, priceTick: number): Market {
  return {
    venue: 'kraken-futures',
    symbol,
    base,
    quote: 'USD',
    contract: 'inverse',
    board: 'futures',
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'fill',
    contractUsd: 1,
    quantityStep: 1,
    priceTick,
  };
}

/** Kraken Futures: linear perpetuals, two inverse ones and an inverse future. Bitcoin is XBT there. */
export function krakenFuturesListings(): readonly Market[] {
  return [
    ...linears.map(linear),
    inverse('PI_XBTUSD', 'BTC', 0.5),
    inverse('PI_ETHUSD', 'ETH', 0.05),
    inverse('FI_XBTUSD_260327', 'BTC', 0.5),
  ];
}
