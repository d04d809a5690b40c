import type { ForcedOrder } from '../../world.ts';

/** What a venue's public interface lets out of its forced orders. */
export interface VenueFeed {
  /** The orders that the stream lets out, given all of whole seconds, ascending by time. */
  sample(orders: readonly ForcedOrder[]): readonly ForcedOrder[];
  /** How far back a client that has just started can still fetch what `sample` lets out, ms; 0 where there is no history worth its cost. */
  readonly historyReachMs: number;
  /** Orders younger than this are not in the history yet, ms. */
  readonly historyStaleMs: number;
}

/** A feed that lets everything out. */
export const everyOrder: VenueFeed['sample'] = orders => orders;
