import { assembleLedger } from '../ledger/assemble.ts';
import type { BaseCoin } from '../ledger/bases.ts';
import { createFearGreed } from '../ledger/fear-greed.ts';
import { createForcedOrders } from '../ledger/forced-orders.ts';
import { createMarkets } from '../ledger/markets.ts';
import { createOpenInterest } from '../ledger/open-interest.ts';
import type { StatedMarkets } from '../ledger/other-markets.ts';
import { createPriceBook } from '../ledger/price-path.ts';
import { stateLedger } from '../ledger/stated.ts';
import type { VenueSums } from '../ledger/sum-rules.ts';
import { DAY, HOUR, courseOf, levelAround, linearCourse, ratioCourse, utc } from '../ledger/time.ts';
import type { Point } from '../ledger/time.ts';
import { venuesWithPast } from '../ledger/venues.ts';
import { createRandom } from '../random.ts';
import type { Ledger } from '../world.ts';
import { referenceRoad } from './reference-road.ts';

const T0 = utc('2026-02-12T00:30');
const FROM = T0 - 31 * DAY;
const TO = T0 + 6 * HOUR;

/** Standard deviation of a minute's return, from each moment on. */
const MINUTE_SIGMA = courseOf([
  ['2025-01-08', 0.00042],
  ['2026-01-29', 0.00065],
  ['2026-02-01', 0.0005],
  ['2026-02-04', 0.0008],
  ['2026-02-06T16:00', 0.0005],
  ['2026-02-10', 0.00055],
]);

/** Forced orders a minute over Binance, Bybit and Gate. */
const PER_MINUTE = ratioCourse(
  courseOf([
    ['2026-01-12', 2.7],
    ['2026-01-28T12:00', 2.8],
    ['2026-01-29T15:00', 7],
    ['2026-02-01', 6],
    ['2026-02-02', 3.5],
    ['2026-02-04T06:00', 4],
    ['2026-02-04T15:00', 10],
    ['2026-02-05T12:00', 13],
    ['2026-02-06T04:00', 26],
    ['2026-02-06T12:00', 10],
    ['2026-02-07T00:00', 4],
    ['2026-02-09T00:00', 3],
    ['2026-02-10T10:00', 5.5],
    ['2026-02-11T00:30', 3.4],
    ['2026-02-11T09:30', 5],
    ['2026-02-11T10:30', 15],
    ['2026-02-11T11:30', 21],
    ['2026-02-11T14:00', 14],
    ['2026-02-11T17:00', 9],
    ['2026-02-11T20:00', 7],
    ['2026-02-11T22:00', 16],
    ['2026-02-11T23:15', 8],
    ['2026-02-12T00:30', 5],
    ['2026-02-12T02:30', 6],
    ['2026-02-12T04:45', 13],
    ['2026-02-12T06:30', 7],
  ]),
);

const LONG_BIAS = linearCourse(
  courseOf([
    ['2026-01-12', 0.1],
    ['2026-02-04', 0.5],
    ['2026-02-06T12:00', 0],
    ['2026-02-10', 0.3],
    ['2026-02-11T09:00', 0.7],
    ['2026-02-11T21:00', 1],
    ['2026-02-11T23:30', 1.6],
    ['2026-02-12T06:30', 1],
  ]),
);

/**
 * What the venues with a history together offer at T0: longs of 24 hours 237.0 million, bitcoin 2.16 billion in 7 days and 4.40 billion in 30;
 * the rest is this scenario's choice.
 */
const OFFERED_SUMS: VenueSums = {
  t0: T0,
  day: { long: 237_000_000, short: 75_000_000, btcLong: 91_200_000, btcShort: 26_400_000 },
  week: { btc: 2_160_000_000, rest: 2_730_000_000 },
  month: { btc: 4_400_000_000, rest: 5_320_000_000 },
};

/** Bitcoin's neighbours with stated changes; the others are drawn, most of them weaker than bitcoin. */
const STATED: Readonly<Record<string, { readonly now: number; readonly dayAgo: number; readonly monthAgo: number }>> = {
  BTC: { now: 67_460, dayAgo: 68_620, monthAgo: 94_800 },
  ETH: { now: 1950, dayAgo: 2007, monthAgo: 2930 },
  SOL: { now: 80.05, dayAgo: 83.45, monthAgo: 128.4 },
};

function anchors(seed: number): (coin: BaseCoin) => readonly Point[] {
  return ({ base, usualPrice }) => {
    const random = createRandom(seed, `${base} anchors`);
    const dayChange = Math.min(0.021, Math.max(-0.093, -0.036 + 0.026 * random.normal()));
    const monthChange = Math.min(0.05, Math.max(-0.5, -0.27 + 0.08 * random.normal()));
    const { now, dayAgo, monthAgo } = STATED[base] ?? {
      now: usualPrice,
      dayAgo: usualPrice / (1 + dayChange),
      monthAgo: usualPrice / (1 + monthChange),
    };
    return [
      [utc('2025-01-08'), monthAgo * (0.9 + 0.6 * random.next())],
      [utc('2025-10-06'), monthAgo * (1.25 + 0.5 * random.next())],
      ...levelAround(T0 - 30 * DAY, monthAgo),
      ...levelAround(T0 - DAY, dayAgo),
      ...levelAround(T0, now),
      [TO, now * (0.97 + 0.012 * random.next())],
    ];
  };
}

/**
 * Who buys: as many as sell through most of the day, and 46 % in the last hours, as the design sketch has it. So little is sold net in 24 hours that
 * forced orders are the larger part of it.
 */
