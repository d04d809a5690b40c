import type { Comparator } from '../claim.ts';

/** All values that a written figure may honestly stand for, both ends included. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** A figure as far as its precision goes. */
export interface Written {
  readonly value: number;
  readonly hi?: number | undefined;
  readonly cmp: Comparator;
  /** As written: its last digit tells the rounding. */
  readonly text: string;
}

/**
 * Looseness by the number of significant digits: who writes "about 10 %" means less exactly than who writes "about $82,876", and "over 2.5 billion" is not
 * said of 2.7. Our reading, not a standard.
 */
const loose = {
  approx: [0.05, 0.05, 0.02, 0.005],
  under: [0.1, 0.1, 0.04, 0.01],
  over: [0.5, 0.08, 0.02, 0.005],
} as const;

/** The values that a figure may stand for by its rounding (half a unit of the last digit written) and its comparator. Without its sign. */
export function intervalOf({ value, hi, cmp, text }: Written): Interval {
  const low = Math.min(Math.abs(value), Math.abs(hi ?? value));
  const high = Math.max(Math.abs(value), Math.abs(hi ?? value));
  const [whole = '', decimals = ''] = (/[\d,]*\.?\d+(?=\D*$)/.exec(text)?.[0] ?? '').replaceAll(',', '').split('.');
  const number = Number(`${whole}.${decimals}`);
  const half = number > 0 ? (0.5 * 10 ** -decimals.length * high) / number : 0;
  const digits = `${whole}${decimals}`.replace(/^0+/, '').replace(decimals === '' ? /0+$/ : '', '').length;
  const share = (of: 'approx' | 'under' | 'over') => loose[of][digits <= 1 ? 0 : digits === 2 ? 1 : digits === 3 ? 2 : 3];
  const below = cmp === 'approx' || cmp === 'under' ? share(cmp) : 0;
  const above = cmp === 'approx' || cmp === 'over' ? share(cmp) : 0;
  return { lo: Math.min(low - half, low * (1 - below)), hi: Math.max(high + half, high * (1 + above)) };
}

export function plus(a: Interval, b: Interval): Interval {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

export function times(a: Interval, b: Interval): Interval {
  return { lo: a.lo * b.lo, hi: a.hi * b.hi };
}

export function over(a: Interval, b: Interval): Interval {
  return { lo: a.lo / b.hi, hi: b.lo > 0 ? a.hi / b.lo : Infinity };
}

/** How far apart two sets of values are: 0 where they meet. */
export function gap(a: Interval, b: Interval): number {
  return Math.max(0, a.lo - b.hi, b.lo - a.hi);
}

/** The same with room of a share of its ends. */
export function widened({ lo, hi }: Interval, share: number): Interval {
  return { lo: lo * (1 - share), hi: hi * (1 + share) };
}
