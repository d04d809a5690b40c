import { describe, expect, it } from 'vitest';
import { selectUniverse } from '../../../lib/engine/universe.ts';
import type { OpenInterest, VenueId } from '../../../lib/model/trade.ts';

function row(venue: VenueId, base: string, usd: number | undefined, time = 0, symbol = `${base}USDT`): OpenInterest {
  return { venue, symbol, base, time, coins: undefined, usd };
}

describe('the universe', () => {
  it('ranks coins by open interest over all venues and contracts', () => {
    const rows = [row('binance', 'ETH', 5), row('gate', 'BTC', 3), row('bybit', 'BTC', 3), row('bybit', 'BTC', 1, 0, 'BTCUSD')];
    expect(selectUniverse(rows)).toEqual({ bases: ['BTC', 'ETH'], top: ['BTC', 'ETH'], complete: true });
  });

  it('orders equal sums by name, whatever the order of the rows', () => {
    const rows = [row('gate', 'SOL', 2), row('gate', 'ADA', 2), row('gate', 'BTC', 9)];
    expect(selectUniverse(rows).bases).toEqual(['BTC', 'ADA', 'SOL']);
    expect(selectUniverse(rows.toReversed()).bases).toEqual(['BTC', 'ADA', 'SOL']);
  });

  it('counts a contract once, by its newest row', () => {
    const rows = [row('gate', 'BTC', 9, 2), row('gate', 'BTC', 50, 1), row('gate', 'ETH', 10)];
    expect(selectUniverse(rows).bases).toEqual(['ETH', 'BTC']);
    expect(selectUniverse([...rows, row('gate', 'BTC', 11, 3)]).bases).toEqual(['BTC', 'ETH']);
  });

  it('keeps 200 coins and puts 30 first, and says that some are left out', () => {
    const rows = Array.from({ length: 201 }, (_, place) => row('gate', `C${place}`, 1_000 - place));
    const universe = selectUniverse(rows);
    expect(universe.bases).toHaveLength(200);
    expect(universe.bases).not.toContain('C200');
    expect(universe.top).toHaveLength(30);
    expect(universe.top.at(-1)).toBe('C29');
    expect(universe.complete).toBe(false);
    expect(selectUniverse(rows.slice(0, 200)).complete).toBe(true);
  });

  it('leaves out a coin without known dollars, and is not complete then', () => {
    expect(selectUniverse([row('gate', 'BTC', 1), row('gate', 'ODD', undefined)])).toMatchObject({
      bases: ['BTC'],
      complete: false,
    });
  });
});
