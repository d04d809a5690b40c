import type { Market } from '../../world.ts';

type Row = readonly [base: string, contractsPerUnit: number, lot: number, tick: number];

/** Contracts that make one coin (a thousand of them where the name says so), smallest step in contracts, and tick of the price. */
const linears: readonly Row[] = [
  ['BTC', 1_000_000, 100, 0.1],
  ['ETH', 100_000, 100, 0.01],
  ['SOL', 10_000, 100, 0.01],
  ['XRP', 100, 10, 0.0001],
  ['DOGE', 10, 10, 0.00001],
  ['ADA', 100, 100, 0.0001],
  ['AVAX', 1_000, 100, 0.001],
  ['LINK', 1_000, 100, 0.001],
  ['SUI', 100, 100, 0.0001],
  ['LTC', 10_000, 100, 0.01],
  ['BCH', 10_000, 100, 0.01],
  ['HYPE', 1_000, 100, 0.001],
  ['PEPE', 1, 100, 1e-6],
];

/** Quoted per thousand coins. */
const perThousand: ReadonlySet<string> = new Set(['PEPE']);

function linear([base, contractsPerUnit, quantityStep, priceTick]: Row): Market {
  const units = perThousand.has(base) ? 1_000 : 1;
  return {
    venue: 'bitmex',
    symbol: `${units === 1 ? '' : units}${base === 'BTC' ? 'XBT' : base}USDT`,
    base,
    quote: 'USDT',
    contract: 'linear',
    board: 'contracts',
    unitsPerQuantity: units / contractsPerUnit,
    unitsPerPrice: units,
    notionalAt: 'bankruptcy',
    contractUsd: 0,
    quantityStep,
    priceTick,
  };
}

/** A dollar a contract. */
function inverse(symbol: string): Market {
  return {
    venue: 'bitmex',
    symbol,
    base: 'BTC',
    quote: 'USD',
    contract: 'inverse',
    board: 'contracts',
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: 'bankruptcy',
    contractUsd: 1,
    quantityStep: 100,
    priceTick: 0.1,
  };
}

/** BitMEX: perpetuals in USDT, the inverse perpetual on bitcoin and its future. Bitcoin is XBT there. */
export function bitmexListings(): readonly Market[] {
  return [...linears.map(linear), inverse('XBTUSD'), inverse('XBTH26')];
}
