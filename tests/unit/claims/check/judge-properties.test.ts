import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../lib/claims/check/judge.ts';
import { verdicts as words } from '../../../../lib/claims/check/verdict.ts';
import { claimKinds } from '../../../../lib/claims/claim.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { madeMarket, noon, seen } from './made-market.ts';

describe('whatever it is handed', () => {
  const wild = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e-12, 1e300));
  const claims: fc.Arbitrary<Claim> = fc.record({
    kind: fc.constantFrom(...claimKinds),
    asset: fc.constantFrom('BTC', 'TOTAL', 'PEPE', null),
    value: wild,
    unit: fc.constantFrom('usd', 'pct', 'index', 'coin'),
    cmp: fc.constantFrom('eq', 'approx', 'over', 'under', 'range'),
    side: fc.constantFrom('long', 'short', 'both', null),
    window: fc.constantFrom('1h', '24h', '7d', 'mtd', null),
    level: fc.constantFrom('support', 'resistance', null),
    tense: fc.constantFrom('now', 'recent', 'dated'),
    span: fc.tuple(fc.nat(100), fc.nat(100)),
    text: fc.string({ maxLength: 20 }),
  });

  it('never throws, has a verdict for each claim in its order, and says the same of the same', () => {
    fc.assert(
      fc.property(
        fc.array(claims, { maxLength: 6 }),
        wild,
        fc.option(wild, { nil: undefined }),
        fc.boolean(),
        (all, value, time, isExact) => {
          const market = madeMarket({
            price: () => seen(value),
            priceChange: () => seen(value),
            liquidations: () => ({ longUsd: value, shortUsd: value, floor: isExact, coverage: 0.4, venues: 2, at: noon }),
            openInterest: () => seen(value),
            openInterestChange: () => ({ usd: seen(value) }),
            funding: () => seen(value),
            fearGreed: () => [seen(value)],
            marketCap: () => seen(value),
            dominance: () => seen(value),
            holder: name => ({ name, coins: value, costUsd: value }),
          });
          const run = () => judge({ claims: all, sums: [] }, { time, isExact }, market);
          const found = run();
          expect(found.map(({ claim }) => claim?.span)).toEqual(all.map(({ span }) => span));
          for (const verdict of found) {
            expect(words).toContain(verdict.word);
            expect(verdict.reason !== undefined).toBe(verdict.word === 'unchecked');
          }
          expect(run()).toEqual(found);
        },
      ),
    );
  });
});
