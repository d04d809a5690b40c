/** Live events and minutes; five-minute bars span five of them. */
export const minuteMs = 60_000;
/** The grain of the bars that the fine layer takes. */
export const fiveMinutesMs = 5 * minuteMs;
/** The grain of the coarse layer. */
export const halfHourMs = 30 * minuteMs;
/** The grain of the archive. */
export const hourMs = 60 * minuteMs;
/** Rows of sums are kept by UTC day. */
export const dayMs = 24 * hourMs;

/** How long each grain is kept, ms of market time. */
export const kept = {
  events: 48 * hourMs,
  fine: 7 * dayMs,
  coarse: 60 * dayMs,
  archive: 400 * dayMs,
} as const;

/** 00:00 UTC of the day that holds `time`, ms. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}
