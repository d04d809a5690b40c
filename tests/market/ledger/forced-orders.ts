import { offeredOrders } from '../truth.ts';
import type { ForcedOrder, Market, Venue } from '../world.ts';
import { delayOrders } from './delay-orders.ts';
import type { Delay } from './delay-orders.ts';
import { feeds } from './feeds/registry.ts';
import { completeOrders, sliceByTime } from './order-book.ts';
import type { SumRule } from './order-book.ts';
import { sketchOrders } from './orders.ts';
import type { SketchPlan } from './orders.ts';
import { lessSums, partRules, sumRules } from './sum-rules.ts';
import type { SumCents, VenueSums } from './sum-rules.ts';
import { DAY, MINUTE } from './time.ts';
import { otherShares } from './venue-shares.ts';
import { venues } from './venues.ts';

export interface ForcedOrdersPlan extends Omit<SketchPlan, 'stream' | 'venueWeights'> {
  readonly markets: readonly Market[];
  /** Orders of Binance, Bybit and Gate beside each other. */
  readonly venueWeights: Readonly<Record<'binance' | 'bybit' | 'gate', number>>;
  /** What all venues with a history together offer to a client that starts at `sums.t0`. Gate's orders take what the others leave. */
  readonly sums: VenueSums;
  /** Sums of the venues without a history beside those. */
  readonly factors: Readonly<Record<'binance' | 'bybit', number>>;
  /** Rules that come before those of the sums; `factor` is the venue's part of the stated sums. */
  readonly ownRules?: (venue: Venue, factor: number) => readonly SumRule[];
  /** Whether nothing is forced where a window or a history ends; see `quietEdges`. */
  readonly hasQuietEdges?: boolean;
}

/** Orders that a share of one hundredth of `otherShares` draws, as a part of what the mood says. */
const RATE_PER_SHARE = 0.0028;
const EDGE = 30 * MINUTE;

const isOther = (venue: Venue): venue is keyof typeof otherShares => venue in otherShares;

/**
 * Nothing was forced in the first half hour of each window, nor in the half hour where a venue's history ends at either side. PRODUCT leaves
 * the hours open, and so its sums hold not only at T0 itself but for the half hour in which a client reads its history: a bar that began before
 * the moving edge of a window no longer counts.
 */
function quietEdges(t0: number, among: readonly Venue[]): readonly Delay[] {
  const quiet = (from: number): Delay => ({ from, to: from + EDGE, byMs: EDGE });
  const ends = among
    .filter(venue => feeds[venue].historyReachMs > 0)
    .flatMap(venue => [feeds[venue].historyReachMs, feeds[venue].historyStaleMs].map(ms => ({ ...quiet(t0 - ms), venue })));
  return [...[DAY, 7 * DAY, 30 * DAY].map(ms => quiet(t0 - ms)), ...ends];
}

/** Integer cents of the periods of `VenueSums` that the venues offer to a client that starts at `t0`. */
function offeredCents(orders: ReadonlyMap<Venue, readonly ForcedOrder[]>, t0: number): SumCents {
  const sums = { day: { long: 0, short: 0, btcLong: 0, btcShort: 0 }, week: { btc: 0, rest: 0 }, month: { btc: 0, rest: 0 } };
  const view = { at: t0, start: t0 };
  for (const [venue, all] of orders) {
    if (feeds[venue].historyReachMs === 0) continue;
    const part = { orders: (_venue: Venue, from: number, to: number) => sliceByTime(all, from, to) };
    const offered = (window: '24h' | '7d' | '30d') => offeredOrders(part, venue, window, view);
    for (const { position, market, cents } of offered('24h')) {
      sums.day[position] += cents;
      if (market.base === 'BTC') sums.day[position === 'long' ? 'btcLong' : 'btcShort'] += cents;
    }
    for (const { market, cents } of offered('7d')) sums.week[market.base === 'BTC' ? 'btc' : 'rest'] += cents;
    for (const { market, cents } of offered('30d')) sums.month[market.base === 'BTC' ? 'btc' : 'rest'] += cents;
  }
  return sums;
}

/**
 * Every forced order of a scenario, per venue, ascending by time. Binance, Bybit and Gate are drawn by themselves, so that their orders do not
 * depend on which other venues there are; the others are drawn and settled first, since Gate's sums are what they leave of the stated ones.
 */
export function createForcedOrders(plan: ForcedOrdersPlan): ReadonlyMap<Venue, readonly ForcedOrder[]> {
  const { seed, markets, prices, mood, sums, factors, ownRules = () => [], hasQuietEdges = false } = plan;
  const { t0 } = sums;
  const listed = venues.filter(venue => markets.some(market => market.venue === venue));
  const others = listed.filter(isOther);
  const sketchOf = (stream: string, draws: Pick<SketchPlan, 'mood' | 'venueWeights'>, among: readonly Venue[]) => {
    const sketch = sketchOrders({ ...plan, ...draws, stream });
    return hasQuietEdges ? delayOrders(sketch, quietEdges(t0, among)) : sketch;
  };

  const othersRate = RATE_PER_SHARE * others.reduce((total, venue) => total + otherShares[venue].orders, 0);

  const sketch = sketchOf('orders', plan, []);
  const otherOrders = completeOrders(
    sketchOf(
      'orders of others',
      {
        mood: time => ({ ...mood(time), perMinute: othersRate * mood(time).perMinute }),
        venueWeights: Object.fromEntries(others.map(venue => [venue, otherShares[venue].orders])),
      },
      others,
    ),
    {
      markets,
      prices,
      seed,
      stream: 'fills of others',
      firstId: sketch.count + 1,
      rules: others.flatMap(venue => [
        ...ownRules(venue, otherShares[venue].money),
        ...partRules(venue, sums, otherShares[venue].money),
      ]),
    },
  );
  const orders = completeOrders(sketch, {
    markets,
    prices,
    seed,
    stream: 'fills',
    firstId: 1,
    rules: [
      ...ownRules('gate', 1),
      ...sumRules('gate', lessSums(sums, offeredCents(otherOrders, t0)), 1),
      ...(['binance', 'bybit'] as const).flatMap(venue => [
        ...ownRules(venue, factors[venue]),
        ...sumRules(venue, sums, factors[venue]),
      ]),
    ],
  });
  return new Map([...orders, ...otherOrders]);
}
