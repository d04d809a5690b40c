import { describe, expect, it } from 'vitest';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { MarketState } from '../../../lib/background/market-state.ts';
import { toWhyInput } from '../../../lib/background/why-input.ts';
import type { OpenInterest, VenueId } from '../../../lib/model/trade.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Wednesday, 17:30 UTC: New York has been open since 14:30, Frankfurt closed at 16:30. */
const now = Date.UTC(2026, 1, 11, 17, 30);
const date = (of: number) => Date.UTC(2026, 1, of);

function open(venue: VenueId, usd: number): readonly [VenueId, ReadonlyMap<string, OpenInterest>] {
  return [venue, new Map([['BTC', { venue, symbol: 'BTC', base: 'BTC', time: now, coins: 1, usd }]])];
}

/** Twenty-four hours and the forming one: ten coins each at 100 dollars, of which takers bought four. */
function stateOf(): MarketState {
  const state = createMarketState();
  const bars = Array.from({ length: 30 }, (_none, place) => ({
    openTime: now - hour / 2 - (29 - place) * hour,
    open: 100,
    high: 100,
    low: 100,
    close: 100,
    volume: 10,
    takerBuyVolume: 4,
  }));
  state.bars.set('BTC', { bars, source: 'Binance' });
  state.takers.set('BTC', { boughtCoins: 30, soldCoins: 50, at: now - hour, venue: 'binance' });
  for (const row of [open('binance', 40), open('bybit', 60)]) state.openInterest.set(...row);
  return state;
}

const price = { usd: 100, change24h: -0.02, at: now, source: 'Binance' };
const figures = { price, total: undefined, interest: undefined };

describe('what a move is explained by', () => {
  it('is what takers traded on spot over 24 bars, and of perpetuals with the venue’s part of open interest', () => {
    expect(toWhyInput(stateOf(), 'BTC', figures, now)).toMatchObject({
      change: -0.02,
      spotTakers: { boughtUsd: 24 * 400, soldUsd: 24 * 600, share: 1 },
      perpTakers: { boughtUsd: 3_000, soldUsd: 5_000, share: 0.4 },
    });
  });

  it('has no takers where a bar does not tell them, where bars are missing, and where the day of perpetuals is old', () => {
    const state = stateOf();
    const [first, ...bars] = state.bars.get('BTC')?.bars ?? [];
    const untold = bars.map(({ takerBuyVolume: _none, ...bar }, place) => (place === 20 ? bar : { ...bar, takerBuyVolume: 4 }));
    expect(first).toBeDefined();
    state.bars.set('BTC', { bars: untold, source: 'Binance' });
    state.takers.set('BTC', { boughtCoins: 30, soldCoins: 50, at: now - 2 * hour - 1, venue: 'binance' });
    expect(toWhyInput(state, 'BTC', figures, now)).toMatchObject({ spotTakers: undefined, perpTakers: undefined });
    state.bars.set('BTC', { bars: bars.slice(-23), source: 'Binance' });
    expect(toWhyInput(state, 'BTC', figures, now).spotTakers).toBeUndefined();
  });

  it('is the estimate of all forced orders where there is one, half as far from sure as what was heard', () => {
    const total = { usd: 50, longUsd: 40, shortUsd: 10, venuesHeard: 1, venuesEnabled: 2, coverage: 0.4, floor: true };
    const forcedIn = (of: typeof total & { estimate?: { usd: number; longUsd: number; shortUsd: number } }) =>
      toWhyInput(stateOf(), 'BTC', { ...figures, total: of }, now).forced;
    expect(forcedIn(total)).toMatchObject({ longUsd: 40, shortUsd: 10, coverage: 0.4 });
    expect(forcedIn({ ...total, estimate: { usd: 120, longUsd: 90, shortUsd: 30 } })).toEqual({
      longUsd: 90,
      shortUsd: 30,
      coverage: 0.7,
    });
  });

  it('has the coins that were open a day ago', () => {
    const interest = { usd: 1, coins: 99, changeCoins24h: -0.01, venues: 1, venuesEnabled: 1, at: now };
    const { interest: found } = toWhyInput(stateOf(), 'BTC', { ...figures, interest }, now);
    expect(found?.coins).toBe(99);
    expect(found?.coinsBefore).toBeCloseTo(100, 9);
    // 500 dollars at 100 each are five coins, where not every venue tells them.
    const told = { usd: 500, changeCoins24h: 0.25, venues: 1, venuesEnabled: 1, at: now };
    expect(toWhyInput(stateOf(), 'BTC', { ...figures, interest: told }, now).interest).toEqual({ coins: 5, coinsBefore: 4 });
    const { changeCoins24h: _none, ...unmatched } = interest;
    expect(toWhyInput(stateOf(), 'BTC', { ...figures, interest: unmatched }, now).interest).toBeUndefined();
  });

  it('has each session of share indices with its hours, New York first, the running one up to its last trade', () => {
    const state = stateOf();
    const row = { value: 98, before: 99, source: 'Yahoo Finance' } as const;
    const closes = [
      [date(9), 100],
      [date(10), 99],
      [date(11), 98],
    ] as const;
    state.otherMarkets = {
      rows: [
        { ...row, id: 'stoxx50', at: date(11) + 16.5 * hour, closes },
        { ...row, id: 'vix', at: now, closes },
        { ...row, id: 'sp500', at: now - hour / 4, closes },
      ],
      askedAt: {},
    };
    const { markets } = toWhyInput(state, 'BTC', figures, now);
    expect(markets.map(({ name }) => name)).toEqual(['S&P 500', 'Euro Stoxx 50']);
    expect(markets[0]).toEqual({
      name: 'S&P 500',
      closes: closes.map(([at, value]) => [at + 21 * hour, value]),
      moves: [
        { from: date(10) + 14.5 * hour, to: date(10) + 21 * hour, change: 99 / 100 - 1 },
        { from: date(11) + 14.5 * hour, to: now - hour / 4, change: 98 / 99 - 1 },
      ],
    });
    expect(markets[1]?.moves.at(-1)).toEqual({ from: date(11) + 8 * hour, to: date(11) + 16.5 * hour, change: 98 / 99 - 1 });
  });

  it('leaves out an index that may have traded since, and knows the last session alone of a provider without a past', () => {
    const state = stateOf();
    const row = { id: 'sp500', value: 98, before: 99, source: 'CNBC' } as const;
    state.otherMarkets = { rows: [{ ...row, at: now - day }], askedAt: {} };
    expect(toWhyInput(state, 'BTC', figures, now).markets).toEqual([]);
    state.otherMarkets = { rows: [{ ...row, at: now }], askedAt: {} };
    expect(toWhyInput(state, 'BTC', figures, now).markets).toEqual([
      { name: 'S&P 500', closes: [], moves: [{ from: date(11) + 14.5 * hour, to: now, change: 98 / 99 - 1 }] },
    ]);
  });
});
