import type { StatedCost } from '../../model/context.ts';

/** What is known from outside of the text, for sums of which the text gives only a part. */
export interface SumReferences {
  /** Beyond `high` no open interest of the whole market is plausible, US dollars. */
  readonly openInterestUsd: { readonly high: number };
  /** What companies stated of their holdings and costs, by company, ascending by day. */
  readonly costs: Readonly<Record<string, readonly StatedCost[]>>;
}

/**
 * Where nobody hands in what the market holds: open interest of all coins on all venues has been told to be about 100 to 235 billion dollars in 2025 and 2026
 * (general knowledge, unverified), so that the double of it and more does not come about by another way of counting.
 */
export const defaultReferences: SumReferences = { openInterestUsd: { high: 450e9 }, costs: {} };
