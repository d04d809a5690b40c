import { assembleLedger } from '../ledger/assemble.ts';
import { createFearGreed } from '../ledger/fear-greed.ts';
import { createForcedOrders } from '../ledger/forced-orders.ts';
import { createMarkets } from '../ledger/markets.ts';
import { createOpenInterest } from '../ledger/open-interest.ts';
import type { StatedMarkets } from '../ledger/other-markets.ts';
import type { SumRule } from '../ledger/order-book.ts';
import type { Mood } from '../ledger/orders.ts';
import { createPriceBook } from '../ledger/price-path.ts';
import { quietAnchors } from '../ledger/quiet-anchors.ts';
import { stateLedger } from '../ledger/stated.ts';
import type { VenueSums } from '../ledger/sum-rules.ts';
import { DAY, HOUR, MINUTE, SECOND, courseOf, linearCourse, ratioCourse, utc } from '../ledger/time.ts';
import type { Point } from '../ledger/time.ts';
import { venuesWithPast } from '../ledger/venues.ts';
import type { Ledger, Venue } from '../world.ts';

// The 5-minute grid of open interest passes 100 seconds after t0, in the middle of the fall.
const T0 = utc('2026-03-11T13:58:20');
const FROM = T0 - 31 * DAY;
const TO = T0 + 6 * HOUR;
const FIRST = utc('2025-02-03');
const MINUTELY_FROM = utc('2026-01-27');
const GRID_T0 = utc('2026-03-11T13:55');
const FINE = { from: utc('2026-03-11T13:57'), to: utc('2026-03-11T14:15') };

/** Points in seconds after t0. */
const after = (rows: readonly (readonly [seconds: number, value: number])[]): readonly Point[] =>
  rows.map(([seconds, value]): Point => [T0 + seconds * SECOND, value]);

/** Six quiet weeks between 80,000 and 85,000; 40 seconds more of it; 7 % down within two minutes; a recovery after 40 minutes. */
const BITCOIN: readonly Point[] = [
  ...courseOf([
    ['2025-02-03', 98_000],
    ['2025-07-14', 119_500],
    ['2025-10-06', 124_500],
    ['2025-11-21', 86_500],
    ['2026-01-14', 92_000],
    ['2026-01-22', 83_200],
    ['2026-01-27', 82_900],
    ['2026-01-30', 83_400],
    ['2026-02-02', 82_600],
    ['2026-02-05', 83_100],
    ['2026-02-08', 83_500],
    ['2026-02-09T13:55', 82_700],
    ['2026-02-12', 82_400],
    ['2026-02-15', 83_000],
    ['2026-02-18', 83_600],
    ['2026-02-21', 82_900],
    ['2026-02-24', 82_500],
    ['2026-02-27', 83_100],
    ['2026-03-02', 83_500],
    ['2026-03-05', 82_800],
    ['2026-03-08', 83_300],
    ['2026-03-10T13:55', 83_050],
    ['2026-03-11T09:00', 83_350],
  ]),
  ...after([
    [0, 83_200],
    [40, 83_160],
    [55, 83_000],
    [75, 82_600],
    [90, 82_100],
    [105, 81_300],
    [120, 80_100],
    [135, 78_900],
    [150, 77_900],
    [165, 77_350],
    [175, 77_700],
    [200, 78_300],
    [240, 77_950],
    [300, 78_150],
    [420, 77_800],
    [600, 77_950],
    [1200, 77_700],
    [1800, 77_800],
    [2400, 77_900],
    [3000, 78_800],
    [3540, 79_380],
    [3580, 79_800],
    [3600, 79_850],
    [5400, 80_400],
    [7200, 80_800],
    [14_400, 80_900],
    [21_600, 81_200],
  ]),
];

/** Forced orders a second over Binance, Bybit and Gate. */
const PER_SECOND = ratioCourse(
  after([
    [0, 0.055],
    [38, 0.06],
    [45, 0.8],
    [60, 2],
    [90, 5],
    [100, 11],
    [112, 28],
    [130, 42],
    [160, 44],
    [172, 26],
    [190, 12],
    [240, 6.5],
    [300, 4],
    [600, 1.7],
    [1200, 0.8],
    [2400, 0.3],
    [3600, 0.12],
    [7200, 0.07],
    [21_600, 0.055],
  ]),
);
const BRANCHING = linearCourse(
  after([
    [0, 0.35],
    [40, 0.4],
    [60, 0.65],
    [100, 0.85],
    [165, 0.85],
    [200, 0.6],
    [600, 0.45],
    [2400, 0.35],
  ]),
);
const DELAY_MS = linearCourse(
  after([
    [0, 20_000],
    [40, 8000],
    [60, 5000],
    [100, 2500],
    [200, 4000],
    [600, 10_000],
    [2400, 20_000],
  ]),
);
const LONG_BIAS = linearCourse(
  after([
    [0, 0.1],
    [40, 1.5],
    [60, 3],
    [200, 3],
    [600, 1.5],
    [2400, 0.8],
    [3600, 0],
  ]),
);

function mood(time: number): Mood {
  if (time < T0) return { perMinute: 4, branching: 0.35, delayMs: 20_000, follow: 0.35, longBias: 0.15 };
  return {
    perMinute: 60 * PER_SECOND(time),
    branching: BRANCHING(time),
    delayMs: DELAY_MS(time),
    follow: 0,
    longBias: LONG_BIAS(time),
  };
}

