import { formatAge, isOld } from '../lib/format/age.ts';

/** For how long a figure of each kind may stand before it is dimmed and says its age, ms. */
export const freshForMs = {
  /** The snapshot as a whole: anything live moves it within seconds. */
  snapshot: 90_000,
  price: 3 * 60_000,
  openInterest: 30 * 60_000,
  /** Dated 00:00 UTC of its day, and replaced some time after the next midnight. */
  fearGreed: 36 * 3_600_000,
  /** Dated by the end of the last closed hour. */
  levels: 2.5 * 3_600_000,
} as const;

/** `12 min old` of a figure that is too old to stand as it is; `undefined` while it is fresh, and of one that is not known. */
export function toOldWords(
  kind: keyof typeof freshForMs,
  figure: { readonly at: number } | undefined,
  now: number,
): string | undefined {
  return figure && isOld(now - figure.at, freshForMs[kind]) ? `${formatAge(now - figure.at)} old` : undefined;
}
