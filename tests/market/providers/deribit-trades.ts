import { steady } from '../seeded.ts';
import { minuteMs, priceText, printed } from '../wire.ts';
import type { ForcedOrder, Ledger, Market } from '../world.ts';

/** A trade as Deribit prints it, with the forced order that it is part of. */
export interface PrintedTrade {
  readonly time: number;
  readonly market: Market;
  readonly order: ForcedOrder | undefined;
  readonly row: Readonly<Record<string, unknown>>;
}

/** An ordinary trade of each contract comes so often; the real host has many more. */
export const ordinaryMs = minuteMs;

/** The contracts of a currency: the coin of inverse ones, the stablecoin of linear ones. */
export function contractsOf(ledger: Ledger, currency: string): readonly Market[] {
  return ledger.markets.filter(({ venue, board }) => venue === 'deribit' && board === currency);
}

/** All trades of a currency with `from <= time < to`, ascending by time and id. */
export function tradesOf(ledger: Ledger, currency: string, from: number, to: number): readonly PrintedTrade[] {
  const forced = ledger.orders('deribit', from, to).filter(({ market }) => market.board === currency);
  const trades = [
    ...contractsOf(ledger, currency).flatMap(market => ordinary(ledger, market, from, to)),
    ...forced.flatMap(tradesOfOrder),
  ];
  return trades.sort((a, b) => a.time - b.time || String(a.row.trade_id).localeCompare(String(b.row.trade_id)));
}

/**
 * The trades of a forced order. `direction` is the taker's side; one order in four was a resting one, so that the maker is who was liquidated
 * (`M`) and the taker did the opposite. One inverse order in three fills in two parts.
 */
export function tradesOfOrder(order: ForcedOrder): readonly PrintedTrade[] {
  const { id, market, position, time, quantity, fillPrice } = order;
  const { contract, quantityStep } = market;
  const isMaker = id % 4 === 1;
  const forced = position === 'long' ? 'sell' : 'buy';
  const direction = isMaker ? (forced === 'sell' ? 'buy' : 'sell') : forced;
  const first = Math.floor(quantity / quantityStep / 3) * quantityStep;
  const parts = contract === 'inverse' && id % 3 === 0 && first > 0 ? [first, quantity - first] : [quantity];
  return parts.map((amount, part) => {
    const price = Number(priceText(fillPrice, market.priceTick));
    const own = { direction, liquidation: isMaker ? 'M' : 'T' };
    return { time, market, order, row: { ...rowOf(market, time, price, amount, `${id}${part}`), ...own } };
  });
}

/** The trade of a contract in a stretch of `ordinaryMs` that nobody was forced into. */
export function ordinaryTrade(ledger: Ledger, market: Market, slot: number): PrintedTrade {
  const time = slot * ordinaryMs + Math.floor(steady('second', market.symbol, slot) * ordinaryMs);
  const price = Number(printed(ledger.price(market.base, time), market.priceTick));
  const amount = market.quantityStep * (1 + Math.floor(steady('amount', market.symbol, slot) * 50));
  const direction = steady('side', market.symbol, slot) < 0.5 ? 'buy' : 'sell';
  const id = `9${slot}${String(ledger.markets.indexOf(market)).padStart(4, '0')}`;
  return { time, market, order: undefined, row: { ...rowOf(market, time, price, amount, id), direction } };
}

function ordinary(ledger: Ledger, market: Market, from: number, to: number): readonly PrintedTrade[] {
  const trades: PrintedTrade[] = [];
  for (let slot = Math.floor(from / ordinaryMs); slot * ordinaryMs < to; slot += 1) {
    const trade = ordinaryTrade(ledger, market, slot);
    if (trade.time >= from && trade.time < to) trades.push(trade);
  }
  return trades;
}

function rowOf(market: Market, time: number, price: number, amount: number, id: string): Readonly<Record<string, unknown>> {
  return {
    trade_seq: Number(id) % 1_000_000_000,
    // Unique inside a currency; bitcoin's have no prefix.
    trade_id: market.board === 'BTC' ? id : `${market.board}-${id}`,
    timestamp: time,
    tick_direction: 0,
    price,
    mark_price: price,
    instrument_name: market.symbol,
    index_price: price,
    amount,
    contracts: amount,
  };
}