/** Who buys: nobody but a third in the fall, and more than half from forty minutes on. */
const TAKER_BUYS: readonly Point[] = after([
  [-90 * 60, 0.5],
  [0, 0.49],
  [40, 0.45],
  [100, 0.33],
  [200, 0.36],
  [600, 0.42],
  [1800, 0.47],
  [2300, 0.5],
  [2400, 0.53],
  [7200, 0.54],
  [21_600, 0.52],
]);

/** What is left of the usual book: a seventh at the low, a half after ten minutes, most of it after an hour. */
const DEPTH_LEFT: readonly Point[] = after([
  [0, 1],
  [40, 0.95],
  [90, 0.6],
  [130, 0.22],
  [165, 0.14],
  [240, 0.25],
  [600, 0.5],
  [2400, 0.75],
  [3600, 0.9],
  [10_800, 1],
]);

/** Half an hour after New York opened: shares stand still all day, so that they explain nothing of the fall. */
const OTHER_MARKETS: StatedMarkets = {
  stoxx50: { value: 6_020.1, change: 0.1, then: -0.1 },
  dax: { value: 25_011.4, change: 0.15, then: -0.1 },
  sp500: { value: 6_942.8, change: -0.05, then: -0.1 },
  vix: { value: 16.2, change: 0.6, then: 1 },
  dollar: { value: 97.8, change: 0.03, then: 0.02 },
  us10y: { value: 4.22, change: 0.01 },
};

/** What the venues with a history offer at T0. */
const OFFERED_SUMS: VenueSums = {
  t0: T0,
  day: { long: 21_000_000, short: 17_000_000, btcLong: 7_300_000, btcShort: 6_100_000 },
  week: { btc: 98_000_000, rest: 172_000_000 },
  month: { btc: 431_000_000, rest: 760_000_000 },
};

/** US dollars of longs closed at Gate in the first ten minutes, bitcoin's and the others'; orders are larger than on quiet days. */
const FALL = { from: T0 + 40 * SECOND, to: T0 + 10 * MINUTE, btc: 49_000_000, rest: 83_000_000 };

function fallRules(venue: Venue, factor: number): readonly SumRule[] {
  const fall = { venue, from: FALL.from, to: FALL.to, position: 'long', mayBeEmpty: true } as const;
  return [
    { ...fall, coins: 'BTC', targetCents: Math.round(FALL.btc * factor * 100) },
    { ...fall, coins: 'rest', targetCents: Math.round(FALL.rest * factor * 100) },
  ];
}

/**
 * A cascade to watch live: a quiet month, 40 seconds of calm after t0, a build-up, a fall of 7 % at the true rate of such an event (tens of
 * forced orders a second), an hour in which positions go on being closed, and a recovery from 40 minutes on. A pure function of its seed.
 */
export function cascade(seed = 20260311): Ledger {
  const markets = createMarkets('260327');
  const prices = createPriceBook({
    seed,
    hourlyFrom: FIRST,
    minutelyFrom: MINUTELY_FROM,
    to: TO,
    fine: FINE,
    bitcoin: BITCOIN,
    minuteSigma: [
      [FIRST, 0.00026],
      [T0, 0.0007],
      [T0 + HOUR, 0.0005],
    ],
    strayPerRootHour: 0.0009,
    anchors: quietAnchors({
      seed,
      first: FIRST,
      t0: utc('2026-03-11T13:57'),
      to: TO,
      bitcoin: 83_200,
      bitcoinEnd: 81_200 / 83_200,
    }),
    ownNoise: 0.9,
  });
  const orders = createForcedOrders({
    seed,
    from: FROM,
    to: TO,
    markets,
    prices,
    mood,
    fine: { from: T0, to: T0 + HOUR },
    venueWeights: { binance: 1.15, bybit: 1, gate: 0.95 },
    sums: OFFERED_SUMS,
    factors: { binance: 1.25, bybit: 0.95 },
    ownRules: fallRules,
  });
  return assembleLedger(
    {
      scenario: 'cascade',
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
        now: { time: GRID_T0, usd: 31_500_000_000, over: venuesWithPast.day },
        earlier: [
          { time: GRID_T0 - 30 * DAY, multiple: 30.6 / 31.5, over: venuesWithPast.month },
          { time: GRID_T0 - DAY, multiple: 31.3 / 31.5, over: venuesWithPast.day },
        ],
        shape: [
          [T0 - 42 * DAY, -0.02],
          ...after([
            [0, 0],
            [40, 0],
            [90, -0.012],
            [130, -0.05],
            [165, -0.09],
            [200, -0.11],
            [300, -0.127],
            [600, -0.141],
            [1200, -0.155],
            [2400, -0.166],
            [3600, -0.167],
            [21_600, -0.15],
          ]),
        ],
      }),
      takerBuys: TAKER_BUYS,
      depthLeft: DEPTH_LEFT,
      otherMarkets: OTHER_MARKETS,
      fearGreed: createFearGreed({ seed, today: T0, recent: [41, 43, 42, 40, 44, 45, 43, 41, 39, 42] }),
    },
    ledger =>
      stateLedger(ledger, {
        phase: 'calm',
        badge: '',
        levels: [
          { price: 85_000, state: 'held', changedOn: undefined, standsAbove: false },
          { price: 80_000, state: 'held', changedOn: undefined, standsAbove: true },
        ],
        timeline: [
          { afterSeconds: 0, phase: 'calm' },
          { afterSeconds: 40, phase: 'building' },
          { afterSeconds: 100, phase: 'cascade' },
          { afterSeconds: 190, phase: 'deleveraging' },
          { afterSeconds: 3600, phase: 'stabilising' },
        ],
      }),
  );
}
