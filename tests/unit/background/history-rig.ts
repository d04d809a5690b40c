import { createHistoryService } from '../../../lib/background/history-service.ts';
import type { HistoryService } from '../../../lib/background/history-service.ts';
import { createOlderBook } from '../../../lib/background/older-book.ts';
import type { EngineInput } from '../../../lib/model/engine.ts';
import type { PhaseSpan } from '../../../lib/model/history.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { createPartsRig, madeVenue } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** OKX publishes every order; Binance leaves some out; Hyperliquid publishes none. */
export const venues = [
  madeVenue({ id: 'okx', name: 'OKX', socketStreams: ['orders'] }),
  madeVenue({ id: 'binance', name: 'Binance', socketStreams: ['orders'], completeness: 'sampled' }),
  madeVenue({ id: 'hyperliquid', name: 'Hyperliquid', completeness: 'none' }),
];

/** One forced order. */
export function order(time: number, usd: number, part: Partial<Liquidation> = {}): Liquidation {
  return {
    venue: 'okx',
    symbol: 'BTC-SWAP',
    base: 'BTC',
    position: 'long',
    price: 80_000,
    priceKind: 'fill',
    quantity: { value: usd, unit: 'usd' },
    baseQuantity: undefined,
    usd,
    eventTime: time,
    receivedTime: time,
    key: `${time} ${usd} ${part.position ?? ''}`,
    ...part,
  };
}

/** A history service over the parts of a rig. */
export interface HistoryRig extends PartsRig {
  readonly history: HistoryService;
  /** Prices finer than bars. */
  readonly prices: EngineInput[];
  readonly phases: PhaseSpan[];
  /** Writes orders of one venue with a span in which it was heard, folds them, and reads everything anew. */
  hear(orders: readonly Liquidation[], heard: { readonly from: number; readonly to: number }): Promise<void>;
}

export function createHistoryRig(): HistoryRig {
  const rig = createPartsRig(venues);
  const { parts, recorder } = rig;
  const prices: EngineInput[] = [];
  const phases: PhaseSpan[] = [];
  const history = createHistoryService(parts, {
    venues,
    fearGreedSource: alternativeMe,
    prices: { past: () => Promise.resolve(prices) },
    bookFrom: createOlderBook(parts, venues),
    phases: () => Promise.resolve(phases),
    unbroken: ({ id }) => id === 'okx',
  });
  return {
    ...rig,
    history,
    prices,
    phases,
    async hear(orders, heard) {
      const venue = orders[0]?.venue ?? 'okx';
      await parts.liquidationStore.commit({ venue, stream: 'orders', events: orders, heard });
      await recorder.fold();
      await recorder.reload();
    },
  };
}
