import { findBase } from '../bases.ts';
import type { Market, Venue } from '../../world.ts';

/** Largest power of ten that is at most `value`. */
export const powerBelow = (value: number): number => Number(`1e${Math.floor(Math.log10(value) + 1e-9)}`);

/** What is peculiar to a listing; the rest follows from the coin. */
export type ListingPlan = Pick<Market, 'symbol' | 'board' | 'quote'> & Partial<Market>;

/**
 * A linear listing of a coin, with a tick of about a two-thousandth of its price and a step of about five dollars. `plan` overrules what it names.
 */
export function linearListing(venue: Venue, base: string, plan: ListingPlan): Market {
  const units = plan.unitsPerPrice ?? plan.unitsPerQuantity ?? 1;
  const quoted = findBase(base).usualPrice * units;
  return {
    venue,
    base,
    contract: 'linear',
    unitsPerQuantity: units,
    unitsPerPrice: units,
    notionalAt: 'fill',
    contractUsd: 0,
    quantityStep: Math.min(100, Math.max(0.0001, powerBelow(5 / quoted))),
    priceTick: powerBelow(quoted / 2_000),
    ...plan,
  };
}
