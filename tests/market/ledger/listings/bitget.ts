import type { Market } from '../../world.ts';

type Row = readonly [base: string, step: number, tick: number];

/** Smallest step in coins (thousands of coins where the name says so) and tick of the price. */
const linears: readonly Row[] = [
  ['BTC', 0.0001, 0.1],
  ['ETH', 0.01, 0.01],
  ['SOL', 0.1, 0.001],
  ['XRP', 1, 0.0001],
  ['BNB', 0.01, 0.01],
  ['DOGE', 1, 0.00001],
  ['ADA', 1, 0.0001],
  ['LINK', 0.1, 0.001],
  ['SUI', 0.1, 0.0001],
  ['LTC', 0.1, 0.01],
  ['UNI', 0.1, 0.001],
  ['NEAR', 1, 0.001],
  ['ENA', 1, 0.0001],
  ['BONK', 1, 1e-6],
  ['TON', 1, 0.0001],
];

/** Quoted per thousand coins. */
const perThousand: ReadonlySet<string> = new Set(['BONK']);

function linear([base, quantityStep, priceTick]: Row): Market {
  const units = perThousand.has(base) ? 1_000 : 1;
  return {
    venue: 'bitget',
    symbol: `${units === 1 ? '' : units}${base}USDT`,
    base,
    quote: 'USDT',
    contract: 'linear',
    board: 'usdt-futures',
    unitsPerQuantity: units,
    unitsPerPrice: units,
    notionalAt: 'bankruptcy',
    contractUsd: 0,
    quantityStep,
    priceTick,
  };
}

/**
 * Bitget: perpetuals in USDT, one in USDC and one that is coin-margined. The last is settled in bitcoin, and yet its quantity counts coins and not
 * dollars, so that here it is as linear as the others.
 */
export function bitgetListings(): readonly Market[] {
  const btc = linear(['BTC', 0.0001, 0.1]);
  return [
    ...linears.map(linear),
    { ...btc, symbol: 'BTCPERP', quote: 'USDC', board: 'usdc-futures' },
    { ...btc, symbol: 'BTCUSD', quote: 'USD', board: 'coin-futures', quantityStep: 0.001 },
  ];
}
