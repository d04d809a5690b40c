import { describe, expect, it } from 'vitest';
import { anonymise } from '../../../scripts/probe/anonymise.ts';
import { formatFindings } from '../../../scripts/probe/finding.ts';

describe('samples of the probe', () => {
  it('name no order, account or connection any more, and keep the shape of the names', () => {
    expect(
      anonymise({
        orderID: 'b1e5a3c0-1d2f-4a5b-8c7d-99aa00bb11cc',
        user: 'Some Trader',
        symbol: 'XBTUSD',
        price: 67_460.5,
        data: [{ trade_id: 987654321, tx_hash: '0xABCDEF0123456789abcdef' }],
      }),
    ).toEqual({
      orderID: 'a0a0a0a0-0a0a-0a0a-0a0a-00aa00aa00a1',
      user: 'Aaaa Aaaaa2',
      symbol: 'XBTUSD',
      price: 67_460.5,
      data: [{ trade_id: 3, tx_hash: '0aAAAAAA0000000000aaaaa4' }],
    });
  });

  it('give the same stand-in for the same name', () => {
    const cleaned = anonymise([{ uid: 'first-one' }, { uid: 'other-one' }, { uid: 'first-one' }]) as { uid: string }[];
    expect(cleaned[0]?.uid).toBe(cleaned[2]?.uid);
    expect(cleaned[0]?.uid).not.toBe(cleaned[1]?.uid);
  });

  it('keep five rows of a list, and small numbers that say which market it is', () => {
    expect(anonymise({ market_id: 1, rows: [1, 2, 3, 4, 5, 6, 7] })).toEqual({ market_id: 1, rows: [1, 2, 3, 4, 5] });
  });
});

describe('the table of the probe', () => {
  it('has a line for each finding and counts the verdicts', () => {
    const finding = { venue: 'bybit', what: 'prices', host: 'api.bybit.com', read: 612, detail: '2 requests', samples: [] };
    const lines = formatFindings([
      { ...finding, verdict: 'ok' },
      { ...finding, what: 'linear', verdict: 'silent', read: 0, detail: 'nothing' },
    ]).split('\n');
    expect(lines[1]).toBe('bybit  prices  ok       612   2 requests');
    expect(lines.at(-1)).toBe('1 ok, 0 drifted, 0 blocked, 1 silent');
  });
});
