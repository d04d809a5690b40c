import { describe, expect, it } from 'vitest';
import { createLedger, scenarioNames } from '../../market/scenarios/registry.ts';
import type { Ledger, OtherMarketName } from '../../market/world.ts';

const names: readonly OtherMarketName[] = ['stoxx50', 'dax', 'sp500', 'vix', 'dollar', 'us10y'];
const reference = createLedger('reference-day');
const utc = (text: string) => Date.parse(`${text}Z`);

function change(ledger: Ledger, name: OtherMarketName, time = ledger.t0): number {
  const [before, last] = ledger.surroundings.tradingDays(name, time, 2);
  return ((last?.value ?? 0) / (before?.value ?? 0) - 1) * 100;
}

describe('what surrounds the reference day', () => {
  it('has the Euro Stoxx 50 0.8 % down at its last close, of 11 February', () => {
    expect(change(reference, 'stoxx50').toFixed(2)).toBe('-0.80');
    const [last] = reference.surroundings.tradingDays('stoxx50', reference.t0, 1);
    expect(last).toMatchObject({ date: '2026-02-11', open: utc('2026-02-11T08:00'), close: utc('2026-02-11T16:30') });
  });

  it('has nobody trading at half past midnight', () => {
    for (const name of names)
      expect(reference.surroundings.tradingDays(name, reference.t0, 1)[0]?.close).toBeLessThan(reference.t0);
  });

  it('has Strategy with 714,644 coins at 76,056, 6.14 billion down', () => {
    expect(reference.stated.strategy).toEqual({ coins: 714_644, averageUsd: 76_056, resultUsd: -6_143_079_824 });
  });

  it('has most coins falling, and most weaker than bitcoin, whatever the seed', () => {
    for (const ledger of [reference, createLedger('reference-day', 7)]) {
      const { coins, fallingPercent, weakerThanBtcPercent, medianAgainstBtcPoints } = ledger.stated.breadth as Record<
        string,
        number
      >;
      expect(coins).toBeGreaterThanOrEqual(99);
      expect(fallingPercent).toBeGreaterThan(75);
      expect(weakerThanBtcPercent).toBeGreaterThan(50);
      expect(medianAgainstBtcPoints).toBeLessThan(0);
    }
  });

  it('lists coins with contracts at the prices that they have there', () => {
    const listed = reference.surroundings.listedCoins(reference.t0);
    for (const [symbol, price] of [
      ['BTC', 67_460],
      ['ETH', 1_950],
      ['SOL', 80.05],
    ] as const)
      expect(listed.find(coin => coin.symbol === symbol)?.price).toBeCloseTo(price, 2);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    const caps = listed.map(({ supply, price }) => supply * price);
    expect(caps).toEqual(caps.toSorted((a, b) => b - a));
  });
});

describe.each(scenarioNames)('what surrounds %s', scenario => {
  const ledger = createLedger(scenario);

  it('has at t0 what the scenario states', () => {
    const stated = ledger.stated.otherMarkets as Record<string, { value: number; isOpen: boolean }>;
    for (const name of names) {
      const [last] = ledger.surroundings.tradingDays(name, ledger.t0, 1);
      expect(last?.value).toBeCloseTo(stated[name]?.value ?? 0, 2);
      expect(ledger.t0 < (last?.close ?? 0)).toBe(stated[name]?.isOpen);
    }
  });

  it('trades on weekdays only, and stands still between its closes', () => {
    for (const name of names) {
      const days = ledger.surroundings.tradingDays(name, ledger.t0, 30);
      expect(days).toHaveLength(30);
      for (const { date, open, close } of days) {
        expect([0, 6]).not.toContain(new Date(date).getUTCDay());
        expect(close).toBeGreaterThan(open);
      }
      const [evening] = ledger.surroundings.tradingDays(name, (days[28]?.close ?? 0) + 1, 1);
      expect(evening?.value).toBe(days[28]?.value);
    }
  });

  it('has a hundred coins that stand for themselves, and all four kinds among the listed', () => {
    const listed = ledger.surroundings.listedCoins(ledger.t0);
    expect(listed.filter(({ kind }) => kind === 'coin').length).toBeGreaterThan(110);
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(['coin', 'cash', 'gold', 'copy']));
  });
});

it('knows the holidays on which one side trades alone', () => {
  // Martin Luther King Day.
  const dates = (name: OtherMarketName) => reference.surroundings.tradingDays(name, reference.t0, 30).map(({ date }) => date);
  expect(dates('sp500')).not.toContain('2026-01-19');
  expect(dates('dax')).toContain('2026-01-19');
});

it('opens New York an hour earlier by UTC from 8 March 2026 on', () => {
  const cascade = createLedger('cascade');
  const openings = cascade.surroundings
    .tradingDays('sp500', cascade.t0, 4)
    .map(({ open }) => new Date(open).toISOString().slice(5, 16));
  expect(openings).toEqual(['03-06T14:30', '03-09T13:30', '03-10T13:30', '03-11T13:30']);
});
