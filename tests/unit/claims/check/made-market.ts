import type { CheckMarket, Seen } from '../../../../lib/claims/check/market.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';

/** 12 February 2026, 12:00 UTC. */
export const noon = Date.UTC(2026, 1, 12, 12);
export const hour = 3_600_000;
export const day = 24 * hour;

/** A market that knows nothing but what is handed in; now is a day after noon. */
export function madeMarket(known: Partial<CheckMarket> = {}): CheckMarket {
  const nothing = () => undefined;
  return {
    now: noon + day,
    price: nothing,
    priceChange: nothing,
    liquidations: nothing,
    openInterest: nothing,
    openInterestChange: nothing,
    funding: nothing,
    fearGreed: () => [],
    marketCap: nothing,
    dominance: nothing,
    holder: nothing,
    ...known,
  };
}

export const seen = (value: number, part: Partial<Seen> = {}): Seen => ({ value, at: noon, source: 'made', ...part });

/** A claim that bitcoin costs 60,100 now, but for what is handed in. */
export const madeClaim = (part: Partial<Claim> = {}): Claim => ({
  kind: 'price',
  asset: 'BTC',
  value: 60_100,
  unit: 'usd',
  cmp: 'eq',
  side: null,
  window: null,
  level: null,
  tense: 'now',
  span: [10, 17],
  text: '$60,100',
  ...part,
});
