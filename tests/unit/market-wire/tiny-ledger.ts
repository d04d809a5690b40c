import type { ForcedOrder, HourBar, Ledger, Market, Position, Surroundings } from '../../market/world.ts';

/** A hand-made ledger with round numbers, so that expected figures can be worked out on paper. */

export const t0 = Date.UTC(2026, 0, 15, 12, 0, 0);
const hour = 3_600_000;
const day = 24 * hour;

type Row = Partial<Market> & Pick<Market, 'venue' | 'symbol' | 'base' | 'board'>;

function market(row: Row): Market {
  return {
    quote: 'USDT',
    contract: 'linear',
    unitsPerQuantity: 1,
    unitsPerPrice: row.venue === 'gate' ? 1 : (row.unitsPerQuantity ?? 1),
    notionalAt: row.venue === 'bybit' ? 'bankruptcy' : 'fill',
    contractUsd: 0,
    quantityStep: 0.001,
    priceTick: 0.1,
    ...row,
  };
}

const inverse = { quote: 'USD', contract: 'inverse', quantityStep: 1 } as const;

export const markets = {
  um: market({ venue: 'binance', symbol: 'BTCUSDT', base: 'BTC', board: 'um' }),
  umPepe: market({
    venue: 'binance',
    symbol: '1000PEPEUSDT',
    base: 'PEPE',
    board: 'um',
    unitsPerQuantity: 1_000,
    quantityStep: 1,
    priceTick: 1e-7,
  }),
  cm: market({ venue: 'binance', symbol: 'BTCUSD_PERP', base: 'BTC', board: 'cm', ...inverse, contractUsd: 100 }),
  linear: market({ venue: 'bybit', symbol: 'BTCUSDT', base: 'BTC', board: 'linear' }),
  linearPepe: market({
    venue: 'bybit',
    symbol: '1000PEPEUSDT',
    base: 'PEPE',
    board: 'linear',
    unitsPerQuantity: 1_000,
    quantityStep: 100,
    priceTick: 1e-7,
  }),
  inverse: market({ venue: 'bybit', symbol: 'BTCUSD', base: 'BTC', board: 'inverse', ...inverse, contractUsd: 1 }),
  gate: market({ venue: 'gate', symbol: 'BTC_USDT', base: 'BTC', board: 'usdt', unitsPerQuantity: 0.0001, quantityStep: 1 }),
  gateDecimal: market({
    venue: 'gate',
    symbol: 'PEPE_USDT',
    base: 'PEPE',
    board: 'usdt',
    unitsPerQuantity: 10_000_000,
    quantityStep: 0.1,
    priceTick: 1e-10,
  }),
  gateInverse: market({ venue: 'gate', symbol: 'BTC_USD', base: 'BTC', board: 'btc', ...inverse, contractUsd: 1 }),
} as const;

/** Bitcoin costs 60,000 at t0 and a dollar more each minute; PEPE costs 0.00001 always. */
function price(base: string, time: number): number {
  return base === 'BTC' ? 60_000 + (time - t0) / 60_000 : 0.000_01;
}

function hourBars(base: string, from: number, to: number): readonly HourBar[] {
  const bars: HourBar[] = [];
  for (let openTime = Math.ceil(Math.max(from, t0 - 40 * day) / hour) * hour; openTime < to; openTime += hour) {
    const end = Math.min(openTime + hour, to);
    const [open, close] = [price(base, openTime), price(base, end)];
    bars.push({ openTime, open, high: close, low: open, close, volumeBase: (100 * (end - openTime)) / hour });
  }
  return bars;
}

/** Orders for a ledger: market, position, seconds after t0, quantity, fill price; ids count from 1. */
export type OrderRow = readonly [market: Market, position: Position, seconds: number, quantity: number, fillPrice: number];

function orderOf([on, position, seconds, quantity, fillPrice]: OrderRow, index: number): ForcedOrder {
  const bankruptcyPrice = position === 'long' ? fillPrice * 0.99 : fillPrice * 1.01;
  const printed = on.notionalAt === 'bankruptcy' ? bankruptcyPrice : fillPrice;
  const perUnit = on.unitsPerQuantity / on.unitsPerPrice;
  const usd = on.contract === 'inverse' ? quantity * on.contractUsd : quantity * perUnit * printed;
  return {
    id: index + 1,
    market: on,
    position,
    time: t0 + Math.round(seconds * 1_000),
    quantity,
    fillPrice,
    bankruptcyPrice,
    cents: Math.round(usd * 100),
  };
}

/** Two days of trading, of which the second is over; two holders, of one of which no cost is known; three coins. */
const tinySurroundings: Surroundings = {
  tradingDays: (name, time, count) =>
    [
      { date: '2026-01-14', open: t0 - 28 * hour, close: t0 - 20 * hour, value: name === 'us10y' ? 4.2 : 100 },
      { date: '2026-01-15', open: t0 - 4 * hour, close: t0 - hour, value: name === 'us10y' ? 4.25 : 99 },
    ]
      .filter(({ open }) => open <= time)
      .slice(-count),
  treasuries: () => [
    { name: 'Strategy', ticker: 'MSTR.US', coins: 700_000, averageUsd: 70_000, listedAverageUsd: 71_000 },
    { name: 'XXI', ticker: 'XXI.US', coins: 40_000, averageUsd: undefined, listedAverageUsd: undefined },
  ],
  listedCoins: () => [
    {
      id: 'bitcoin',
      symbol: 'BTC',
      name: 'Bitcoin',
      kind: 'coin',
      supply: 2e7,
      price: 60_000,
      priceDayAgo: 62_500,
      isNew: false,
    },
    { id: 'tether', symbol: 'USDT', name: 'Tether', kind: 'cash', supply: 1e11, price: 1, priceDayAgo: 1, isNew: false },
    { id: 'kite', symbol: 'KITE', name: 'Kite', kind: 'coin', supply: 1e9, price: 0.15, priceDayAgo: 0.15, isNew: true },
  ],
};

/** `listed` are its markets. One-sided open interest: 1,000 BTC on each bitcoin market (1,100 before t0), 5,000,000,000 PEPE on each of PEPE's. */
export function tinyLedger(rows: readonly OrderRow[] = [], listed: readonly Market[] = Object.values(markets)): Ledger {
  const orders = rows.map(orderOf).sort((a, b) => a.time - b.time);
  return {
    scenario: 'tiny',
    seed: 1,
    t0,
    from: t0 - 31 * day,
    to: t0 + 2 * day,
    markets: listed,
    orders: (venue, from, to) => orders.filter(({ market: on, time }) => on.venue === venue && time >= from && time < to),
    price,
    hourBars,
    openInterestCoins: ({ base }, time) => (base === 'BTC' ? (time >= t0 ? 1_000 : 1_100) : 5_000_000_000),
    funding: ({ base }) => (base === 'BTC' ? 0.0001 : -0.0002),
    takerBuyShare: () => 0.4,
    depth: () => ({ bidUsd: 3_000_000, askUsd: 2_000_000 }),
    // Two coins a minute.
    spotFlowUsd: (base, time) => 2 * price(base, Math.floor(time / 60_000) * 60_000),
    surroundings: tinySurroundings,
    fearGreed: (time, days) =>
      Array.from({ length: Math.min(days, 30) }, (_none, back) => ({
        day: Math.floor(time / day) * day - back * day,
        value: 5 + back,
        word: back < 21 ? 'Extreme Fear' : 'Fear',
      })),
    stated: { points: { fall: t0 + hour } },
  };
}
