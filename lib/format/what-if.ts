import type { FuelFigure, HolderFigure } from '../model/engine.ts';
import { fuelAt } from '../model/fuel-at.ts';
import type { Level } from '../model/snapshot.ts';

/** What a price would mean, an estimate where it says dollars of `fuel`. */
export interface WhatIf {
  readonly price: number;
  /** Whose positions would be forced out on the way. */
  readonly position: 'long' | 'short';
  /** Forced out on the way; absent when it is not known, or beyond the curve. */
  readonly fuelUsd?: number;
  /** Unrealised results at that price, of the holders whose cost is known. */
  readonly holders: readonly { readonly name: string; readonly resultUsd: number }[];
  /** Levels on the way, `price` among them, in the order in which they would be passed. */
  readonly levels: readonly Level[];
}

export interface WhatIfInput {
  /** The coin whose price it is; holders of others are left out. */
  readonly base: string;
  /** The price now, US dollars. */
  readonly fromUsd: number;
  readonly fuel: FuelFigure | undefined;
  readonly holders: readonly HolderFigure[];
  readonly levels: readonly Level[];
}

/**
 * What going from the price now to another one would do. The curve starts at the price of its own moment; what lies between that and the price now
 * is left out.
 */
export function whatIf(price: number, { base, fromUsd, fuel, holders, levels }: WhatIfInput): WhatIf {
  const isDown = price < fromUsd;
  const passed = levels.filter(level =>
    isDown ? level.price < fromUsd && level.price >= price : level.price > fromUsd && level.price <= price,
  );
  const onTheWay = (to: number): number | undefined =>
    fuel && (isDown ? to >= fuel.priceUsd : to <= fuel.priceUsd) ? 0 : fuel && fuelAt(fuel, to);
  const [near, far] = [onTheWay(fromUsd), onTheWay(price)];
  return {
    price,
    position: isDown ? 'long' : 'short',
    ...(near !== undefined && far !== undefined && { fuelUsd: far - near }),
    holders: holders.flatMap(({ name, base: held, coins, costUsd }) =>
      costUsd === undefined || held !== base ? [] : [{ name, resultUsd: coins * (price - costUsd) }],
    ),
    levels: passed.sort((left, right) => (isDown ? right.price - left.price : left.price - right.price)),
  };
}
