import { assembleLedger } from '../ledger/assemble.ts';
import { createFearGreed } from '../ledger/fear-greed.ts';
import { createForcedOrders } from '../ledger/forced-orders.ts';
import { createMarkets } from '../ledger/markets.ts';
import { createOpenInterest } from '../ledger/open-interest.ts';
import type { StatedMarkets } from '../ledger/other-markets.ts';
import { createPriceBook } from '../ledger/price-path.ts';
import { quietAnchors } from '../ledger/quiet-anchors.ts';
import { stateLedger } from '../ledger/stated.ts';
import type { VenueSums } from '../ledger/sum-rules.ts';
import { DAY, HOUR, courseOf, utc } from '../ledger/time.ts';
import { venuesWithPast } from '../ledger/venues.ts';
import type { Ledger } from '../world.ts';

const T0 = utc('2026-05-20T09:00');
const FROM = T0 - 31 * DAY;
const TO = T0 + 6 * HOUR;
const FIRST = utc('2025-04-15');
const MINUTELY_FROM = utc('2026-04-07');

/** Six weeks between 95,000 and 100,000, near neither. */
const BITCOIN = courseOf([
  ['2025-04-15', 84_000],
  ['2025-07-14', 119_500],
  ['2025-10-06', 124_500],
  ['2025-11-21', 84_500],
  ['2026-01-14', 97_000],
  ['2026-02-06', 66_000],
  ['2026-03-01', 74_000],
  ['2026-03-20', 86_000],
  ['2026-04-02', 96_800],
  ['2026-04-07', 97_200],
  ['2026-04-09', 97_900],
  ['2026-04-12', 97_300],
  ['2026-04-15', 98_300],
  ['2026-04-18', 97_700],
  ['2026-04-20T09:00', 97_400],
  ['2026-04-23', 98_100],
  ['2026-04-26', 98_500],
  ['2026-04-29', 97_800],
  ['2026-05-02', 97_300],
  ['2026-05-05', 97_900],
  ['2026-05-08', 98_500],
  ['2026-05-11', 98_000],
  ['2026-05-14', 97_400],
  ['2026-05-17', 98_200],
  ['2026-05-19T09:00', 97_720],
  ['2026-05-20T09:00', 98_000],
  ['2026-05-20T15:00', 98_140],
]);

/** Europe has traded for two hours, America has not begun. */
const OTHER_MARKETS: StatedMarkets = {
  stoxx50: { value: 6_104.3, change: 0.12, then: 0.1 },
  dax: { value: 25_240.6, change: 0.08, then: 0.05 },
  sp500: { value: 7_012.5, change: 0.21 },
  vix: { value: 14.6, change: -1.2 },
  dollar: { value: 98.4, change: -0.05, then: 0.04 },
  us10y: { value: 4.31, change: -0.01 },
};

/** What the venues with a history offer at T0. */
const OFFERED_SUMS: VenueSums = {
  t0: T0,
  day: { long: 18_000_000, short: 14_500_000, btcLong: 6_100_000, btcShort: 5_200_000 },
  week: { btc: 84_000_000, rest: 151_000_000 },
  month: { btc: 372_000_000, rest: 664_000_000 },
};

/** A quiet Wednesday: bitcoin near 98,000, sentiment neutral, no level in doubt. A pure function of its seed. */
export function calm(seed = 20260520): Ledger {
  const markets = createMarkets('260626');
  const prices = createPriceBook({
    seed,
    hourlyFrom: FIRST,
    minutelyFrom: MINUTELY_FROM,
    to: TO,
    bitcoin: BITCOIN,
    minuteSigma: [[FIRST, 0.00024]],
    strayPerRootHour: 0.0009,
    anchors: quietAnchors({ seed, first: FIRST, t0: T0, to: TO, bitcoin: 98_000, bitcoinEnd: 98_140 / 98_000 }),
    ownNoise: 0.9,
  });
  const orders = createForcedOrders({
    seed,
    from: FROM,
    to: TO,
    markets,
    prices,
    mood: () => ({ perMinute: 4, branching: 0.35, delayMs: 22_000, follow: 0.35, longBias: 0.15 }),
    venueWeights: { binance: 1.15, bybit: 1, gate: 0.9 },
    sums: OFFERED_SUMS,
    factors: { binance: 1.25, bybit: 0.9 },
  });
  return assembleLedger(
    {
      scenario: 'calm',
      seed,
      t0: T0,
      from: FROM,
      to: TO,
      markets,
      prices,
      orders,
      openInterest: createOpenInterest({
        seed,
        markets,
        prices,
        now: { time: T0, usd: 38_000_000_000, over: venuesWithPast.day },
        earlier: [
          { time: T0 - 30 * DAY, multiple: 37.3 / 38, over: venuesWithPast.month },
          { time: T0 - DAY, multiple: 37.9 / 38, over: venuesWithPast.day },
        ],
        shape: [
          [T0 - 42 * DAY, -0.01],
          [T0, 0],
          [TO, 0.001],
        ],
      }),
      otherMarkets: OTHER_MARKETS,
      fearGreed: createFearGreed({ seed, today: T0, recent: [54, 53, 55, 52, 50, 51, 53, 56, 57, 55] }),
    },
    ledger =>
      stateLedger(ledger, {
        phase: 'calm',
        badge: '',
        levels: [
          { price: 100_000, state: 'held', changedOn: undefined, standsAbove: false },
          { price: 95_000, state: 'held', changedOn: undefined, standsAbove: true },
        ],
      }),
  );
}
