import { describe, expect, it } from 'vitest';
import { strategyLedger } from '../../../lib/sources/strategy-ledger.ts';
import { strategy } from '../../../lib/sources/strategy.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const read = (payload: unknown) => strategy.parse(payload, { receivedTime: received });
const told = (results: unknown) => read({ timestamp: '2026-02-12T00:29:00', results });

describe('Strategy’s own count of its bitcoin', () => {
  it('is read from text with commas and a fraction, with the time it was told at', () => {
    const at = Date.UTC(2026, 1, 12, 0, 29);
    expect(read(fixture('strategy', 'kpis'))).toEqual({
      kind: 'events',
      events: [{ name: 'Strategy', base: 'BTC', coins: 714_644.3, at }],
      rejections: [],
    });
    expect(told({ btcHoldings: '846,000' })).toMatchObject({ events: [{ coins: 846_000, at: received }] });
    expect(told({ btcHoldings: 840_447, msTimestamp: received + 5_000 })).toMatchObject({ events: [{ at: received }] });
  });

  it.each([
    ['no count', {}],
    ['a count in words', { btcHoldings: 'n/a' }],
    ['no coins, which would be a loss of all', { btcHoldings: '0' }],
    ['thousands', { btcHoldings: '714.6' }],
    ['more than there will ever be', { btcHoldings: '71,464,400,000' }],
    ['commas that group nothing', { btcHoldings: '7,14,644' }],
  ])('is rejected with %s', (_what, results) => {
    expect(told(results)).toMatchObject({ kind: 'rejected', rejections: [{ path: 'btcHoldings' }] });
  });

  it('is rejected when it is a page, or has moved', () => {
    expect(read('<html>').kind).toBe('rejected');
    expect(read({ data: {} }).kind).toBe('rejected');
  });
});

describe('the ledger of costs', () => {
  it('has days in order, each once, none of them in doubt', () => {
    const days = strategyLedger.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
    expect(days.every(day => day % 86_400_000 === 0)).toBe(true);
  });

  it('has the row of the reference day', () => {
    const row = strategyLedger.findLast(({ day }) => day <= Date.UTC(2026, 1, 12));
    expect(row).toEqual({ day: Date.UTC(2026, 1, 9), coins: 714_644, averageUsd: 76_056 });
  });

  it('goes down where coins were sold', () => {
    const of = (year: number, month: number, day: number) =>
      strategyLedger.find(row => row.day === Date.UTC(year, month - 1, day))?.coins;
    expect([of(2026, 6, 22), of(2026, 8, 10)]).toEqual([847_363, 840_447]);
  });
});
