import type { OrderSketch } from './orders.ts';

/** A stretch of time whose orders come later. */
export interface Delay {
  readonly from: number;
  readonly to: number;
  readonly byMs: number;
}

/** The same orders, those inside a delay moved later by it, ascending again. What comes with an order moves with it. */
export function delayOrders(sketch: OrderSketch, delays: readonly Delay[]): OrderSketch {
  const times = sketch.time.map(time => time + (delays.find(({ from, to }) => time >= from && time < to)?.byMs ?? 0));
  const order = Uint32Array.from({ length: sketch.count }, (_none, index) => index).sort(
    (left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right,
  );
  const reordered = <Column extends Float64Array | Uint8Array>(column: Column, into: Column): Column => {
    order.forEach((from, index) => {
      into[index] = column[from] ?? 0;
    });
    return into;
  };
  return {
    count: sketch.count,
    time: reordered(times, new Float64Array(sketch.count)),
    venue: reordered(sketch.venue, new Uint8Array(sketch.count)),
    base: reordered(sketch.base, new Uint8Array(sketch.count)),
    long: reordered(sketch.long, new Uint8Array(sketch.count)),
    usd: reordered(sketch.usd, new Float64Array(sketch.count)),
  };
}
