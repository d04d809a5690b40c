/** Bounds of a wait that doubles. */
export interface Backoff {
  /** Ceiling of the first wait, ms. */
  readonly firstMs: number;
  /** Ceiling of every wait, ms. */
  readonly capMs: number;
  /** Floor of every wait, ms; 0 when not given. */
  readonly floorMs?: number;
}

/** A number in `[0, 1)`, as `Math.random` gives. */
export type Random = () => number;

/** The ceiling of wait number `attempt` (0 for the first): doubled each time up to the cap, ms. */
export function backoffCeiling({ firstMs, capMs }: Backoff, attempt: number): number {
  return Math.min(capMs, firstMs * 2 ** Math.min(attempt, 40));
}

/**
 * Wait number `attempt` (0 for the first) with full jitter, ms: anywhere between the floor and the ceiling, so that clients which failed together
 * do not come back together (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
 */
export function backoffDelay(backoff: Backoff, attempt: number, random: Random): number {
  const floor = backoff.floorMs ?? 0;
  return floor + random() * Math.max(0, backoffCeiling(backoff, attempt) - floor);
}
