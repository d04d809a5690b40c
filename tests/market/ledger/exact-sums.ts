import type { Market } from '../world.ts';
import { notionalUsd } from './markets.ts';

/** One order as the apportioning needs it. */
export interface SizedOrder {
  readonly market: Market;
  /** Rough size in US dollars; only its ratio to the others counts when a target is given. */
  readonly usd: number;
  /** The price that the venue's own notional is taken at (bankruptcy at Bybit, fill elsewhere). */
  readonly notionalPrice: number;
}

/** What an order became: a quantity on the market's step and its notional in integer cents. */
export interface SettledOrder {
  readonly quantity: number;
  readonly cents: number;
}

/** `count` steps as a decimal number without floating dust: 3 steps of 0.1 are 0.3. */
export function onStep(count: number, step: number): number {
  return step >= 1 ? count * step : count / Math.round(1 / step);
}

/** The venue's own notional in integer cents. */
export function centsOf(market: Market, quantity: number, notionalPrice: number): number {
  return Math.round(notionalUsd(market, quantity, notionalPrice) * 100);
}

/** Whether a notional lies so near to half a cent that the order of multiplication could decide how it rounds. */
function isTie(market: Market, quantity: number, notionalPrice: number): boolean {
  const cents = notionalUsd(market, quantity, notionalPrice) * 100;
  return Math.abs(cents - Math.floor(cents) - 0.5) < 1e-4;
}

/** The whole number of steps nearest to `wanted`, at least one, whose notional is not a tie. */
function toSteps({ market, notionalPrice }: SizedOrder, wanted: number): number {
  const nearest = Math.max(1, Math.round(wanted));
  const up = wanted >= nearest ? 1 : -1;
  for (const candidate of [nearest, nearest + up, nearest - up, nearest + 2]) {
    if (candidate >= 1 && !isTie(market, onStep(candidate, market.quantityStep), notionalPrice)) return candidate;
  }
  return nearest;
}

function settleOne(order: SizedOrder, wantedSteps: number): SettledOrder {
  const quantity = onStep(toSteps(order, wantedSteps), order.market.quantityStep);
  return { quantity, cents: centsOf(order.market, quantity, order.notionalPrice) };
}

const stepUsd = ({ market, notionalPrice }: SizedOrder): number => notionalUsd(market, market.quantityStep, notionalPrice);

const sum = (orders: readonly SettledOrder[]): number => orders.reduce((total, { cents }) => total + cents, 0);

const indexOfLargest = (orders: readonly SettledOrder[]): number =>
  orders.reduce((best, { cents }, index) => (cents > (orders[best]?.cents ?? 0) ? index : best), 0);

/** Settles each order at `usd * scale`, to the nearest step of its market. */
export function settleScaled(orders: readonly SizedOrder[], scale: number): readonly SettledOrder[] {
  return orders.map(order => settleOne(order, (order.usd * scale) / stepUsd(order)));
}

/**
 * Settles the orders so that their notionals add up to `targetCents`, to within one contract (one step of quantity) of the
 * largest order, which takes the residue. Throws when there is no order, or the target is too small for one step each.
 */
export function settleToTarget(orders: readonly SizedOrder[], targetCents: number): readonly SettledOrder[] {
  const rawUsd = orders.reduce((total, { usd }) => total + usd, 0);
  if (orders.length === 0 || rawUsd <= 0) throw new Error('no orders to share a sum');
  const scale = targetCents / 100 / rawUsd;
  let settled = settleScaled(orders, scale);
  let largest = indexOfLargest(settled);
  // Many orders lifted to one step can leave more than the largest could bear.
  if (Math.abs(targetCents - sum(settled)) > (settled[largest]?.cents ?? 0) / 2) {
    settled = settleScaled(orders, (scale * targetCents) / Math.max(1, sum(settled)));
    largest = indexOfLargest(settled);
  }
  const order = orders[largest];
  const before = settled[largest];
  if (order === undefined || before === undefined) throw new Error('no largest order');
  const wantedCents = before.cents + targetCents - sum(settled);
  if (wantedCents <= 0) throw new Error(`a sum of ${targetCents} cents is too small for ${orders.length} orders`);
  const taken = settleOne(order, wantedCents / 100 / stepUsd(order));
  return settled.map((each, index) => (index === largest ? taken : each));
}

/** The scale that `settleToTarget` arrives at: settled dollars per rough dollar. */
export function scaleOf(orders: readonly SizedOrder[], settled: readonly SettledOrder[]): number {
  const rawUsd = orders.reduce((total, { usd }) => total + usd, 0);
  return rawUsd === 0 ? 1 : sum(settled) / 100 / rawUsd;
}
