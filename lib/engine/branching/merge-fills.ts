/** What tells two fills of one order from two orders. */
export interface Fill {
  readonly time: number;
  readonly venue: string;
  readonly base: string;
  readonly position: string;
}

/** Fills of the same venue, coin and position no further apart than this count as one order (MODEL §1). */
const fillGapMs = 100;

/**
 * When each forced order began, ascending, market time in ms. `fills` may come in any order. Counted one by one, the fills of independent orders look
 * like orders that set each other off: a true ratio of 0.3 was measured as 0.78.
 */
export function mergeFills(fills: readonly Fill[]): Float64Array {
  const last = new Map<string, number>();
  const starts: number[] = [];
  for (const { time, venue, base, position } of [...fills].sort((left, right) => left.time - right.time)) {
    const key = `${venue} ${base} ${position}`;
    if (!(time - (last.get(key) ?? -Infinity) <= fillGapMs)) starts.push(time);
    last.set(key, time);
  }
  return Float64Array.from(starts);
}
