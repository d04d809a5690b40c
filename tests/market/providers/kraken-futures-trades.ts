import { steady } from '../seeded.ts';
import { minuteMs, ordersOf, priceText, printed } from '../wire.ts';
import type { ForcedOrder, Ledger, Market } from '../world.ts';

/** A trade with the forced order that it is, in no wire's words yet. */
export interface MadeTrade {
  readonly time: number;
  readonly market: Market;
  readonly order: ForcedOrder | undefined;
  /** Side of the taker. */
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly quantity: string;
  readonly uid: string;
}

/** An ordinary trade of each contract comes so often; the real host has many more. */
export const ordinaryMs = minuteMs;

/** All trades of a contract with `from <= time < to`, ascending. */
export function tradesOf(ledger: Ledger, market: Market, from: number, to: number): readonly MadeTrade[] {
  const trades = [...ordinary(ledger, market, from, to), ...ordersOf(ledger, market, from, to).map(tradeOfOrder)];
  return trades.sort((a, b) => a.time - b.time || a.uid.localeCompare(b.uid));
}

/** The trade of a forced order: who sells by force had a long. */
export function tradeOfOrder(order: ForcedOrder): MadeTrade {
  const { id, market, position, time, quantity, fillPrice } = order;
  return {
    time,
    market,
    order,
    side: position === 'long' ? 'sell' : 'buy',
    price: priceText(fillPrice, market.priceTick),
    quantity: printed(quantity, market.quantityStep),
    uid: uidOf(id, 0xa),
  };
}

/** The same trade as the stream prints it: figures are numbers. `type` tells who was forced from who was not. */
export function streamRow({ time, market, order, side, price, quantity, uid }: MadeTrade): Readonly<Record<string, unknown>> {
  return {
    feed: 'trade',
    product_id: market.symbol,
    uid,
    side,
    type: order === undefined ? 'fill' : 'liquidation',
    seq: Math.floor(time / 1_000) % 10_000_000,
    time,
    qty: Number(quantity),
    price: Number(price),
  };
}

/** The same trade as the history prints it: figures are text, and the type of the taker's order tells. Its ids are others. */
export function historyElement(trade: MadeTrade): Readonly<Record<string, unknown>> {
  const { time, market, order, side, price, quantity, uid } = trade;
  const takes = side === 'sell' ? 'Sell' : 'Buy';
  const shared = { tradeable: market.symbol, quantity, limitPrice: price, timestamp: time, lastUpdateTimestamp: time };
  const forced = order?.id === undefined ? 'IoC' : order.id % 2 === 0 ? 'PartialLiquidation' : 'Liquidation';
  const execution = {
    uid: uid.replace(/^0/, '1'),
    makerOrder: {
      ...shared,
      uid: uid.replace(/^0/, '3'),
      direction: takes === 'Sell' ? 'Buy' : 'Sell',
      orderType: 'Post',
      reduceOnly: false,
    },
    takerOrder: { ...shared, uid: uid.replace(/^0/, '4'), direction: takes, orderType: forced, reduceOnly: order !== undefined },
    timestamp: time,
    quantity,
    price,
    markPrice: price,
    limitFilled: true,
    usdValue: (market.contract === 'inverse' ? Number(quantity) : Number(quantity) * Number(price)).toFixed(2),
  };
  return { uid: uid.replace(/^0/, '2'), timestamp: time, event: { Execution: { execution, takerReducedQuantity: '' } } };
}

/** The trade of a contract in a stretch of `ordinaryMs` that nobody was forced into. */
export function ordinaryTrade(ledger: Ledger, market: Market, slot: number): MadeTrade {
  const { symbol, base, priceTick, quantityStep } = market;
  const time = slot * ordinaryMs + Math.floor(steady('second', symbol, slot) * ordinaryMs);
  return {
    time,
    market,
    order: undefined,
    side: steady('side', symbol, slot) < 0.5 ? 'buy' : 'sell',
    price: printed(ledger.price(base, time), priceTick),
    quantity: printed(quantityStep * (1 + Math.floor(steady('amount', symbol, slot) * 50)), quantityStep),
    uid: uidOf(slot, 0xb),
  };
}

function ordinary(ledger: Ledger, market: Market, from: number, to: number): readonly MadeTrade[] {
  const trades: MadeTrade[] = [];
  for (let slot = Math.floor(from / ordinaryMs); slot * ordinaryMs < to; slot += 1) {
    const trade = ordinaryTrade(ledger, market, slot);
    if (trade.time >= from && trade.time < to) trades.push(trade);
  }
  return trades;
}

function uidOf(number: number, family: number): string {
  return `00000000-0000-4000-8${family.toString(16)}00-${number.toString(16).padStart(12, '0')}`;
}
