import { describe, expect, it } from 'vitest';
import { mostLevelsInAll, mostLevelsOfCoin, readOwnLevels, withLevel, withoutLevel } from '../../../lib/model/own-levels.ts';

const prices = (count: number, from = 1): readonly number[] => Array.from({ length: count }, (_, place) => from + place);

describe('levels of one’s own', () => {
  it('are added each once, and a coin without any is left out again', () => {
    const one = withLevel({}, 'BTC', 65_000);
    expect(one).toEqual({ BTC: [65_000] });
    expect(withLevel({ BTC: [65_000] }, 'BTC', 65_000)).toBe('twin');
    expect(withLevel({ BTC: [65_000] }, 'ETH', 65_000)).toEqual({ BTC: [65_000], ETH: [65_000] });
    expect(withoutLevel({ BTC: [65_000, 70_000], ETH: [1] }, 'BTC', 65_000)).toEqual({ BTC: [70_000], ETH: [1] });
    expect(withoutLevel({ BTC: [65_000], ETH: [1] }, 'BTC', 65_000)).toEqual({ ETH: [1] });
    expect(withoutLevel({ ETH: [1] }, 'BTC', 65_000)).toEqual({ ETH: [1] });
  });

  it.each([
    ['btc', 65_000, 'coin'],
    ['', 65_000, 'coin'],
    ['BITCOINBITCOIN16', 65_000, 'coin'],
    ['BTC', 0, 'price'],
    ['BTC', -1, 'price'],
    ['BTC', Number.NaN, 'price'],
    ['BTC', Infinity, 'price'],
    ['BTC', 1e9 + 1, 'price'],
  ])('are not taken of %s at %d', (coin, price, fault) => {
    expect(withLevel({}, coin, price)).toBe(fault);
  });

  it('are 20 of a coin and 50 in all', () => {
    expect(mostLevelsOfCoin).toBe(20);
    expect(mostLevelsInAll).toBe(50);
    expect(withLevel({ BTC: prices(19) }, 'BTC', 1_000)).toEqual({ BTC: [...prices(19), 1_000] });
    expect(withLevel({ BTC: prices(20) }, 'BTC', 1_000)).toBe('coinFull');
    expect(withLevel({ BTC: prices(20), ETH: prices(20), SOL: prices(10) }, 'DOGE', 1)).toBe('full');
    expect(withLevel({ BTC: prices(20), ETH: prices(20), SOL: prices(9) }, 'DOGE', 1)).toMatchObject({ DOGE: [1] });
  });

  it('are read out of anything that is stored, without what is none', () => {
    expect(readOwnLevels({ BTC: [65_000, '70000', -1, 65_000], eth: [1], SOL: 7, XRP: [] })).toEqual({ BTC: [65_000] });
    for (const junk of [undefined, null, 'BTC', 7, [[1]]]) expect(readOwnLevels(junk)).toEqual({});
    expect(readOwnLevels({ BTC: prices(30) })).toEqual({ BTC: prices(20) });
  });
});
