import type { FuelFigure } from './engine.ts';

/**
 * What would be forced out between the price now and another one, in US dollars, an estimate: longs below, shorts above, in straight lines between
 * the points of the curve. `undefined` beyond its end.
 */
export function fuelAt({ priceUsd, below, above }: FuelFigure, price: number): number | undefined {
  let [fromPrice, fromUsd] = [priceUsd, 0];
  if (price === priceUsd) return 0;
  for (const [toPrice, toUsd] of price < priceUsd ? below : above) {
    const share = (price - fromPrice) / (toPrice - fromPrice);
    if (share <= 1) return fromUsd + share * (toUsd - fromUsd);
    [fromPrice, fromUsd] = [toPrice, toUsd];
  }
  return undefined;
}
