import { steady } from '../seeded.ts';
import type { ForcedOrder, Market } from '../world.ts';

/**
 * Contracts that are no coins: Gate lists stocks and metals beside them and marks them with a non-empty `contract_type`
 * (284 at one count of 2026). A client must drop them; their forced orders stand in `liq_orders` like any other.
 */

interface Stock {
  readonly market: Market;
  readonly type: string;
  readonly price: number;
}

function stock(base: string, type: string, price: number, unitsPerQuantity: number): Stock {
  return {
    type,
    price,
    market: {
      venue: 'gate',
      symbol: `${base}_USDT`,
      base,
      quote: 'USDT',
      contract: 'linear',
      board: 'usdt',
      unitsPerQuantity,
      unitsPerPrice: 1,
      notionalAt: 'fill',
      contractUsd: 0,
      quantityStep: 1,
      priceTick: 0.01,
    },
  };
}

const stocks: readonly Stock[] = [
  stock('AAPLX', 'stocks', 261.4, 0.01),
  stock('TSLAX', 'stocks', 402.7, 0.01),
  stock('MSTRX', 'stocks', 128.3, 0.1),
  stock('XAU', 'metals', 5_033, 0.001),
  stock('SPX500', 'indices', 6_912, 0.001),
];

const bySymbol = new Map(stocks.map(entry => [entry.market.symbol, entry]));

/** The stocks of a settlement currency: all are settled in USDT. */
export function stocksOn(settle: 'usdt' | 'btc'): readonly Market[] {
  return settle === 'usdt' ? stocks.map(({ market }) => market) : [];
}

/** `contract_type`: empty for coins. */
export function contractType({ symbol }: Market): string {
  return bySymbol.get(symbol)?.type ?? '';
}

/** A stock's steady price in US dollars; `undefined` for a coin. */
export function stockPrice({ symbol }: Market): number | undefined {
  return bySymbol.get(symbol)?.price;
}

/** Made forced orders of stocks: one of each in every third half hour, at a steady second, large enough to show in any sum. */
export function stockOrders(from: number, to: number): readonly ForcedOrder[] {
  const slotMs = 1_800_000;
  const orders: ForcedOrder[] = [];
  for (let slot = Math.floor(from / slotMs); slot * slotMs < to; slot += 1) {
    for (const { market, price } of stocks) {
      if (steady('stock', market.symbol, slot) > 1 / 3) continue;
      const time = slot * slotMs + Math.floor(steady('second', market.symbol, slot) * 1_799) * 1_000;
      if (time < from || time >= to) continue;
      const quantity = 1_000 + Math.floor(steady('size', market.symbol, slot) * 50_000);
      const cents = Math.round(quantity * market.unitsPerQuantity * price * 100);
      orders.push({ id: -slot, market, position: 'long', time, quantity, fillPrice: price, bankruptcyPrice: price, cents });
    }
  }
  return orders;
}
