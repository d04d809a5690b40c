import type { FearGreedDay, ForcedOrder, Ledger, Market, Venue } from '../world.ts';
import { createFunding } from './funding.ts';
import { sliceByTime } from './order-book.ts';
import type { OpenInterest } from './open-interest.ts';
import type { PriceBook } from './price-path.ts';

/** The parts of a scenario, ready made. */
export interface LedgerParts {
  readonly scenario: string;
  readonly seed: number;
  readonly t0: number;
  readonly from: number;
  readonly to: number;
  readonly markets: readonly Market[];
  readonly orders: ReadonlyMap<Venue, readonly ForcedOrder[]>;
  readonly prices: PriceBook;
  readonly openInterest: OpenInterest;
  readonly fearGreed: (time: number, days: number) => readonly FearGreedDay[];
}

/** Puts the parts together and lets `state` write the table of what the scenario states, from the ledger itself. */
export function assembleLedger(parts: LedgerParts, state: (ledger: Ledger) => Readonly<Record<string, unknown>>): Ledger {
  const { scenario, seed, t0, from, to, markets, orders, prices, openInterest, fearGreed } = parts;
  const silent: Ledger = {
    scenario,
    seed,
    t0,
    from,
    to,
    markets,
    orders: (venue, start, end) => sliceByTime(orders.get(venue) ?? [], start, end),
    price: prices.price,
    hourBars: prices.hourBars,
    openInterestCoins: openInterest.coins,
    openInterestNowCoins: openInterest.coinsNow,
    funding: createFunding(seed, prices),
    fearGreed,
    stated: {},
  };
  return { ...silent, stated: state(silent) };
}
