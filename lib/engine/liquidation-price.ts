import type { Position } from '../model/trade.ts';
import { binanceTiers, maintenanceAmounts } from './margin-tiers.ts';
import type { MarginTiers } from './margin-tiers.ts';

/** An isolated position as it was opened: its margin is its value at entry divided by the leverage, nothing was added since. */
export interface OpenedPosition {
  readonly position: Position;
  readonly entryUsd: number;
  /** Coins of a linear contract, US dollars of an inverse one. Above 0. */
  readonly size: number;
  /** At least 1. */
  readonly leverage: number;
}

/** The price, in US dollars, at which the venue takes the position over. */
type LiquidationPrice = (opened: OpenedPosition) => number;

const sideOf = ({ position }: OpenedPosition): number => (position === 'long' ? 1 : -1);

/**
 * Linear contracts: the price at which margin and result together are the maintenance margin of the tier that the position is then in. Binance
 * USD-M's formula, LP = (WB + cum - side*Q*E) / (Q*mmr - side*Q); the first tier whose end lies above Q*LP is the right one, since the margin is
 * convex in the notional.
 */
function linear(opened: OpenedPosition, tiers: MarginTiers): number {
  const { size, leverage } = opened;
  const value = size * opened.entryUsd;
  const side = sideOf(opened);
  const amounts = maintenanceAmounts(tiers);
  let price = NaN;
  for (const [place, [, rate]] of tiers.entries()) {
    price = (value / leverage + (amounts[place] ?? 0) - side * value) / (size * (rate - side));
    if (size * price < (tiers[place + 1]?.[0] ?? Infinity)) break;
  }
  return price;
}

/** Inverse contracts: the same with margin, result and maintenance margin (`rate` of dollars / mark) in coins. */
function inverse(opened: OpenedPosition, rate: number): number {
  const side = sideOf(opened);
  return (opened.entryUsd * (rate + side)) / (1 / opened.leverage + side);
}

/** Where a venue has no table here, its first tier. Initial margin at the highest leverage is twice this at all of them. */
const rates = {
  binance: 0.004,
  // Bybit's own examples (help centre, "Liquidation Price"); tiers above the first are not in this table.
  bybit: 0.005,
  // The rate and the taker's fee of BTC, 0.4 % and 0.05 %: not verified against OKX's position tiers.
  okx: 0.0045,
  // Half of the initial margin at a highest leverage of 40: not verified against Hyperliquid's list of assets.
  hyperliquid: 0.0125,
};

/**
 * Isolated liquidation price by venue; `-inverse` are contracts in dollars settled in coins. They give what the venues' help pages say:
 * - Binance: USD-M as above; COIN-M the same in coins (FAQ: 100 contracts of 100 dollars at 25,000 need 0.0016 BTC).
 * - Bybit: maintenance margin taken at entry, linear E -+ (IM - MM) / size, inverse Q / (PV +- (IM - MM)). A page of 2026-05-27 also folds the
 *   fees into the inverse one; this is the older form.
 * - OKX: margin ratio of 100 %, where the fee of closing is part of what must be kept.
 * - Hyperliquid: P - side * available / size / (1 - l * side), which at entry is the linear formula with l as the rate.
 */
export const liquidationPrices = {
  binance: opened => linear(opened, binanceTiers),
  'binance-inverse': opened => inverse(opened, rates.binance),
  bybit: opened => opened.entryUsd * (1 - sideOf(opened) * (1 / opened.leverage - rates.bybit)),
  'bybit-inverse': opened => opened.entryUsd / (1 + sideOf(opened) * (1 / opened.leverage - rates.bybit)),
  okx: opened => linear(opened, [[0, rates.okx]]),
  'okx-inverse': opened => inverse(opened, rates.okx),
  hyperliquid: opened => linear(opened, [[0, rates.hyperliquid]]),
} satisfies Readonly<Record<string, LiquidationPrice>>;

/** Which formula a contract goes by. */
export type MarginRule = keyof typeof liquidationPrices;

/** The highest leverage that the venue lets a small position have. */
export function mostLeverage(rule: MarginRule): number {
  for (const [venue, rate] of Object.entries(rates)) if (rule.startsWith(venue)) return 0.5 / rate;
  return 1;
}
