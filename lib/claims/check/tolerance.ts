import type { Claim } from '../claim.ts';
import { roundingOf } from './rounding.ts';

/** What was seen, from its lowest to its highest. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

export type Fit = 'in' | 'above' | 'below';

type Said = Pick<Claim, 'kind' | 'value' | 'value_hi' | 'cmp' | 'text' | 'unit'>;

/** From the least to the most that is said. */
const endsOf = ({ value, value_hi: end = value }: Said): Band => ({ low: Math.min(value, end), high: Math.max(value, end) });

/**
 * Whether what a text says agrees with what was seen: `above` when it says more. `slack` is what two honest sources of such a figure differ by, in the
 * figure's unit. `about` allows a twentieth more, of prices a fortieth; `over` and `under` are held to their one side; a range agrees where it touches.
 */
export function fit(claim: Said, seen: Band, slack: number): Fit {
  const { kind, value, cmp, text } = claim;
  const { low, high } = endsOf(claim);
  // Who says `over 68,000` means that number.
  const isBound = cmp === 'over' || cmp === 'under';
  const room =
    slack + (isBound ? 0 : roundingOf(text, value)) + (cmp === 'approx' ? Math.abs(value) / (kind === 'price' ? 40 : 20) : 0);
  // Of a fall `over 4 %` means further down.
  const isFall = value < 0;
  const beyond = cmp === 'over' ? (isFall ? 'low' : 'high') : cmp === 'under' ? (isFall ? 'high' : 'low') : undefined;
  if (low - room > seen.high) return beyond === 'low' ? 'in' : 'above';
  if (high + room < seen.low) return beyond === 'high' ? 'in' : 'below';
  return 'in';
}

/** How far what is said is from what was seen: of percent and points the difference, else the fraction. 0 where they touch, and of a fraction of nothing. */
export function distance(claim: Said, seen: Band): number {
  const { low, high } = endsOf(claim);
  const difference = low > seen.high ? low - seen.high : high < seen.low ? high - seen.low : 0;
  if (claim.unit === 'pct' || claim.unit === 'index') return difference;
  const nearest = Math.abs(difference > 0 ? seen.high : seen.low);
  return nearest === 0 ? 0 : difference / nearest;
}
