import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistoryQuery, readTapeQuery } from '../../../lib/background/history-requests.ts';

describe('what a page asks for', () => {
  it('is read member by member', () => {
    expect(readHistoryQuery({ base: 'BTC', range: '7d', to: 5, fine: true, more: 1 })).toEqual({
      base: 'BTC',
      range: '7d',
      to: 5,
      fine: true,
    });
    expect(readHistoryQuery({ base: '', range: '1h' })).toEqual({ base: '', range: '1h', fine: false });
    expect(readTapeQuery({ base: '', from: 1, to: 2, leastUsd: 3, order: 'largest' })).toEqual({
      base: '',
      from: 1,
      to: 2,
      leastUsd: 3,
      order: 'largest',
    });
  });

  it.each([
    { range: '1h' },
    { base: 'btc', range: '1h' },
    { base: 'BTC', range: '2h' },
    { base: 'BTC', range: 'toString' },
    { base: 'BTC', range: '1h', to: 'now' },
    { base: 'BTC', range: '1h', to: Number.NaN },
  ])('is refused when it is no history: %j', data => {
    expect(() => readHistoryQuery(data)).toThrow('no such');
  });

  it.each([{ base: 'BTC' }, { base: 3, from: 1, to: 2, leastUsd: 3 }, { base: '', from: 1, to: Infinity, leastUsd: 3 }])(
    'is refused when it is no tape: %j',
    data => {
      expect(() => readTapeQuery(data)).toThrow('no such');
    },
  );

  it('is refused with an error of ours, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), data => {
        for (const read of [readHistoryQuery, readTapeQuery]) {
          try {
            read(data);
          } catch (error) {
            expect(String(error)).toContain('no such');
          }
        }
      }),
    );
  });
});
