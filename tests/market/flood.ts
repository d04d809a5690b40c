import type { MarketClock } from './clock.ts';
import type { Connection } from './connection.ts';
import { createRandom } from './seeded.ts';
import type { ForcedOrder, Ledger, Venue } from './world.ts';

/** Ids of made orders start here, so that no one takes them for the ledger's. */
const firstFloodId = 1_000_000_000;
const tickMs = 20;

export interface FloodOptions {
  readonly ledger: Ledger;
  readonly clock: MarketClock;
  readonly venue: Venue;
  readonly perSecond: number;
  readonly seed: number;
  /** Asked before every burst; the flood ends when it says so or when the connection has ended. */
  readonly goOn: () => boolean;
}

let nextId = firstFloodId;

/** Pushes made forced orders into one connection at `perSecond`, in bursts of 20 ms, at real prices of the moment. */
export function startFlood(connection: Connection, { ledger, clock, venue, perSecond, seed, goOn }: FloodOptions): void {
  const random = createRandom(seed);
  const markets = ledger.markets.filter(market => market.venue === venue);
  const startedAt = clock.now();
  let pushed = 0;
  if (markets.length === 0) return;
  const cancel = clock.every(tickMs, () => {
    if (connection.entry.state !== 'open' || !goOn()) {
      cancel();
      return;
    }
    const now = clock.now();
    const due = Math.floor(((now - startedAt) * perSecond) / 1_000) - pushed;
    pushed += due;
    connection.flood(Array.from({ length: due }, () => makeOrder(now)));
  });

  function makeOrder(time: number): ForcedOrder {
    const market = markets[Math.floor(random() * markets.length)] ?? markets[0];
    if (market === undefined) throw new Error('a flood needs a market');
    const price = ledger.price(market.base, time) * market.unitsPerPrice;
    const quantity = market.quantityStep * (1 + Math.floor(random() * 1_000));
    const position = random() < 0.8 ? 'long' : 'short';
    const coins = (quantity * market.unitsPerQuantity) / market.unitsPerPrice;
    const usd = market.contract === 'inverse' ? quantity * market.contractUsd : coins * price;
    return {
      id: nextId++,
      market,
      position,
      time,
      quantity,
      fillPrice: price,
      bankruptcyPrice: price * (position === 'long' ? 0.995 : 1.005),
      cents: Math.round(usd * 100),
    };
  }
}
