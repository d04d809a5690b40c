import type { BarInput, EngineInput } from '../../../lib/model/engine.ts';
import type { Ledger, Venue } from '../../market/world.ts';

const hour = 3_600_000;
const day = 24 * hour;
const venues: readonly Venue[] = ['binance', 'bybit', 'gate'];

/** Bars of bitcoin from the path of a ledger, looked at every ten seconds. */
export function toBars(ledger: Ledger, from: number, to: number, intervalMs: number): readonly BarInput[] {
  const bars: BarInput[] = [];
  for (let time = Math.ceil(from / intervalMs) * intervalMs; time + intervalMs <= to; time += intervalMs) {
    const path = Array.from({ length: intervalMs / 10_000 + 1 }, (_, place) => ledger.price('BTC', time + place * 10_000));
    const [open = 0] = path;
    bars.push({
      type: 'bar',
      time,
      intervalMs,
      base: 'BTC',
      open,
      high: Math.max(...path),
      low: Math.min(...path),
      close: path.at(-1) ?? open,
    });
  }
  return bars;
}

/** Every forced order of three venues, as lines of a recording. */
export function toOrders(ledger: Ledger, from: number, to: number, only?: string): readonly EngineInput[] {
  return venues
    .flatMap(venue => ledger.orders(venue, from, to))
    .filter(({ market }) => only === undefined || market.base === only)
    .map(({ time, market, position, cents }) => ({
      type: 'liquidation' as const,
      time,
      base: market.base,
      position,
      usd: cents / 100,
      venue: market.venue,
    }));
}

/** The same added up by half hours, and by minutes in the last two days: each sum is told at the end of its span. */
export function toSums(orders: readonly EngineInput[], now: number): readonly EngineInput[] {
  const sums = new Map<number, number>();
  for (const order of orders) {
    if (order.type !== 'liquidation' || order.position !== 'long' || order.time >= now) continue;
    const grain = order.time < now - 2 * day ? hour / 2 : 60_000;
    const end = (Math.floor(order.time / grain) + 1) * grain - 1;
    sums.set(end, (sums.get(end) ?? 0) + order.usd);
  }
  return [...sums].map(([time, usd]) => ({ type: 'liquidation', time, base: 'BTC', position: 'long', usd, venue: 'sums' }));
}

/** One-sided open interest of bitcoin at the three venues. */
export function toInterest(ledger: Ledger, from: number, to: number, everyMs: number, base: string): readonly EngineInput[] {
  const markets = ledger.markets.filter(market => market.base === 'BTC' && venues.includes(market.venue));
  const inputs: EngineInput[] = [];
  for (let time = Math.ceil(from / everyMs) * everyMs; time < to; time += everyMs)
    inputs.push({
      type: 'interest',
      time,
      base,
      coins: markets.reduce((sum, market) => sum + ledger.openInterestCoins(market, time), 0),
      of: 'three venues',
    });
  return inputs;
}
