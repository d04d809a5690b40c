import type { FetchLayer } from '../feeds/fetch-layer.ts';
import type { HttpClient } from '../feeds/http.ts';
import type { MarketTime } from '../feeds/market-time.ts';
import type { SocketConstructor } from '../feeds/connection.ts';
import type { BackfillProgress } from '../model/snapshot.ts';
import type { Random } from '../std/backoff.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import type { DocumentStore } from '../store/documents.ts';
import type { LiquidationStore } from '../store/liquidation-store.ts';
import type { OpenInterestStore } from '../store/open-interest-store.ts';
import type { Book } from './book.ts';
import type { HealthBoard } from './health.ts';
import type { MarketState } from './market-state.ts';

/** What changed, for those who compute something of it. */
export type Change =
  | 'clock'
  | 'instruments'
  | 'prices'
  | 'openInterest'
  | 'funding'
  | 'universe'
  | 'fearGreed'
  | 'context'
  | 'levels'
  | 'engine'
  | 'liquidations'
  | 'feeds'
  | 'progress';

/** Everything that jobs and services share. Made once, in `createCore`. */
export interface BackgroundParts {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: Random;
  readonly marketTime: MarketTime;
  readonly http: HttpClient;
  readonly fetchLayer: FetchLayer;
  readonly WebSocket: SocketConstructor;
  readonly isOnline: () => boolean;
  readonly documents: DocumentStore;
  readonly liquidationStore: LiquidationStore;
  readonly openInterestStore: OpenInterestStore;
  readonly state: MarketState;
  readonly book: Book;
  readonly health: HealthBoard;
  /** Running backfills by venue, board and stage. */
  readonly progress: Map<string, BackfillProgress>;
  readonly changed: (what: Change) => void;
}
