import type { Ledger, Market } from './world.ts';

const hourMs = 3_600_000;

/** Coins whose contracts pay every four hours wherever the venue has intervals of its own for each contract. */
const restless: ReadonlySet<string> = new Set(['PEPE', 'WIF', 'FARTCOIN']);

/** Hours between two payments of funding: one on Hyperliquid, else eight, and four for some coins. */
export function fundingHours({ venue, base, contract }: Market): number {
  if (venue === 'hyperliquid') return 1;
  return contract === 'linear' && restless.has(base) ? 4 : 8;
}

/** The rate as the venue prints it: for one of its own intervals. */
export function fundingText(ledger: Ledger, market: Market, time: number, digits = 8): string {
  return ((ledger.funding(market, time) * fundingHours(market)) / 8).toFixed(digits);
}

/** The next payment of a contract; payments are counted from 00:00 UTC. */
export function nextPayment(market: Market, time: number): number {
  const step = fundingHours(market) * hourMs;
  return (Math.floor(time / step) + 1) * step;
}
