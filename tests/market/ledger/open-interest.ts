import { createRandom } from '../random.ts';
import type { Market, Venue } from '../world.ts';
import { bases } from './bases.ts';
import { listingWeight } from './markets.ts';
import type { PriceBook } from './price-path.ts';
import { DAY, HOUR, MINUTE, linearCourse } from './time.ts';
import type { Point } from './time.ts';
import { openInterestWeights } from './venue-shares.ts';

export interface OpenInterestPlan {
  readonly seed: number;
  readonly markets: readonly Market[];
  readonly prices: PriceBook;
  /** One-sided US dollars at one moment (whole five minutes), over these venues, hit exactly. */
  readonly now: { readonly time: number; readonly usd: number; readonly over: readonly Venue[] };
  /** Dollars at earlier moments as a multiple of what the same venues have now, hit exactly; ascending. Other venues move alike, beside them. */
  readonly earlier: readonly { readonly time: number; readonly multiple: number; readonly over: readonly Venue[] }[];
  /** Logarithm of the coins that are open, without a common level: the shape between the totals. */
  readonly shape: readonly Point[];
}

export interface OpenInterest {
  /** One-sided coins at the last five-minute grid point at or before `time`. */
  coins(market: Market, time: number): number;
  /** One-sided coins at the moment itself. */
  coinsNow(market: Market, time: number): number;
}

/** A slow sway of one market: the sum of a few waves, in logarithms. */
interface Sway {
  readonly coins: number;
  readonly waves: readonly (readonly [amplitude: number, perMs: number, phase: number])[];
  readonly steepness: number;
}

/** Open interest of every market: a common shape, a sway of its own, and a common level that makes the stated totals exact. */
export function createOpenInterest({ seed, markets, prices, now, earlier, shape }: OpenInterestPlan): OpenInterest {
  const shapeAt = linearCourse(shape);
  const listed = new Map<string, number>();
  const keyOf = (venue: Venue, base: string): string => `${venue} ${base}`;
  for (const market of markets) {
    const key = keyOf(market.venue, market.base);
    listed.set(key, (listed.get(key) ?? 0) + listingWeight(market));
  }
  const sways = new Map<Market, Sway>(
    markets.map(market => {
      const random = createRandom(seed, `open interest ${market.venue} ${market.symbol}`);
      // Loans of coins are no contracts.
      const venueWeight = market.board === 'margin' ? 0 : openInterestWeights[market.venue];
      const coinWeight = bases.find(({ base }) => base === market.base)?.weight ?? 0;
      const share = listingWeight(market) / (listed.get(keyOf(market.venue, market.base)) ?? 1);
      const periods = [7 * DAY, 2.2 * DAY, 14 * HOUR];
      const heavy = coinWeight > 5;
      return [
        market,
        {
          coins: (venueWeight * coinWeight * share * (0.85 + 0.3 * random.next())) / prices.price(market.base, now.time),
          waves: periods.map((period, index): readonly [number, number, number] => [
            ([0.02, 0.01, 0.004][index] ?? 0) * (heavy ? 0.6 : 1.6) * (0.5 + random.next()),
            (2 * Math.PI) / (period * (0.8 + 0.4 * random.next())),
            2 * Math.PI * random.next(),
          ]),
          steepness: 0.8 + 0.4 * random.next(),
        },
      ];
    }),
  );
  const swayed = (market: Market, time: number): number => {
    const sway = sways.get(market);
    if (sway === undefined) throw new Error(`no such market: ${market.venue} ${market.symbol}`);
    let logarithm = sway.steepness * shapeAt(time);
    for (const [amplitude, perMs, phase] of sway.waves) logarithm += amplitude * Math.sin(perMs * (time - now.time) + phase);
    return sway.coins * Math.exp(logarithm);
  };
  const rawUsd = (time: number, over: readonly Venue[]): number =>
    markets
      .filter(({ venue }) => over.includes(venue))
      .reduce((total, market) => total + swayed(market, time) * prices.price(market.base, time), 0);
  const scale = now.usd / rawUsd(now.time, now.over);
  const level = linearCourse([
    ...earlier.map(({ time, multiple, over }): Point => {
      const usdNow = scale * rawUsd(now.time, over);
      return [time, Math.log((multiple * usdNow) / rawUsd(time, over))];
    }),
    [now.time, Math.log(scale)],
  ]);
  const coinsNow = (market: Market, time: number): number => swayed(market, time) * Math.exp(level(time));
  return { coinsNow, coins: (market, time) => coinsNow(market, Math.floor(time / (5 * MINUTE)) * 5 * MINUTE) };
}
