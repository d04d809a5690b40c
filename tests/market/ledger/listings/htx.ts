import type { Market } from '../../world.ts';

type Row = readonly [base: string, contractCoins: number, tick: number];

/** Coins in a contract and tick of the price, which is for one coin always. */
const linears: readonly Row[] = [
  ['BTC', 0.001, 0.1],
  ['ETH', 0.01, 0.01],
  ['SOL', 1, 0.001],
  ['XRP', 10, 0.0001],
  ['DOGE', 100, 0.00001],
  ['ADA', 10, 0.0001],
  ['LINK', 0.1, 0.001],
  ['LTC', 0.1, 0.01],
  ['BCH', 0.01, 0.1],
  ['UNI', 1, 0.001],
  ['AAVE', 0.1, 0.01],
  ['SHIB', 1_000, 1e-8],
];

function linear([base, unitsPerQuantity, priceTick]: Row): Market {
  return {
    venue: 'htx',
    symbol: `${base}-USDT`,
    base,
    quote: 'USDT',
    contract: 'linear',
    board: 'linear',
    unitsPerQuantity,
    unitsPerPrice: 1,
    notionalAt: 'bankruptcy',
    contractUsd: 0,
    quantityStep: 1,
    priceTick,
  };
}

/** 100 dollars a contract on bitcoin. */
function inverse(symbol: string, board: string): Market {
  return {
    venue: 'htx',
    symbol,
    base: 'BTC',
    quote: 'USD',
    contract: 'inverse',
    board,
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'bankruptcy',
    contractUsd: 100,
    alias: 'BTC',
    quantityStep: 1,
    priceTick: 0.1,
  };
}

/** HTX: perpetuals in USDT, a coin-margined perpetual and a coin-margined future. */
export function htxListings(): readonly Market[] {
  return [...linears.map(linear), inverse('BTC-USD', 'swap'), inverse('BTC260327', 'futures')];
}
