import { liquidationPrices, mostLeverage } from './liquidation-price.ts';
import type { MarginRule } from './liquidation-price.ts';

/**
 * How open positions are spread over leverage: a prior from isolated positions on Hyperliquid (135,668 rows, 65.8 billion dollars): median 8.3x, upper
 * quartile 18.5x, highest tenth from 48x on; liquidation price from entry more than 30 % away for 23 %, 20 to 30 % for 15 %, 15 to 20 % for
 * 11 %, 7 to 10 % for 15 %. What lies between is filled in so that all of these hold. Weights add up to 1.
 */
export const leverageMix: readonly (readonly [leverage: number, weight: number])[] = [
  [2.5, 0.23],
  [4, 0.15],
  [5.7, 0.11],
  [7.5, 0.06],
  [11, 0.08],
  [12.5, 0.07],
  [16, 0.05],
  [20, 0.06],
  [25, 0.05],
  [40, 0.04],
  [50, 0.05],
  [75, 0.03],
  [100, 0.02],
];

/** An assumption: dollars of a typical position that matters. It only decides the margin tier. */
const positionUsd = 100_000;

/** Share of the open interest, and its liquidation price as a multiple of the entry. */
export interface FuelStep {
  readonly weight: number;
  readonly long: number;
  readonly short: number;
}

/** Open interest by the rule of its contracts, in any unit. */
export type InterestShares = { readonly [Rule in MarginRule]?: number };

/**
 * The leverage mix by each venue's own formula and within what the venue allows. Without a known share the open interest is taken as half Binance's
 * and half Bybit's linear contracts, which are the two largest.
 */
export function createFuelSteps(shares: InterestShares = {}): readonly FuelStep[] {
  const given = toRules(shares);
  const rules = given.length > 0 ? given : toRules({ binance: 1, bybit: 1 });
  const total = rules.reduce((sum, [, share]) => sum + share, 0);
  return rules.flatMap(([rule, share]) =>
    leverageMix.map(([wanted, weight]): FuelStep => {
      const opened = { entryUsd: 1, size: positionUsd, leverage: Math.min(wanted, mostLeverage(rule)) };
      const price = liquidationPrices[rule];
      return {
        weight: (weight * share) / total,
        long: price({ ...opened, position: 'long' }),
        short: price({ ...opened, position: 'short' }),
      };
    }),
  );
}

function toRules(shares: InterestShares): readonly (readonly [MarginRule, number])[] {
  const isRule = (rule: string): rule is MarginRule => rule in liquidationPrices;
  return Object.entries(shares).flatMap(([rule, share]) => (isRule(rule) && share > 0 ? [[rule, share] as const] : []));
}
