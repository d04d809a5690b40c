import type { Market } from '../../world.ts';

type Row = readonly [base: string, step: number, tick: number];

/** Smallest step in coins, and tick of the price. */
const linears: readonly Row[] = [
  ['BTC', 0.001, 2.5],
  ['ETH', 0.01, 0.05],
  ['SOL', 0.1, 0.01],
  ['XRP', 1, 0.0001],
  ['BNB', 0.01, 0.05],
  ['DOGE', 10, 0.00001],
  ['ADA', 1, 0.0001],
  ['AVAX', 0.1, 0.001],
  ['LINK', 0.1, 0.001],
  ['LTC', 0.01, 0.01],
  ['BCH', 0.01, 0.05],
  ['UNI', 0.1, 0.001],
  ['TRX', 1, 0.0001],
];

function linear([base, quantityStep, priceTick]: Row): Market {
  return {
    venue: 'deribit',
    symbol: `${base}_USDC-PERPETUAL`,
    base,
    quote: 'USDC',
    contract: 'linear',
    board: 'USDC',
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'fill',
    contractUsd: 0,
    quantityStep,
    priceTick,
  };
}

/** Amounts are dollars, whatever the size of a contract. */
function inverse(symbol: string, base: string, quantityStep: number, priceTick: number): Market {
  return {
    venue: 'deribit',
    symbol,
    base,
    quote: 'USD',
    contract: 'inverse',
    board: base,
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'fill',
    contractUsd: 1,
    quantityStep,
    priceTick,
  };
}

/** Deribit: inverse perpetuals on bitcoin and ether, a future on bitcoin, and perpetuals in USDC. */
export function deribitListings(): readonly Market[] {
  return [
    inverse('BTC-PERPETUAL', 'BTC', 10, 0.5),
    inverse('ETH-PERPETUAL', 'ETH', 1, 0.05),
    inverse('BTC-27MAR26', 'BTC', 10, 2.5),
    ...linears.map(linear),
  ];
}
