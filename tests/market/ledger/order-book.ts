import { createRandom } from '../random.ts';
import type { ForcedOrder, Market, Position, Venue } from '../world.ts';
import { bases } from './bases.ts';
import { onStep, scaleOf, settleScaled, settleToTarget } from './exact-sums.ts';
import type { SettledOrder, SizedOrder } from './exact-sums.ts';
import { listingWeight, quotedPrice } from './markets.ts';
import type { PriceBook } from './price-path.ts';
import type { OrderSketch } from './sketch.ts';
import { venues } from './venues.ts';

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
  /** A venue of few orders may have none that the rule fits, and then falls short of the target; else that is an error. */
  readonly mayBeEmpty?: boolean;
}

/** What orders are completed by, and how they are told from those of another sketch. */
export interface CompletionPlan {
  readonly markets: readonly Market[];
  readonly prices: PriceBook;
  readonly seed: number;
  /** Name of the draw of fills. */
  readonly stream: string;
  readonly firstId: number;
  readonly rules: readonly SumRule[];
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
function priceOrders(sketch: OrderSketch, { markets, prices, seed, stream }: CompletionPlan): readonly PricedOrder[] {
  const random = createRandom(seed, stream);
  const listings = new Map<string, { readonly listed: readonly (readonly [Market, number])[]; readonly weight: number }>();
  const listingsOf = (venue: Venue, base: string) => {
    const key = `${venue} ${base}`;
    const known = listings.get(key);
    if (known !== undefined) return known;
    const listed = markets
      .filter(market => market.venue === venue && market.base === base)
      .map(market => [market, listingWeight(market)] as const);
    const found = { listed, weight: listed.reduce((total, [, weight]) => total + weight, 0) };
    listings.set(key, found);
    return found;
  };
  const pickMarket = (venue: Venue, base: string): Market => {
    const { listed, weight: total } = listingsOf(venue, base);
    let target = listed.length === 1 ? 0 : random.next() * total;
    for (const [market, weight] of listed) {
      target -= weight;
      if (target < 0) return market;
    }
    throw new Error(`no market for ${venue} ${base}`);
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
 * The complete orders of a sketch, per venue that has any, ascending by time. Every order falls under the first rule that fits it;
 * orders that no rule fits keep their rough size.
 */
export function completeOrders(sketch: OrderSketch, plan: CompletionPlan): ReadonlyMap<Venue, readonly ForcedOrder[]> {
  const { rules, firstId } = plan;
  const priced = priceOrders(sketch, plan);
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
      target === undefined || (rule?.mayBeEmpty === true && orders.length === 0)
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

  const byVenue = new Map<Venue, ForcedOrder[]>();
  priced.forEach(({ venue, market, position, time, fillPrice, bankruptcyPrice }, index) => {
    const { quantity, cents } = settled[index] ?? { quantity: 0, cents: 0 };
    const own = byVenue.get(venue) ?? [];
    byVenue.set(venue, own);
    own.push({ id: firstId + index, market, position, time, quantity, fillPrice, bankruptcyPrice, cents });
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
