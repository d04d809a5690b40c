import { describe, expect, it } from 'vitest';
import { holderFigures } from '../../../lib/engine/holders.ts';
import type { KeptHolder } from '../../../lib/model/context.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);
const ledger = [
  { day: Date.UTC(2026, 1, 2), coins: 713_502, averageUsd: 76_052 },
  { day: Date.UTC(2026, 1, 9), coins: 714_644, averageUsd: 76_056 },
  { day: Date.UTC(2026, 2, 16), coins: 761_068, averageUsd: 75_696 },
];
const strategy: KeptHolder = { name: 'Strategy', base: 'BTC', coins: 714_644, at: now - 60_000, source: 'Strategy' };
const other: KeptHolder = { name: 'Other', base: 'BTC', coins: 10_000, at: now, source: 'CoinGecko' };

function figures(rows: readonly KeptHolder[], priceUsd: number | undefined = 67_460, at = now) {
  const found = holderFigures(rows, { ledger, priceUsd, now: at });
  if ('unknown' in found) throw new Error(JSON.stringify(found.unknown));
  return found;
}

describe('big holders', () => {
  it('shows Strategy’s loss of the reference day against the cost of its own ledger, with the day of that cost', () => {
    // 67,460 - 76,056 = -8,596 a coin; times 714,644 is -6,143,079,824.
    expect(figures([strategy])).toEqual([
      {
        ...strategy,
        costUsd: 76_056,
        costAsOf: Date.UTC(2026, 1, 9),
        resultUsd: -6_143_079_824,
        distance: 67_460 / 76_056 - 1,
      },
    ]);
  });

  it('takes the row of the ledger that holds at the moment', () => {
    const costOn = (month: number, day: number) => figures([strategy], 67_460, Date.UTC(2026, month - 1, day))[0]?.costUsd;
    expect([costOn(2, 8), costOn(2, 9), costOn(3, 15), costOn(3, 16)]).toEqual([76_052, 76_056, 76_056, 75_696]);
  });

  it('knows no cost of a day before the ledger', () => {
    const [row] = figures([strategy], 67_460, Date.UTC(2026, 0, 1));
    expect(row).toEqual(strategy);
  });

  it('takes the ledger’s cost before that of another provider, which differs', () => {
    const [row] = figures([{ ...strategy, source: 'CoinGecko', entryUsd: 714_644 * 76_506 }]);
    expect(row).toMatchObject({ costUsd: 76_056, source: 'CoinGecko' });
  });

  it('lets a profit be one', () => {
    // 80,000 - 76,056 = 3,944 a coin.
    expect(figures([strategy], 80_000)[0]?.resultUsd).toBe(3_944 * 714_644);
  });

  it('takes the average of other holders from what all their coins cost', () => {
    // 300 million for 10,000 coins: 30,000 a coin; at 67,460 a gain of 374.6 million.
    expect(figures([{ ...other, entryUsd: 300e6 }])).toEqual([
      { ...other, costUsd: 30_000, costAsOf: now, resultUsd: 374_600_000, distance: 67_460 / 30_000 - 1 },
    ]);
  });

  it('leaves the result unknown, never a profit, when the cost is not known or was told in another unit', () => {
    for (const entryUsd of [undefined, 0, 300, 300e9 * 1_000]) {
      const [row] = figures([entryUsd === undefined ? other : { ...other, entryUsd }]);
      expect(row).not.toHaveProperty('costUsd');
      expect(row).not.toHaveProperty('resultUsd');
      expect(row).not.toHaveProperty('distance');
    }
  });

  it('shows coins and cost without a price, and no result', () => {
    const found = holderFigures([strategy], { ledger, priceUsd: undefined, now });
    expect(found).toEqual([{ ...strategy, costUsd: 76_056, costAsOf: Date.UTC(2026, 1, 9) }]);
  });

  it('takes of a holder that two tell of the first, and follows it when coins were sold', () => {
    const rows = [
      { ...strategy, coins: 700_000 },
      { ...strategy, source: 'CoinGecko' },
    ];
    expect(figures(rows).map(({ coins, source }) => [coins, source])).toEqual([[700_000, 'Strategy']]);
  });

  it('shows the five largest, the largest first', () => {
    const rows = [1, 5, 3, 2, 6, 4].map(size => ({ ...other, name: `H${size}`, coins: size * 1_000 }));
    expect(figures(rows).map(({ name }) => name)).toEqual(['H6', 'H5', 'H4', 'H3', 'H2']);
  });

  it('is unknown when nobody has told anything', () => {
    expect(holderFigures([], { ledger, priceUsd: 67_460, now })).toEqual({ unknown: 'noHolders' });
  });
});
