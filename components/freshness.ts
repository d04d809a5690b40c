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
