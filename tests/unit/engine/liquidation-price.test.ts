import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liquidationPrices, mostLeverage } from '../../../lib/engine/liquidation-price.ts';
import type { MarginRule } from '../../../lib/engine/liquidation-price.ts';
import { binanceTiers, maintenanceAmounts } from '../../../lib/engine/margin-tiers.ts';

const published = resolve(import.meta.dirname, '../../../../shared/history/cascade/tiers/binance_usdm_tiers_20241024.json');

describe('margin tiers', () => {
  it('let off what keeps the margin from jumping where a tier begins', () => {
    // 50,000 * 0.001; + 600,000 * 0.0015; + 3M * 0.0035; + 12M * 0.01; + 70M * 0.005; + 100M * 0.025; + 230M * 0.05
    const byHand = [0, 50, 950, 11_450, 131_450, 481_450, 2_981_450, 14_481_450];
    const amounts = maintenanceAmounts(binanceTiers);
    expect(amounts).toHaveLength(byHand.length);
    for (const [place, amount] of amounts.entries()) expect(amount).toBeCloseTo(byHand[place] ?? NaN, 6);
  });

  it.skipIf(!existsSync(published))(
    'agree with every contract that Binance published on 2024-10-24 (skipped without that file)',
    () => {
      type Tier = { minNotional: number; maxNotional: number; mmr: number; cum: number };
      const contracts = Object.entries(JSON.parse(readFileSync(published, 'utf8')) as Record<string, Tier[]>);
      expect(contracts).toHaveLength(12);
      const odd = contracts.filter(([, tiers]) => {
        const amounts = maintenanceAmounts(tiers.map(({ minNotional, mmr }) => [minNotional, mmr]));
        return tiers.some(({ cum }, place) => Math.abs((amounts[place] ?? NaN) - cum) > 1e-6 * Math.max(1, cum));
      });
      expect(odd.map(([symbol]) => symbol)).toEqual([]);
      const btc = contracts.find(([symbol]) => symbol === 'BTC/USDT:USDT')?.[1] ?? [];
      expect(btc).toHaveLength(12);
      expect(btc.slice(0, 8).map(({ minNotional, mmr }) => [minNotional, mmr])).toEqual(binanceTiers);
    },
  );
});

const dollar = { entryUsd: 1, size: 100 } as const;

describe('the liquidation price', () => {
  it.each([
    [10, 0.90361, 1.09562],
    [25, 0.96386, 1.03586],
    [50, 0.98394, 1.01594],
    [100, 0.99398, 1.00598],
  ])('at Binance in the first tier, %sx, is a known share of the entry', (leverage, long, short) => {
    expect(liquidationPrices.binance({ ...dollar, leverage, position: 'long' })).toBeCloseTo(long, 5);
    expect(liquidationPrices.binance({ ...dollar, leverage, position: 'short' })).toBeCloseTo(short, 5);
  });

  it('at Binance is that of the tier which the position is in at that price, not at entry', () => {
    const opened = { entryUsd: 60_000, size: 10, leverage: 10 };
    // 600,000 at entry, 542,663 when it is taken over, which is the second tier: (60,000 + 50 - 600,000) / (10 * (0.005 - 1)).
    expect(liquidationPrices.binance({ ...opened, position: 'long' })).toBeCloseTo(539_950 / 9.95, 6);
    // 656,682 when it is taken over, which is the third: (60,000 + 950 + 600,000) / (10 * 1.0065).
    expect(liquidationPrices.binance({ ...opened, position: 'short' })).toBeCloseTo(660_950 / 10.065, 6);
  });

  it('at Binance in coins is where the published example needs its 0.0016 BTC', () => {
    // 100 contracts of 100 dollars, opened at 26,000, with what is lost down to 25,000 and 0.0016 BTC as margin.
    const margin = 10_000 / 25_000 - 10_000 / 26_000 + 0.0016;
    const opened = { position: 'long', entryUsd: 26_000, size: 10_000, leverage: 10_000 / 26_000 / margin } as const;
    expect(liquidationPrices['binance-inverse'](opened)).toBeCloseTo(25_000, 6);
  });

  it('at Bybit is that of its examples', () => {
    const linear = { position: 'long', entryUsd: 20_000, size: 1, leverage: 50 } as const;
    expect(liquidationPrices.bybit(linear)).toBeCloseTo(19_700, 8);
    // 60,000 / (1.2 - (0.12 - 0.006))
    const inverse = { position: 'short', entryUsd: 50_000, size: 60_000, leverage: 10 } as const;
    expect(liquidationPrices['bybit-inverse'](inverse)).toBeCloseTo(55_248.62, 2);
  });

  it('at OKX counts the fee of closing', () => {
    const opened = { entryUsd: 100, size: 1, leverage: 10 };
    expect(liquidationPrices.okx({ ...opened, position: 'long' })).toBeCloseTo(90 / 0.9955, 9);
    expect(liquidationPrices.okx({ ...opened, position: 'short' })).toBeCloseTo(110 / 1.0045, 9);
    // 100 dollars in coins at 100, margin 0.1: 0.1 + 1 - 100 / p = 0.45 / p.
    expect(liquidationPrices['okx-inverse']({ ...opened, size: 100, position: 'long' })).toBeCloseTo(100.45 / 1.1, 9);
  });

  it('at Hyperliquid is its own formula from the entry', () => {
    const opened = { entryUsd: 100, size: 1, leverage: 10 };
    // l = 1/80; 10 of margin less 1.25 are available.
    expect(liquidationPrices.hyperliquid({ ...opened, position: 'long' })).toBeCloseTo(100 - 8.75 / (1 - 1 / 80), 9);
    expect(liquidationPrices.hyperliquid({ ...opened, position: 'short' })).toBeCloseTo(100 + 8.75 / (1 + 1 / 80), 9);
  });

  it('lies on the losing side of the entry for all that a venue lets open', () => {
    const rules = Object.keys(liquidationPrices) as MarginRule[];
    const opened = fc.record({
      rule: fc.constantFrom(...rules),
      entryUsd: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      value: fc.double({ min: 1, max: 49_000, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(opened, ({ rule, entryUsd, value, share }) => {
        const leverage = 1.01 + share * (mostLeverage(rule) - 1.01);
        const size = rule.endsWith('inverse') ? value : value / entryUsd;
        expect(liquidationPrices[rule]({ position: 'long', entryUsd, size, leverage }) / entryUsd).toBeLessThan(1);
        expect(liquidationPrices[rule]({ position: 'short', entryUsd, size, leverage }) / entryUsd).toBeGreaterThan(1);
      }),
    );
  });

  it('is asked for no more leverage than the venue gives', () => {
    expect(mostLeverage('binance')).toBe(125);
    expect(mostLeverage('bybit-inverse')).toBe(100);
    expect(mostLeverage('hyperliquid')).toBe(40);
  });
});
