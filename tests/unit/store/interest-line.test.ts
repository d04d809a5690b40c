import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenInterest, VenueId } from '../../../lib/model/trade.ts';
import { toInterestLine } from '../../../lib/store/interest-line.ts';

const hour = 3_600_000;
const row = (hours: number, symbol: string, usd: number | undefined, venue: VenueId = 'gate'): OpenInterest => ({
  venue,
  symbol,
  base: symbol,
  time: hours * hour,
  coins: 1,
  usd,
});
const lineOf = (rows: readonly OpenInterest[], to: number): readonly (readonly [hours: number, usd: number])[] =>
  toInterestLine(rows, 0, to * hour).map(({ time, usd }) => [time / hour, Math.round(usd * 100) / 100]);

describe('the line of the market', () => {
  it('is the sum of its contracts while they are the same', () => {
    const rows = [row(0, 'BTC', 900), row(0, 'ETH', 100), row(1, 'BTC', 800), row(1, 'ETH', 150)];
    expect(lineOf(rows, 1)).toEqual([
      [0, 1000],
      [1, 950],
    ]);
  });

  it('begins where the reading of the past stands, not with the few contracts that have been read further', () => {
    // ETH's past has been read for two hours so far, BTC's for four: a sum of what there is would fall from 1,000 to 300.
    const rows = [0, 1, 2, 3, 4].flatMap(hours => [row(hours, 'BTC', 300), ...(hours < 2 ? [] : [row(hours, 'ETH', 700)])]);
    expect(lineOf(rows, 4)).toEqual([
      [2, 1000],
      [3, 1000],
      [4, 1000],
    ]);
  });

  it('does not rise when small contracts are told for the first time', () => {
    // SOL, of which no past is kept, joins with 50 of 1,050: what was open before is 1,050 x 950 / 1,000.
    const rows = [row(0, 'BTC', 950), row(1, 'BTC', 1000), row(1, 'SOL', 50)];
    expect(lineOf(rows, 1)).toEqual([
      [0, 997.5],
      [1, 1050],
    ]);
  });

  it('does not fall when a venue is no longer told', () => {
    const rows = [0, 1, 2, 3, 4].flatMap(hours => [
      row(hours, 'BTC', 1000 + hours),
      ...(hours === 0 ? [row(hours, 'BTC', 500, 'okx')] : []),
    ]);
    // OKX is carried for two hours, and is gone in the third. With it, 1,500 became 1,502: before, 1,002 x 1,501 / 1,502, and x 1,500 / 1,502.
    expect(lineOf(rows, 4).map(([, usd]) => usd)).toEqual([1000.67, 1001.33, 1002, 1003, 1004]);
  });

  it('ends what comes before a hole that is longer than a contract is carried', () => {
    const rows = [row(0, 'BTC', 100), row(4, 'BTC', 200), row(5, 'BTC', 210)];
    expect(lineOf(rows, 5)).toEqual([
      [4, 200],
      [5, 210],
    ]);
    expect(lineOf([row(0, 'BTC', 100), row(3, 'BTC', 200)], 3)).toHaveLength(4);
  });

  it('is nothing where no dollars are known', () => {
    expect(lineOf([], 3)).toEqual([]);
    expect(lineOf([row(1, 'BTC', undefined)], 3)).toEqual([]);
  });

  it('never moves by more than its contracts do, whoever joins and leaves', () => {
    const usd = fc.option(fc.constantFrom(100, 101, 99), { nil: undefined });
    const contracts = fc.array(fc.array(usd, { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(contracts, told => {
        const rows = told.flatMap((hours, name) => hours.map((each, at) => row(at, `C${name}`, each)));
        const line = lineOf(rows, 11);
        // From 99 to 101 is 2.03 %.
        for (const [place, [, value]] of line.entries())
          if (place > 0) expect(Math.abs(value / (line[place - 1]?.[1] ?? Number.NaN) - 1)).toBeLessThan(0.0205);
      }),
    );
  });
});
