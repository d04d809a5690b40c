import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breadthFigure } from '../../../lib/engine/breadth.ts';
import type { RankedCoin } from '../../../lib/model/context.ts';

const told = { at: 1, source: 'Made' };

/** Coins at 10 dollars and more, no two of one name and none that ends in another. */
function coins(changes: readonly (number | undefined)[]): readonly RankedCoin[] {
  return changes.map((change24h, index) => ({
    symbol: `C${String(index).padStart(3, '0')}`,
    name: `Coin ${index}`,
    usd: 10 + index,
    ...(change24h === undefined ? {} : { change24h }),
  }));
}

const bitcoin: RankedCoin = { symbol: 'BTC', name: 'Bitcoin', usd: 60_000, change24h: -0.02 };
const figure = (ranked: readonly RankedCoin[]) => breadthFigure(ranked, told);

function counted(ranked: readonly RankedCoin[]): number {
  const found = figure(ranked);
  if (!('coins' in found)) throw new Error(JSON.stringify(found.unknown));
  return found.coins;
}

describe('breadth', () => {
  it('is the share of coins that fell, and the middle one and the weaker ones against bitcoin', () => {
    // Bitcoin -2 %; of 40 others 20 at -4 %, 8 at -2 %, 12 at +1 %: 29 of 41 fell, 20 of 40 were weaker, the middle is between -4 % and -2 %.
    const others = coins([...Array<number>(20).fill(-0.04), ...Array<number>(8).fill(-0.02), ...Array<number>(12).fill(0.01)]);
    const found = figure([bitcoin, ...others]);
    expect(found).toMatchObject({ falling: 29 / 41, coins: 41, weakerThanBtc: 0.5, ...told });
    expect((found as { medianAgainstBtc: number }).medianAgainstBtc).toBeCloseTo(-0.01, 12);
  });

  it('counts a hundred coins at the most, the largest, and none whose change is not known', () => {
    const hundred = [bitcoin, ...coins(Array<number>(99).fill(0.01))];
    const smaller = coins(Array<number>(50).fill(-0.5)).map((coin, index) => ({ ...coin, symbol: `E${index}Z` }));
    expect(figure([...hundred, ...smaller])).toMatchObject({ coins: 100, falling: 1 / 100 });
    // A coin without a change has its place among the hundred all the same: another's does not become known by it.
    expect(counted([bitcoin, ...coins([...Array<undefined>(9).fill(undefined), ...Array<number>(90).fill(0.01)])])).toBe(91);
    expect(counted([{ symbol: 'NEW', name: '', usd: 1 }, ...hundred])).toBe(99);
  });

  it('takes no change for what it is: it is not falling', () => {
    expect(figure(coins(Array<number>(40).fill(0)))).toMatchObject({ falling: 0 });
  });

  it('says nothing against bitcoin when its change is not known', () => {
    const found = figure([{ symbol: 'BTC', name: 'Bitcoin', usd: 60_000 }, ...coins(Array<number>(40).fill(-0.01))]);
    expect(found).toMatchObject({ falling: 1, coins: 40 });
    expect(found).not.toHaveProperty('medianAgainstBtc');
    expect(found).not.toHaveProperty('weakerThanBtc');
  });

  it('is unknown of too few coins, and says how few', () => {
    expect(figure(coins(Array<number>(29).fill(-0.01)))).toEqual({ unknown: { of: 'fewCoins', count: 29 } });
    expect(figure([])).toEqual({ unknown: { of: 'fewCoins', count: 0 } });
  });
});

describe('what stands for something else', () => {
  const ether: RankedCoin = { symbol: 'ETH', name: 'Ethereum', usd: 2_000, change24h: -0.03 };
  const rest = coins(Array<number>(40).fill(-0.01));
  const without = counted([bitcoin, ether, ...rest]);
  const added = (coin: Partial<RankedCoin>) =>
    counted([bitcoin, ether, { symbol: 'NEW', name: '', usd: 5, change24h: -0.03, ...coin }, ...rest]) - without;

  it.each<[string, Partial<RankedCoin>]>([
    ['a dollar by its ticker', { symbol: 'PYUSD', usd: 0.97 }],
    ['a dollar by its price that does not move', { symbol: 'FIG', usd: 1.029, change24h: 0.0029 }],
    ['a dollar by its price alone in the list', { symbol: 'DAI', usd: 1, change24h: 0.01 }],
    ['a euro', { symbol: 'EURC', usd: 1.19, change24h: 0.004 }],
    ['gold', { symbol: 'PAXG', usd: 5_000 }],
    ['a fund', { symbol: 'USYC', usd: 1.11, change24h: 0.0001 }],
    ['a wrapped coin by its name', { symbol: 'WHAT', name: 'Wrapped What' }],
    ['a staked coin by its name', { symbol: 'KHYPE', name: 'Kinetiq Staked HYPE' }],
    ['a staked coin by its ticker and price', { symbol: 'RETH', name: 'Rocket Pool ETH', usd: 2_300 }],
    ['a copy of bitcoin by its ticker and price', { symbol: 'CBBTC', usd: 60_010 }],
  ])('is not counted: %s', (_what, coin) => {
    expect(added(coin)).toBe(0);
  });

  it.each<[string, Partial<RankedCoin>]>([
    ['a coin that happens to cost a dollar and moves', { symbol: 'NEAR', usd: 1.01, change24h: -0.03 }],
    [
      'a coin that costs a dollar and of whose move nothing is known, which is not counted for that',
      { symbol: 'SUI', usd: 1.02, change24h: 0.0031 },
    ],
    ['a coin whose ticker ends in another’s at a price of its own', { symbol: 'TETH', usd: 3 }],
    ['one at twice the price of that other', { symbol: 'XETH', usd: 4_000 }],
    ['a name that only contains a word of ours', { symbol: 'LDO', name: 'Unstakedly' }],
  ])('is counted: %s', (_what, coin) => {
    expect(added(coin)).toBe(1);
  });

  it('is a copy of a larger coin only: the original is never taken for the copy', () => {
    expect(counted([{ ...ether, symbol: 'STETH' }, ether, bitcoin, ...rest])).toBe(without + 1);
  });
});

it('always gives shares between 0 and 1', () => {
  const change = fc.option(fc.double({ min: -1, max: 5, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 150 }), changes => {
      const found = figure([bitcoin, ...coins(changes)]);
      if ('unknown' in found) return;
      for (const share of [found.falling, found.weakerThanBtc ?? 0]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
