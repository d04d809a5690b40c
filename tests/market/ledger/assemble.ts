import type { FearGreedDay, ForcedOrder, Ledger, Market, Venue } from '../world.ts';
import { createDepth } from './depth.ts';
import { createListedCoins } from './coins-caps.ts';
import { createFunding } from './funding.ts';
import { sliceByTime } from './order-book.ts';
import { createOtherMarkets } from './other-markets.ts';
import type { StatedMarkets } from './other-markets.ts';
import type { OpenInterest } from './open-interest.ts';
import type { PriceBook } from './price-path.ts';
import { treasuriesAt } from './treasuries.ts';
import { createSpotFlow } from './spot-flow.ts';
import { createTakerShares } from './taker-shares.ts';
import type { Point } from './time.ts';

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
  /** Outside markets at t0. */
  readonly otherMarkets: StatedMarkets;
  /** Share of takers' trades that bought; a half throughout where not given. */
  readonly takerBuys?: readonly Point[];
  /** What is left of the usual depth of books; all of it where not given. */
  readonly depthLeft?: readonly Point[];
}

/** Puts the parts together and lets `state` write the table of what the scenario states, from the ledger itself. */
export function assembleLedger(parts: LedgerParts, state: (ledger: Ledger) => Readonly<Record<string, unknown>>): Ledger {
  const { scenario, seed, t0, from, to, markets, orders, prices, openInterest, fearGreed, takerBuys, depthLeft } = parts;
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
    takerBuyShare: createTakerShares(seed, takerBuys ?? [[t0, 0.5]]),
    depth: createDepth(seed, depthLeft ?? [[t0, 1]]),
    spotFlowUsd: createSpotFlow(seed),
    fearGreed,
    surroundings: {
      tradingDays: createOtherMarkets({ seed, t0, stated: parts.otherMarkets }),
      treasuries: treasuriesAt,
      listedCoins: createListedCoins({ seed, t0, price: prices.price }),
    },
    stated: {},
  };
  return { ...silent, stated: state(silent) };
}
