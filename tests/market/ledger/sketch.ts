/** Forced orders before they have a market, a price and a whole quantity: columns of equal length, ascending by time. */
export interface OrderSketch {
  readonly count: number;
  readonly time: Float64Array;
  /** Index into `venues`. */
  readonly venue: Uint8Array;
  /** Index into `bases`. */
  readonly base: Uint8Array;
  /** 1 where a long was closed, 0 a short. */
  readonly long: Uint8Array;
  /** Rough size in US dollars. */
  readonly usd: Float64Array;
}

/** The columns of a sketch in any order. */
export type SketchColumns = Readonly<Record<Exclude<keyof OrderSketch, 'count'>, ArrayLike<number>>>;

const ROWS = 2 ** 20;

/** A sketch of the rows, ascending by time; rows of one moment keep their order. Times are whole ms; throws for more than a million rows. */
export function toSketch({ time, venue, base, long, usd }: SketchColumns): OrderSketch {
  const count = time.length;
  let first = Infinity;
  for (let row = 0; row < count; row += 1) first = Math.min(first, time[row] ?? 0);
  // Time and place in one number: numbers sort four times faster than with a comparison of our own.
  const keys = new Float64Array(count);
  for (let row = 0; row < count; row += 1) keys[row] = ((time[row] ?? 0) - first) * ROWS + row;
  keys.sort();
  if (count >= ROWS || (keys.at(-1) ?? 0) > Number.MAX_SAFE_INTEGER) throw new RangeError('too many orders, or too long a time');
  const sketch = {
    count,
    time: new Float64Array(count),
    venue: new Uint8Array(count),
    base: new Uint8Array(count),
    long: new Uint8Array(count),
    usd: new Float64Array(count),
  };
  for (let place = 0; place < count; place += 1) {
    const row = (keys[place] ?? 0) % ROWS;
    sketch.time[place] = time[row] ?? 0;
    sketch.venue[place] = venue[row] ?? 0;
    sketch.base[place] = base[row] ?? 0;
    sketch.long[place] = long[row] ?? 0;
    sketch.usd[place] = usd[row] ?? 0;
  }
  return sketch;
}
