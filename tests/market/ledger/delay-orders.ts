import type { Venue } from '../world.ts';
import { toSketch } from './sketch.ts';
import type { OrderSketch } from './sketch.ts';
import { venues } from './venues.ts';

/** A stretch of time whose orders come later. */
export interface Delay {
  readonly from: number;
  readonly to: number;
  readonly byMs: number;
  /** All venues when left out. */
  readonly venue?: Venue;
}

/** The same orders, those inside a delay moved later by it, ascending again. What comes with an order moves with it. */
export function delayOrders(sketch: OrderSketch, delays: readonly Delay[]): OrderSketch {
  const times = sketch.time.map((time, index) => {
    const own = venues[sketch.venue[index] ?? 0];
    const delay = delays.find(({ from, to, venue = own }) => venue === own && time >= from && time < to);
    return time + (delay?.byMs ?? 0);
  });
  return toSketch({ ...sketch, time: times });
}
