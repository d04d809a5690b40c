import type { Instrument, Liquidation, OpenInterest, Position, PriceKind, Quantity } from '../model/trade.ts';
import { refuse } from '../std/rows.ts';
import { maxUsd } from './fields.ts';
import { unitsOf } from './symbols.ts';

/** Coins and dollars of a quantity. Each is `undefined` when it needs a multiplier that is not known. */
export interface Notional {
  readonly baseQuantity: number | undefined;
  readonly usd: number | undefined;
}

/** A forced order as a venue tells it, before coins and dollars are derived. */
export interface ForcedOrder {
  readonly instrument: Instrument;
  readonly position: Position;
  readonly price: number;
  readonly priceKind: PriceKind;
  readonly quantity: Quantity;
  /** `undefined` where the venue's frames carry no time. */
  readonly eventTime: number | undefined;
  readonly receivedTime: number;
  readonly key: string;
}

/**
 * Coins and dollars of `quantity` at `price` (US dollars for one unit as the symbol counts it; see `unitsOf`). Without a price the one that needs
 * it stays undefined.
 *
 * - counted in a dollar quote: that is the dollars, and coins follow from the price
 * - linear, counted in coin: dollars are quantity × price, whatever a multiplier prefix says, since price and quantity count the same unit
 * - linear, counted in contracts: coins are contracts × multiplier
 * - inverse: dollars are contracts × multiplier, coins follow from the price
 * - quanto: neither is derived
 */
export function toNotional(instrument: Instrument, quantity: Quantity, price: number | undefined): Notional {
  const { contract, multiplier } = instrument;
  if (quantity.unit === 'quote')
    return { usd: quantity.value, baseQuantity: times(unitsOf(instrument), over(quantity.value, price)) };
  if (contract === 'inverse') {
    const usd = quantity.unit === 'usd' ? quantity.value : times(quantity.value, multiplier);
    return { usd, baseQuantity: over(usd, price) };
  }
  if (contract === 'quanto') return { usd: undefined, baseQuantity: undefined };
  const baseQuantity = times(quantity.value, multiplier);
  if (quantity.unit === 'base') return { usd: times(quantity.value, price), baseQuantity };
  return { usd: times(baseQuantity === undefined ? undefined : baseQuantity / unitsOf(instrument), price), baseQuantity };
}

/** Coins and dollars of the contracts that are open, as `toNotional` tells them at the mark price. */
export function toHeld(
  instrument: Instrument,
  quantity: Quantity,
  mark: number | undefined,
): Pick<OpenInterest, 'coins' | 'usd'> {
  const { usd, baseQuantity } = toNotional(instrument, quantity, mark);
  return { coins: baseQuantity, usd };
}

/** The event of a forced order; refused when its dollars are beyond belief (5 billion), or its coins without number. */
export function toLiquidation(order: ForcedOrder): Liquidation {
  const { instrument, price, quantity } = order;
  const { usd, baseQuantity } = toNotional(instrument, quantity, price);
  if (usd !== undefined && !(usd < maxUsd)) refuse(`${usd} dollars in one forced order`);
  if (baseQuantity === Infinity) refuse(`${price} dollars for a coin`);
  return {
    venue: instrument.venue,
    symbol: instrument.symbol,
    base: instrument.base,
    position: order.position,
    price,
    priceKind: order.priceKind,
    quantity,
    baseQuantity,
    usd,
    eventTime: order.eventTime,
    receivedTime: order.receivedTime,
    key: order.key,
  };
}

function times(value: number | undefined, factor: number | undefined): number | undefined {
  return value === undefined || factor === undefined ? undefined : value * factor;
}

function over(usd: number | undefined, price: number | undefined): number | undefined {
  return usd === undefined || price === undefined ? undefined : usd / price;
}
