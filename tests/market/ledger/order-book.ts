import { createRandom } from '../random.ts';
import type { ForcedOrder, Market, Position, Venue } from '../world.ts';
import { bases } from './bases.ts';
import { onStep, scaleOf, settleScaled, settleToTarget } from './exact-sums.ts';
import type { SettledOrder, SizedOrder } from './exact-sums.ts';
import { listingWeight, quotedPrice } from './markets.ts';
import { venues } from './orders.ts';
import type { OrderSketch } from './orders.ts';
import type { PriceBook } from './price-path.ts';

/** A set of orders of one venue whose notionals are fixed together. */
export interface SumRule {
  readonly venue: Venue;
  readonly from: number;
  readonly to: number;
  /** `rest` is every coin but bitcoin. */
  readonly coins: 'BTC' | 'rest' | 'all';
  /** Both positions when left out. */
  readonly position?: Position;
  /**
   * The sum in integer cents; a function is told what earlier rules of the same venue came to, so that residues do not add up.
   * Left out: the orders keep the scale of the rule named by `like`, or their rough size.
   */
  readonly targetCents?: number | ((settledCents: (name: string) => number) => number);
  /** A name for `like` and `targetCents` of later rules. */
  readonly name?: string;
  readonly like?: string;
}

interface PricedOrder extends SizedOrder {
  readonly time: number;
  readonly venue: Venue;
  readonly position: Position;
  readonly fillPrice: number;
  readonly bankruptcyPrice: number;
}

const toTick = (price: number, tick: number): number => onStep(Math.max(1, Math.round(price / tick)), tick);

/** Gives each sketched order a market, a fill price near the coin's price and a bankruptcy price about half a percent beyond. */
function priceOrders(sketch: OrderSketch, markets: readonly Market[], prices: PriceBook, seed: number): readonly PricedOrder[] {
  const random = createRandom(seed, 'fills');
  const listings = new Map<string, readonly Market[]>();
  const pickMarket = (venue: Venue, base: string): Market => {
    const key = `${venue} ${base}`;
    const listed = listings.get(key) ?? markets.filter(market => market.venue === venue && market.base === base);
    listings.set(key, listed);
    let target = listed.length === 1 ? 0 : random.next() * listed.reduce((total, market) => total + listingWeight(market), 0);
    for (const market of listed) {
      target -= listingWeight(market);
      if (target < 0) return market;
    }
    throw new Error(`no market for ${key}`);
  };
  return Array.from({ length: sketch.count }, (_none, index): PricedOrder => {
    const venue = venues[sketch.venue[index] ?? 0] ?? 'gate';
    const base = bases[sketch.base[index] ?? 0]?.base ?? 'BTC';
    const position: Position = sketch.long[index] === 1 ? 'long' : 'short';
    const time = sketch.time[index] ?? 0;
    const market = pickMarket(venue, base);
    // A forced sale fills a little below the price, a forced purchase a little above; bankruptcy lies further on the same side.
    const away = position === 'long' ? -1 : 1;
    const fill = quotedPrice(market, prices.price(base, time)) * (1 + away * 0.0008 * random.next());
    const fillPrice = toTick(fill, market.priceTick);
    const bankruptcyPrice = toTick(fill * (1 + away * (0.0025 + 0.005 * random.next())), market.priceTick);
    const notionalPrice = market.notionalAt === 'bankruptcy' ? bankruptcyPrice : fillPrice;
    return { market, usd: sketch.usd[index] ?? 0, notionalPrice, time, venue, position, fillPrice, bankruptcyPrice };
  });
}

/**
 * The complete orders of a scenario, per venue, ascending by time. Every order falls under the first rule that fits it;
 * orders that no rule fits keep their rough size.
 */
export function completeOrders(
  sketch: OrderSketch,
  { markets, prices, seed, rules }: { markets: readonly Market[]; prices: PriceBook; seed: number; rules: readonly SumRule[] },
): ReadonlyMap<Venue, readonly ForcedOrder[]> {
  const priced = priceOrders(sketch, markets, prices, seed);
  const groups: number[][] = [...rules.map((): number[] => []), []];
  const rulesOf = new Map(
    venues.map(venue => [venue, rules.flatMap((rule, index) => (rule.venue === venue ? [{ rule, index }] : []))]),
  );
  priced.forEach(({ venue, market, time, position }, index) => {
    const found = rulesOf
      .get(venue)
      ?.find(
        ({ rule }) =>
          time >= rule.from &&
          time < rule.to &&
          (rule.position === undefined || rule.position === position) &&
          (rule.coins === 'all' || (rule.coins === 'BTC') === (market.base === 'BTC')),
      );
    groups[found?.index ?? rules.length]?.push(index);
  });

  const settled = new Array<SettledOrder | undefined>(priced.length);
  const sums = new Map<string, number>();
  const scales = new Map<string, number>();
  groups.forEach((members, ruleIndex) => {
    const rule = rules[ruleIndex];
    const orders = members.flatMap(member => priced[member] ?? []);
    const known = (name: string): number => {
      const value = sums.get(`${rule?.venue} ${name}`);
      if (value === undefined) throw new Error(`no earlier sum named ${name}`);
      return value;
    };
    const target = typeof rule?.targetCents === 'function' ? rule.targetCents(known) : rule?.targetCents;
    const result =
      target === undefined
        ? settleScaled(orders, scales.get(`${rule?.venue} ${rule?.like}`) ?? 1)
        : settleToTarget(orders, target);
    members.forEach((member, position) => {
      settled[member] = result[position];
    });
    if (rule?.name !== undefined) {
      sums.set(
        `${rule.venue} ${rule.name}`,
        result.reduce((total, { cents }) => total + cents, 0),
      );
      scales.set(`${rule.venue} ${rule.name}`, scaleOf(orders, result));
    }
  });

  const byVenue = new Map<Venue, ForcedOrder[]>(venues.map(venue => [venue, []]));
  priced.forEach(({ venue, market, position, time, fillPrice, bankruptcyPrice }, index) => {
    const { quantity, cents } = settled[index] ?? { quantity: 0, cents: 0 };
    byVenue.get(venue)?.push({ id: index + 1, market, position, time, quantity, fillPrice, bankruptcyPrice, cents });
  });
  return byVenue;
}

/** The part of `orders` (ascending by time) with `from <= time < to`. */
export function sliceByTime(orders: readonly ForcedOrder[], from: number, to: number): readonly ForcedOrder[] {
  const firstAtOrAfter = (time: number): number => {
    let low = 0;
    let high = orders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((orders[middle]?.time ?? Infinity) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return orders.slice(firstAtOrAfter(from), firstAtOrAfter(to));
}
