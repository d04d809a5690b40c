import { json, type Ask, type ParamRule, type Reply } from '../provider.ts';
import { steady } from '../seeded.ts';
import { hourMs, intervalMs, openInterestUnits, openInterestUsd, ordersOf, printed, secondMs } from '../wire.ts';
import type { ForcedOrder, Market, Position } from '../world.ts';
import { listedAt, sizeOf, unknownContract, unknownSettle } from './gate-common.ts';
import { stockOrders, stockPrice } from './gate-stocks.ts';

/** Parameters of `contract_stats`; limits up to 2,000 were accepted in 2026. */
export const statsQuery: Readonly<Record<string, ParamRule>> = {
  contract: { required: true, pattern: /^[A-Za-z0-9_]{2,40}$/ },
  interval: { oneOf: ['5m', '15m', '30m', '1h', '4h', '1d'] },
  from: { min: 0 },
  limit: { min: 1, max: 2_000 },
};

/**
 * Ready-made bars of liquidations and open interest: `time` in seconds, ascending, the last bar still forming. `*_size` contracts,
 * `*_amount` coins, `*_usd` dollars. Open interest counts BOTH sides here (twice `position_size`). Some contracts give one row
 * more than `limit` (measured by third parties in 2026).
 */
export function contractStats(ask: Ask): Reply {
  const { query, now, world } = ask;
  const listed = listedAt(ask);
  if (listed === undefined) return unknownSettle;
  const market = listed.find(({ symbol }) => symbol === query.contract);
  if (market === undefined) return unknownContract;
  const step = intervalMs[query.interval ?? '5m'] ?? hourMs;
  const limit = Number(query.limit ?? 30) + (steady('one more', market.symbol) < 0.5 ? 1 : 0);
  const earliest = Math.ceil(world.ledger.from / step) * step;
  const newest = Math.floor(now / step) * step;
  const from = query.from === undefined ? newest - (limit - 1) * step : Math.ceil((Number(query.from) * secondMs) / step) * step;
  const rows: unknown[] = [];
  for (let open = Math.max(earliest, from); open <= newest && rows.length < limit; open += step) {
    rows.push(barOf(ask, market, open, Math.min(open + step, now)));
  }
  return json(rows);
}

function barOf(ask: Ask, market: Market, open: number, end: number): Readonly<Record<string, unknown>> {
  const { ledger } = ask.world;
  const stock = stockPrice(market);
  const orders =
    stock === undefined
      ? ordersOf(ledger, market, open, end)
      : stockOrders(open, end).filter(order => order.market.symbol === market.symbol);
  const longs = sumsOf(orders, 'long');
  const shorts = sumsOf(orders, 'short');
  const contracts = stock === undefined ? openInterestUnits(ledger, market, end) : 4_000_000;
  const usd = stock === undefined ? openInterestUsd(ledger, market, end) : contracts * market.unitsPerQuantity * stock;
  const ratio = (name: string, spread: number) =>
    Math.round((1 + (steady(name, market.symbol, open) - 0.5) * spread) * 1e4) / 1e4;
  return {
    time: open / secondMs,
    lsr_taker: ratio('taker', 0.6),
    lsr_account: ratio('accounts', 0.9),
    long_liq_size: sizeOf(longs.size, ask),
    long_liq_amount: longs.amount,
    long_liq_usd: longs.cents / 100,
    short_liq_size: sizeOf(shorts.size, ask),
    short_liq_amount: shorts.amount,
    short_liq_usd: shorts.cents / 100,
    open_interest: sizeOf(2 * contracts, ask),
    open_interest_usd: Math.round(2 * usd * 100) / 100,
    mark_price: printed(stock ?? ledger.price(market.base, end), market.priceTick),
    top_lsr_size: ratio('top size', 0.4),
    top_lsr_account: ratio('top accounts', 0.8),
  };
}

function sumsOf(
  orders: readonly ForcedOrder[],
  position: Position,
): { readonly size: number; readonly amount: number; readonly cents: number } {
  let size = 0;
  let amount = 0;
  let cents = 0;
  for (const order of orders) {
    if (order.position !== position) continue;
    const { market, quantity, fillPrice } = order;
    size += quantity;
    amount += market.contract === 'inverse' ? (quantity * market.contractUsd) / fillPrice : quantity * market.unitsPerQuantity;
    cents += order.cents;
  }
  return { size, amount: Math.round(amount * 1e8) / 1e8, cents };
}
