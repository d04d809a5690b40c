import type { ForcedOrder } from '../../world.ts';

/** The windows that a client shows totals of. */
export type WindowName = '1h' | '24h' | '7d' | '30d';

/** What a venue's public interface lets out of its forced orders. */
export interface VenueFeed {
  /** The orders that the stream and the history let out, given all of whole seconds, ascending by time. */
  sample(orders: readonly ForcedOrder[]): readonly ForcedOrder[];
  /** How far back a client that has just started can still fetch what `sample` lets out, ms; 0 where there is no history worth its cost. */
  readonly historyReachMs: number;
  /** Orders younger than this a careful client does not look for in the history yet, ms. */
  readonly historyStaleMs: number;
  /** True where nothing is pushed, so that the history is all there is. */
  readonly isPolled?: boolean;
  /** Some orders come on the stream this much later than they were forced, ms; 0 where not given. */
  readonly streamLateMs?: number;
  /** Where the history is ready-made sums: the length of one, ms. A sum counts only when it lies wholly inside the window. */
  readonly barMs?: Readonly<Record<WindowName, number>>;
}

/** A sampler that lets everything out. */
export const everyOrder: VenueFeed['sample'] = orders => orders;

/** A feed that tells of no forced order. The world has them; nobody outside can know. */
export const silentFeed: VenueFeed = { sample: () => [], historyReachMs: 0, historyStaleMs: 0 };
