import { createEngineService } from '../../../lib/background/engine-service.ts';
import type { CoinDepth, CoinTakers, FlowRow } from '../../../lib/background/market-state.ts';
import { createPriceLog } from '../../../lib/background/price-log.ts';
import { buildSnapshot } from '../../../lib/background/snapshot-builder.ts';
import type { KeptHolder, KeptMarket } from '../../../lib/model/context.ts';
import type { BreadthFigure, Known } from '../../../lib/model/engine.ts';
import type { MarketSnapshot, PriceFigure } from '../../../lib/model/snapshot.ts';
import type { Bar, FearGreedDay, Funding, Liquidation, OpenInterest, Position, VenueId } from '../../../lib/model/trade.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { createRandom } from '../../market/seeded.ts';
import { start } from '../feeds/fake-host.ts';
import { createPartsRig, madeVenue } from './parts-rig.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Wednesday, 25 November 2026, 15:30 UTC: Frankfurt and New York are open. */
const wait = 3 * day + 3.5 * hour;
export const now = start + wait;

const names = { binance: 'Binance', bybit: 'Bybit' } as const;
type MadeVenue = keyof typeof names;
const ids: readonly MadeVenue[] = ['binance', 'bybit'];
const venues = ids.map(id => madeVenue({ id, name: names[id], socketStreams: ['orders'] }));

/** Everything that is heard and polled, as it stands in the store and in memory. A test takes one away. */
export interface MarketInputs {
  readonly orders: readonly Liquidation[];
  /** Since when orders were heard. */
  readonly heardSince: number;
  readonly bars: readonly Bar[];
  readonly bars4h: readonly Bar[];
  /** Prices finer than bars, which the worker kept. */
  readonly priceLog: readonly (readonly [time: number, usd: number])[];
  readonly prices: Readonly<Record<string, PriceFigure>>;
  readonly interest: readonly OpenInterest[];
  readonly dayAgo: readonly OpenInterest[];
  readonly monthAgo: readonly OpenInterest[];
  /** What the store keeps of it. */
  readonly interestPast: readonly OpenInterest[];
  readonly funding: readonly Funding[];
  readonly depth: CoinDepth | undefined;
  readonly takers: CoinTakers | undefined;
  readonly flow: readonly FlowRow[];
  readonly breadth: Known<BreadthFigure> | undefined;
  readonly holders: readonly KeptHolder[];
  readonly markets: readonly KeptMarket[];
  readonly fearGreed: readonly FearGreedDay[];
  readonly off: readonly VenueId[];
}

/** The fall: from 100,000 to 92,000 within 40 minutes, three and a half hours ago; a third of it is won back since. */
const fellAt = now - 3.5 * hour;
const lowAt = fellAt + 40 * minute;

function priceAt(time: number): number {
  // A ripple, so that the coin has a usual swing of its own.
  const ripple = 60 * Math.sin(time / (7 * minute)) + 90 * Math.sin(time / (3.1 * hour));
  if (time <= fellAt) return 100_000 + ripple;
  if (time <= lowAt) return 100_000 - (8_000 * (time - fellAt)) / (lowAt - fellAt) + ripple / 4;
  return 92_000 + (3_000 * (time - lowAt)) / (now - lowAt) + ripple / 4;
}

/** The last one is still forming. */
function barsOf(lengthMs: number, count: number): readonly Bar[] {
  return Array.from({ length: count }, (_none, place): Bar => {
    const openTime = (Math.floor(now / lengthMs) - count + 1 + place) * lengthMs;
    const told = Array.from({ length: 13 }, (_each, part) => priceAt(openTime + (part * lengthMs) / 12));
    const isFall = openTime + lengthMs > fellAt && openTime < lowAt;
    const volume = ((isFall ? 6_000 : 900) * lengthMs) / hour;
    return {
      openTime,
      open: priceAt(openTime),
      high: Math.max(...told),
      low: Math.min(...told),
      close: priceAt(Math.min(openTime + lengthMs, now)),
      volume,
      takerBuyVolume: volume * (isFall ? 0.41 : openTime >= lowAt ? 0.53 : 0.5),
    };
  });
}