const TAKER_BUYS = courseOf([
  ['2026-01-28', 0.5],
  ['2026-02-04', 0.47],
  ['2026-02-06T04:00', 0.43],
  ['2026-02-06T16:00', 0.53],
  ['2026-02-09', 0.5],
  ['2026-02-11', 0.501],
  ['2026-02-11T21:30', 0.501],
  ['2026-02-11T22:00', 0.46],
  ['2026-02-12T06:30', 0.46],
]);

/** What is left of the usual book. */
const DEPTH_LEFT = courseOf([
  ['2026-01-28', 1],
  ['2026-02-05T12:00', 0.6],
  ['2026-02-06T05:00', 0.3],
  ['2026-02-07', 0.7],
  ['2026-02-11', 0.7],
  ['2026-02-11T11:30', 0.5],
  ['2026-02-12T00:30', 0.6],
]);

const OPEN_INTEREST_NOW_USD = 27_000_000_000;

/** Logarithm of open coins: built up to the end of January, unwound in the two falls, a little rebuilt between them. */
const COINS_SHAPE = courseOf([
  ['2025-12-31', -0.02],
  ['2026-01-13', 0.0],
  ['2026-01-28', 0.04],
  ['2026-01-29T10:00', 0.03],
  ['2026-02-01', -0.02],
  ['2026-02-04T06:00', -0.015],
  ['2026-02-05T12:00', -0.08],
  ['2026-02-06T05:00', -0.13],
  ['2026-02-07T00:00', -0.125],
  ['2026-02-10T06:00', -0.09],
  ['2026-02-11T00:30', -0.1],
  ['2026-02-11T09:30', -0.098],
  ['2026-02-11T13:00', -0.112],
  ['2026-02-11T20:30', -0.116],
  ['2026-02-11T23:00', -0.121],
  ['2026-02-12T00:30', -0.122],
  ['2026-02-12T02:30', -0.124],
  ['2026-02-12T06:30', -0.136],
]);

/** A day on which everything with risk in it was sold. Of Europe's 50 PRODUCT says 0.8 % down; the rest is this scenario's choice. */
const OTHER_MARKETS: StatedMarkets = {
  stoxx50: { value: 5_986.4, change: -0.8 },
  dax: { value: 24_806.15, change: -0.66 },
  sp500: { value: 6_878.12, change: -0.94 },
  vix: { value: 21.4, change: 9.3 },
  dollar: { value: 97.12, change: 0.24 },
  us10y: { value: 4.17, change: 0.03 },
};

const FEAR_GREED = [
  5, 11, 9, 14, 8, 7, 9, 12, 14, 17, 15, 14, 20, 16, 26, 38, 37, 29, 20, 25, 24, 25, 20, 24, 32, 44, 49, 50, 61, 48, 26, 27, 29,
  25,
];

/**
 * The reference day: 12 February 2026, 00:30 UTC, after a fall that fed on itself and while positions are still being closed. Thirty days
 * and more before it, six hours after it. A pure function of its seed; the stated figures hold for every seed.
 */
export function referenceDay(seed = 20260212): Ledger {
  const markets = createMarkets('260327');
  const prices = createPriceBook({
    seed,
    hourlyFrom: utc('2025-01-08'),
    minutelyFrom: utc('2025-12-31'),
    to: TO,
    bitcoin: referenceRoad,
    minuteSigma: MINUTE_SIGMA,
    strayPerRootHour: 0.0028,
    anchors: anchors(seed),
    ownNoise: 0.8,
  });
  const orders = createForcedOrders({
    seed,
    from: FROM,
    to: TO,
    markets,
    prices,
    mood: time => ({ perMinute: PER_MINUTE(time), branching: 0.5, delayMs: 18_000, follow: 0.5, longBias: LONG_BIAS(time) }),
    venueWeights: { binance: 1.15, bybit: 1, gate: 0.95 },
    sums: OFFERED_SUMS,
    factors: { binance: 1.18, bybit: 0.87 },
    hasQuietEdges: true,
  });
  const openInterest = createOpenInterest({
    seed,
    markets,
    prices,
    now: { time: T0, usd: OPEN_INTEREST_NOW_USD, over: venuesWithPast.day },
    earlier: [
      { time: T0 - 30 * DAY, multiple: 1 / 0.66, over: venuesWithPast.month },
      { time: T0 - DAY, multiple: 1 / 0.956, over: venuesWithPast.day },
    ],
    shape: COINS_SHAPE,
  });
  return assembleLedger(
    {
      scenario: 'reference-day',
      seed,
      t0: T0,
      from: FROM,
      to: TO,
      markets,
      prices,
      openInterest,
      orders,
      takerBuys: TAKER_BUYS,
      depthLeft: DEPTH_LEFT,
      otherMarkets: OTHER_MARKETS,
      fearGreed: createFearGreed({ seed, today: T0, recent: FEAR_GREED }),
    },
    ledger =>
      stateLedger(ledger, {
        phase: 'deleveraging',
        badge: '',
        levels: [
          { price: 75_000, state: 'broken', changedOn: '2026-02-04', standsAbove: false },
          { price: 70_000, state: 'broken', changedOn: '2026-02-10', standsAbove: false },
          { price: 65_000, state: 'reclaimed', changedOn: '2026-02-06', standsAbove: true },
          { price: 60_000, state: 'tested', changedOn: '2026-02-06', standsAbove: true },
        ],
      }),
  );
}
