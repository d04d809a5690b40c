/** Maintenance margin by the size of a position, ascending: from how many dollars of notional on, and which share of it must be kept. */
export type MarginTiers = readonly (readonly [floorUsd: number, rate: number])[];

/**
 * BTCUSDT of Binance's USD-M futures, as of 2024-10-24; ETHUSDT had the same up to 50 million. Venues change them, so figures made of them are
 * estimates. The four tiers above 480 million are left out.
 */
export const binanceTiers: MarginTiers = [
  [0, 0.004],
  [50_000, 0.005],
  [600_000, 0.0065],
  [3e6, 0.01],
  [12e6, 0.02],
  [70e6, 0.025],
  [100e6, 0.05],
  [230e6, 0.1],
];

/**
 * The dollars that each tier lets off, so that the margin does not jump where it begins: cum(k) = cum(k-1) + floor(k) * (rate(k) - rate(k-1)).
 * Reproduces what Binance published for BTCUSDT on 2024-10-24.
 */
export function maintenanceAmounts(tiers: MarginTiers): readonly number[] {
  let amount = 0;
  return tiers.map(([floorUsd, rate], place) => (amount += floorUsd * (rate - (tiers[place - 1]?.[1] ?? 0))));
}