/** Forced orders that set each other off: each has another one on average every second time, about a second later. */
function cascadeOf(from: number, to: number, perSecond: number, random: () => number): readonly number[] {
  const times: number[] = [];
  const wait = (meanMs: number): number => -meanMs * Math.log(1 - random());
  for (let first = from + wait(1_000 / perSecond); first < to; first += wait(1_000 / perSecond))
    for (let next = first; next < to; next += 100 + wait(1_000)) {
      times.push(next);
      if (random() < 0.5) break;
    }
  return times.map(Math.floor).sort((a, b) => a - b);
}

function ordersOf(): readonly Liquidation[] {
  const random = createRandom(4);
  const quiet = Array.from({ length: 9 * 48 }, (_none, place) => now - 9 * day + place * (hour / 2) + 7 * minute);
  const burst = cascadeOf(fellAt + minute, lowAt, 0.1, random);
  const late = cascadeOf(now - 20 * minute, now, 0.1, random);
  const order = (eventTime: number, position: Position, usd: number, place: number): Liquidation => ({
    venue: ids[place % 2] ?? 'binance',
    symbol: 'BTC-SWAP',
    base: 'BTC',
    position,
    price: priceAt(eventTime),
    priceKind: 'fill',
    quantity: { value: usd, unit: 'usd' },
    baseQuantity: undefined,
    usd,
    eventTime,
    receivedTime: eventTime,
    key: `${position} ${eventTime} ${place}`,
  });
  return [
    ...quiet.flatMap((time, place) => [order(time, 'long', 20_000, place), order(time + minute, 'short', 15_000, place)]),
    ...burst.map((time, place) => order(time, 'long', 400_000, place)),
    ...late.map((time, place) => order(time, 'long', 1_500, place)),
  ];
}

/** A twentieth of the coins were closed in the fall. */
function coinsAt(time: number): number {
  const wave = 1 + 0.004 * Math.sin(time / (5 * hour));
  return (time <= fellAt ? 1 : time >= lowAt ? 0.95 : 1 - (0.05 * (time - fellAt)) / (lowAt - fellAt)) * wave * 80_000;
}

function interestAt(time: number): readonly OpenInterest[] {
  return ids.map((venue, place) => {
    const coins = coinsAt(time) * (place === 0 ? 0.6 : 0.4);
    return { venue, symbol: 'BTC-SWAP', base: 'BTC', time, coins, usd: coins * priceAt(time) };
  });
}

const every = (from: number, to: number, stepMs: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_none, place) => from + place * stepMs);

/** Sixty trading days up to today: shares that lose a little, and bitcoin with them. */
function closesOf(last: number, before: number): NonNullable<KeptMarket['closes']> {
  const today = Math.floor(now / day) * day;
  const days = every(today - 90 * day, today, day).filter(at => new Date(at).getUTCDay() % 6 > 0);
  return days.map((at, place) => [
    at,
    place === days.length - 1 ? last : place === days.length - 2 ? before : before * (1 + 0.01 * Math.sin(place * 1.7)),
  ]);
}

