import type { Market } from '../../world.ts';

type Row = readonly [base: string, contractCoins: number, lot: number, tick: number];

/** Coins in a contract (`ctVal`), smallest step in contracts, and tick of the price, which is for one coin always. */
const swaps: readonly Row[] = [
  ['BTC', 0.01, 0.01, 0.1],
  ['ETH', 0.1, 0.01, 0.01],
  ['SOL', 1, 0.01, 0.01],
  ['XRP', 100, 0.01, 0.0001],
  ['DOGE', 1_000, 0.01, 0.00001],
  ['ADA', 100, 0.1, 0.0001],
  ['LINK', 1, 0.1, 0.001],
  ['SUI', 1, 1, 0.0001],
  ['LTC', 1, 0.1, 0.01],
  ['BCH', 0.1, 0.1, 0.1],
  ['AVAX', 1, 0.1, 0.001],
  ['HYPE', 0.1, 1, 0.001],
  ['PEPE', 10_000_000, 0.1, 1e-9],
  ['WIF', 1, 1, 0.0001],
];

function linear([base, unitsPerQuantity, quantityStep, priceTick]: Row): Market {
  return {
    venue: 'okx',
    symbol: `${base}-USDT-SWAP`,
    base,
    quote: 'USDT',
    contract: 'linear',
    board: 'swap',
    unitsPerQuantity,
    unitsPerPrice: 1,
    notionalAt: 'bankruptcy',
    contractUsd: 0,
    alias: `${base}-USDT`,
    quantityStep,
    priceTick,
  };
}

/** Worth 100 dollars a contract, or 10. */
function inverse(symbol: string, base: string, board: string, contractUsd: number, priceTick: number): Market {
  return {
    venue: 'okx',
    symbol,
    base,
    quote: 'USD',
    contract: 'inverse',
    board,
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'bankruptcy',
    contractUsd,
    alias: `${base}-USD`,
    quantityStep: 1,
    priceTick,
  };
}

/** OKX: perpetuals in USDT, two coin-margined ones, a dated contract, and a margin pair, which counts coins and has no open interest. */
export function okxListings(): readonly Market[] {
  return [
    ...swaps.map(linear),
    inverse('BTC-USD-SWAP', 'BTC', 'swap', 100, 0.1),
    inverse('ETH-USD-SWAP', 'ETH', 'swap', 10, 0.01),
    inverse('BTC-USD-260327', 'BTC', 'futures', 100, 0.1),
    { ...linear(['BTC', 1, 0.0001, 0.1]), symbol: 'BTC-USDC', quote: 'USDC', board: 'margin', alias: 'BTC-USDC' },
  ];
}
