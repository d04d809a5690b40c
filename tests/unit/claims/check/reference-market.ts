import { createRecordedMarket } from '../../../../lib/claims/check/recorded-market.ts';
import type { MarketInput } from '../../../../lib/claims/check/recorded-market.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** 12 February 2026, 00:30 UTC. */
export const t0 = Date.UTC(2026, 1, 12, 0, 30);

/** A bar around `time` that passes through `usd` in its middle. */
const bar = (time: number, base: string, usd: number): MarketInput => ({
  type: 'bar',
  time: time - hour / 2,
  intervalMs: hour,
  base,
  open: usd,
  high: usd * 1.001,
  low: usd * 0.999,
  close: usd,
});
const forced = (time: number, base: string, position: 'long' | 'short', usd: number): MarketInput => ({
  type: 'liquidation',
  time,
  base,
  position,
  usd,
  venue: 'okx',
});

/** The recording of the reference day, by hand: prices of a day before are those of now by the changes that are told. */
export const referenceInputs: readonly MarketInput[] = [
  bar(t0, 'BTC', 67_460),
  bar(t0 - day, 'BTC', 67_460 / (1 - 0.0169)),
  bar(t0, 'ETH', 1_950),
  bar(t0 - day, 'ETH', 1_950 / (1 - 0.0284)),
  bar(t0, 'SOL', 80),
  bar(t0 - day, 'SOL', 80 / (1 - 0.0407)),
  // 237 and 75 of the last day; of bitcoin 2.16 billion of the last week, 4.4 of the last thirty days.
  forced(t0 - 2 * hour, 'BTC', 'long', 160e6),
  forced(t0 - 2 * hour, 'ETH', 'long', 77e6),
  forced(t0 - 3 * hour, 'ETH', 'short', 75e6),
  forced(t0 - 6 * day, 'BTC', 'long', 2_000e6),
  forced(t0 - 29 * day, 'BTC', 'short', 2_240e6),
  { type: 'openInterest', time: t0, base: 'TOTAL', usd: 96e9 },
  { type: 'openInterest', time: t0 - day, base: 'TOTAL', usd: 96e9 / (1 - 0.044) },
  { type: 'openInterest', time: t0 - 30 * day, base: 'TOTAL', usd: 96e9 / (1 - 0.34) },
  { type: 'fearGreed', time: t0 - hour / 2, value: 5 },
  { type: 'fearGreed', time: t0 - hour / 2 - day, value: 11 },
  { type: 'holder', name: 'Strategy', coins: 714_644, costUsd: 76_056, day: Date.UTC(2026, 1, 9) },
];

export const referenceMarket = createRecordedMarket(referenceInputs);
