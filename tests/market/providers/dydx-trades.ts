import { hourMs, ordersOf, priceText, printed, quotedPrice, secondMs } from '../wire.ts';
import type { ForcedOrder, Ledger, Market } from '../world.ts';

/** One trade as the indexer tells it, and the forced order that it is, if any. */
export interface Trade {
  readonly time: number;
  readonly order: ForcedOrder | undefined;
  readonly row: Readonly<Record<string, string>>;
}

/** Somebody trades on each market every so often without being forced to. */
export const everyMs = 20 * secondMs;

const heightOf = (time: number): string => String(Math.floor((time - Date.UTC(2023, 9, 26)) / secondMs));

function rowOf(
  id: string,
  side: string,
  size: string,
  price: string,
  type: string,
  time: number,
): Readonly<Record<string, string>> {
  return { id, side, size, price, type, createdAt: new Date(time).toISOString(), createdAtHeight: heightOf(time) };
}

function toTrades(order: ForcedOrder): readonly Trade[] {
  const { id, market, position, time, quantity, fillPrice } = order;
  const hex = id.toString(16).padStart(16, '0');
  const size = printed(quantity, market.quantityStep);
  const price = priceText(fillPrice, market.priceTick);
  // The side is that of the taker, who was liquidated.
  const side = position === 'long' ? 'SELL' : 'BUY';
  const forced = { time, order, row: rowOf(`f${hex}`, side, size, price, 'LIQUIDATED', time) };
  if (id % 7 !== 0) return [forced];
  // Now and then a position in profit is closed to balance another: the same shape, and not a liquidation.
  return [forced, { time, order: undefined, row: rowOf(`d${hex}`, side, size, price, 'DELEVERAGED', time) }];
}

/** All trades of a market with `from <= time < to`, ascending: forced ones, deleveraged ones, and ordinary ones every 20 seconds. */
export function tradesOf(ledger: Ledger, market: Market, from: number, to: number): readonly Trade[] {
  const trades: Trade[] = ordersOf(ledger, market, from, to).flatMap(toTrades);
  for (let time = Math.ceil(from / everyMs) * everyMs; time < to; time += everyMs) {
    const price = printed(quotedPrice(ledger, market, time), market.priceTick);
    const isBuy = (time / everyMs) % 2 === 0;
    const id = `a${time.toString(16)}${(market.alias ?? '').padStart(4, '0')}`;
    const size = printed(market.quantityStep, market.quantityStep);
    trades.push({ time, order: undefined, row: rowOf(id, isBuy ? 'BUY' : 'SELL', size, price, 'LIMIT', time) });
  }
  return trades.sort((a, b) => a.time - b.time);
}

/** The newest `limit` trades of a market up to and including `before`, newest first. */
export function newestTrades(ledger: Ledger, market: Market, before: number, limit: number): readonly Trade[] {
  let found: readonly Trade[] = [];
  for (let reach = hourMs; found.length < limit && before - reach / 2 > ledger.from; reach *= 2) {
    found = tradesOf(ledger, market, Math.max(ledger.from, before + 1 - reach), before + 1);
  }
  return found.slice(-limit).reverse();
}
