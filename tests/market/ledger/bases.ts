/** A coin of the simulated market. */
export interface BaseCoin {
  readonly base: string;
  /** US dollars per coin that ticks, steps and multipliers are made for; scenarios move it. */
  readonly usualPrice: number;
  /** How much of bitcoin's move (in logarithms) the coin takes with it. */
  readonly beta: number;
  /** Share of open interest; the sum over all coins is about 100. */
  readonly weight: number;
  /** Venues where it is not listed: `b` Binance, `y` Bybit. Gate lists all of them. */
  readonly absent: '' | 'b' | 'y';
}

type Row = readonly [base: string, usualPrice: number, beta: number, weight: number, absent?: 'b' | 'y'];

const ROWS: readonly Row[] = [
  ['BTC', 67460, 1, 52],
  ['ETH', 1950, 1.22, 21],
  ['SOL', 80.05, 1.32, 6],
  ['XRP', 1.37, 1.15, 4],
  ['BNB', 608, 0.92, 1.8],
  ['DOGE', 0.0921, 1.35, 2],
  ['ADA', 0.2601, 1.3, 0.8],
  ['AVAX', 8.7, 1.35, 0.5],
  ['LINK', 8.42, 1.3, 0.7],
  ['SUI', 0.912, 1.45, 0.8],
  ['LTC', 52.6, 1.05, 0.5],
  ['BCH', 515, 1.0, 0.5],
  ['DOT', 1.28, 1.3, 0.3],
  ['UNI', 3.31, 1.3, 0.3],
  ['AAVE', 108.4, 1.35, 0.4],
  ['NEAR', 1.01, 1.4, 0.3],
  ['APT', 0.884, 1.4, 0.25],
  ['ARB', 0.1084, 1.45, 0.25],
  ['OP', 0.1822, 1.45, 0.2],
  ['FIL', 0.862, 1.35, 0.2],
  ['ATOM', 1.95, 1.2, 0.2],
  ['ICP', 2.31, 1.3, 0.2],
  ['ETC', 8.35, 1.2, 0.2],
  ['XLM', 0.1531, 1.25, 0.25],
  ['HBAR', 0.0893, 1.35, 0.25],
  ['TRX', 0.2764, 0.45, 0.4],
  ['TON', 1.334, 1.1, 0.25, 'y'],
  ['PEPE', 0.00000371, 1.55, 0.6],
  ['SHIB', 0.00000602, 1.35, 0.35],
  ['BONK', 0.00000598, 1.55, 0.25],
  ['FLOKI', 0.0000304, 1.5, 0.12],
  ['WIF', 0.2213, 1.6, 0.25],
  ['TAO', 152.3, 1.45, 0.3],
  ['INJ', 3.04, 1.45, 0.2],
  ['TIA', 0.3117, 1.5, 0.2],
  ['SEI', 0.0724, 1.45, 0.15],
  ['JUP', 0.1452, 1.45, 0.12],
  ['ENA', 0.1153, 1.55, 0.3],
  ['ONDO', 0.2514, 1.4, 0.2],
  ['WLD', 0.3832, 1.5, 0.25],
  ['FET', 0.1553, 1.5, 0.15],
  ['RENDER', 1.362, 1.4, 0.12],
  ['HYPE', 30.21, 1.2, 0.9],
  ['PENGU', 0.00632, 1.6, 0.2],
  ['FARTCOIN', 0.1812, 1.8, 0.25],
  ['TRUMP', 3.312, 1.2, 0.2],
  ['VIRTUAL', 0.5513, 1.6, 0.15],
  ['LDO', 0.3304, 1.4, 0.15],
  ['CRV', 0.2311, 1.4, 0.15],
  ['GALA', 0.00371, 1.4, 0.1],
  ['SAND', 0.0803, 1.35, 0.08, 'y'],
  ['ALGO', 0.0902, 1.3, 0.1],
  ['VET', 0.00763, 1.3, 0.08, 'y'],
  ['ZEC', 230.4, 1.3, 0.5],
  ['DASH', 33.1, 1.2, 0.1],
  ['XMR', 335.2, 0.8, 0.15, 'b'],
  ['POL', 0.0921, 1.3, 0.1],
  ['STX', 0.2512, 1.35, 0.08, 'b'],
  ['IMX', 0.1504, 1.4, 0.08, 'b'],
  ['GRT', 0.02613, 1.35, 0.06, 'y'],
];

/** The sixty coins of every scenario, the heaviest first. */
export const bases: readonly BaseCoin[] = ROWS.map(([base, usualPrice, beta, weight, absent]) => ({
  base,
  usualPrice,
  beta,
  weight,
  absent: absent ?? '',
}));

/** The coin of that name; throws when the market does not know it. */
export function findBase(base: string): BaseCoin {
  const found = bases.find(coin => coin.base === base);
  if (found === undefined) throw new Error(`no such coin in the simulated market: ${base}`);
  return found;
}