/** Inputs from which every figure is known. Deeply equal whenever it is called. */
export function wholeMarket(): MarketInputs {
  const price = (usd: number): PriceFigure => ({ usd, change24h: -0.05, at: now - 5_000, source: 'Binance' });
  const market = (id: KeptMarket['id'], value: number, before: number): KeptMarket => ({
    id,
    value,
    before,
    at: now - minute,
    source: 'Yahoo',
    closes: closesOf(value, before),
  });
  return {
    orders: ordersOf(),
    heardSince: now - 9 * day,
    bars: barsOf(hour, 30 * 24),
    bars4h: barsOf(4 * hour, 90 * 6),
    priceLog: every(now - 12 * hour, now - minute, minute).map(time => [time, priceAt(time)]),
    prices: { BTC: price(priceAt(now)), ETH: price(3_000), SOL: price(150) },
    interest: interestAt(now - minute),
    dayAgo: interestAt(now - day),
    monthAgo: interestAt(now - 30 * day),
    interestPast: [...every(now - 30 * day, now - 26 * hour, hour), ...every(now - 26 * hour, now - minute, 5 * minute)].flatMap(
      interestAt,
    ),
    funding: ids.map(venue => ({ venue, symbol: 'BTC-SWAP', base: 'BTC', time: now - minute, ratePer8h: -0.00012 })),
    depth: {
      bidUsd: 20_000_000,
      askUsd: 24_000_000,
      isPartial: false,
      at: now - 2 * minute,
      source: 'Binance',
      past: every(now - 20 * hour, now - hour, hour).map(time => [time, 30_000_000, 30_000_000]),
    },
    takers: { boughtCoins: 180_000, soldCoins: 190_000, at: now - 10 * minute, venue: 'binance' },
    flow: every(now - 6 * hour, now, minute).map(time => [time, 1_000_000 + 400_000 * Math.sin(time / (11 * minute))]),
    breadth: {
      falling: 0.86,
      coins: 100,
      medianAgainstBtc: -0.02,
      weakerThanBtc: 0.8,
      at: now - 5 * minute,
      source: 'CoinGecko',
    },
    holders: [
      { name: 'Strategy', base: 'BTC', coins: 700_000, at: now - day, source: 'CoinGecko' },
      { name: 'Made Holdings', base: 'BTC', coins: 50_000, entryUsd: 50_000 * 90_000, at: now - day, source: 'CoinGecko' },
    ],
    markets: [
      market('stoxx50', 5_900, 6_000),
      market('dax', 23_600, 24_000),
      market('sp500', 6_700, 6_800),
      market('vix', 24, 20),
      market('dollar', 99, 98.8),
      market('us10y', 4.1, 4.2),
    ],
    fearGreed: [
      { day: Math.floor(now / day) * day, value: 22, word: 'Extreme Fear' },
      { day: Math.floor(now / day) * day - day, value: 30, word: 'Fear' },
    ],
    off: [],
  };
}

/** What the background makes of the inputs: the store is filled, the engine goes through it once, and the snapshot is built. */
export async function snapshotOf(inputs: MarketInputs): Promise<MarketSnapshot> {
  const rig = createPartsRig(venues);
  rig.time.jump(wait);
  const { parts, recorder } = rig;
  const { state, liquidationStore, openInterestStore, documents } = parts;
  for (const venue of ids) {
    const events = inputs.orders.filter(order => order.venue === venue && order.eventTime !== undefined);
    const heard = inputs.heardSince < now ? { from: inputs.heardSince, to: now } : undefined;
    await liquidationStore.commit({ venue, stream: 'orders', events, heard });
  }
  await recorder.fold();
  await recorder.reload();
  await openInterestStore.write(inputs.interestPast, now);
  await documents.write('price-log/BTC', inputs.priceLog, now);

  const byVenue = <Row extends { readonly venue: VenueId; readonly symbol: string }>(rows: readonly Row[]) =>
    [...Map.groupBy(rows, ({ venue }) => venue)].map(
      ([venue, own]) => [venue, new Map(own.map(row => [row.symbol, row]))] as const,
    );
  for (const [venue, rows] of byVenue(inputs.interest)) state.openInterest.set(venue, rows);
  for (const [venue, rows] of byVenue(inputs.funding)) state.funding.set(venue, rows);
  for (const [base, price] of Object.entries(inputs.prices)) state.prices.set(base, price);
  if (inputs.bars.length > 0) state.bars.set('BTC', { bars: inputs.bars, source: 'Binance' });
  if (inputs.bars4h.length > 0) state.bars4h.set('BTC', { bars: inputs.bars4h, source: 'Binance' });
  if (inputs.depth !== undefined) state.depth.set('BTC', inputs.depth);
  if (inputs.takers !== undefined) state.takers.set('BTC', inputs.takers);
  if (inputs.flow.length > 0) state.flow.set('BTC', inputs.flow);
  state.dayAgo = inputs.dayAgo;
  state.monthAgo = inputs.monthAgo;
  if (inputs.breadth !== undefined) state.breadth = inputs.breadth;
  state.holders = { rows: inputs.holders, askedAt: {} };
  state.otherMarkets = { rows: inputs.markets, askedAt: {} };
  if (inputs.fearGreed.length > 0) state.fearGreed = { days: inputs.fearGreed, at: now };
  state.off = new Set(inputs.off);

  const engine = createEngineService(parts, { venues, prices: createPriceLog(parts), onChange: () => undefined });
  await engine.job.run();
  return buildSnapshot(parts, {
    venues,
    fearGreedSource: alternativeMe,
    coin: undefined,
    keyed: [],
    engine: engine.figures(undefined),
    freshAt: now,
  });
}
