import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../lib/engine/read-input.ts';
import { readHeader, readRow, recordingColumns, writeRecording } from '../../../lib/engine/recording.ts';

const time = Date.UTC(2026, 1, 12);
const order = { type: 'liquidation', time, base: 'BTC', position: 'long', usd: 1234.56, venue: 'bybit' } as const;
const bar = {
  type: 'bar',
  time: time - 60_000,
  intervalMs: 60_000,
  base: 'BTC',
  open: 100,
  high: 110,
  low: 95,
  close: 105,
  volume: 12,
  takerBuyBase: 5,
} as const;
const reference = { type: 'reference', time: time + 1, name: 'S&P 500, "close"', value: -1.5 } as const;

/** The inputs that a text holds, read as `replay` reads it. */
function readBack(text: string): readonly unknown[] {
  const [first = '', ...rest] = text.split('\n').filter(line => line !== '');
  const header = readHeader(first);
  return header === undefined
    ? [first, ...rest].map(line => readInput(JSON.parse(line)))
    : rest.map(line => readInput(readRow(header, line)));
}

describe('a recording', () => {
  it.each(['json', 'csv'] as const)('is read back from %s as it was, in order of time', format => {
    expect(readBack(writeRecording([reference, order, bar], format))).toEqual([bar, order, reference]);
  });

  it('is CSV with a header, with empty cells for what a row has not, and quotes around commas', () => {
    const [header, row] = writeRecording([reference], 'csv').split('\n');
    expect(header).toBe(recordingColumns.join(','));
    expect(row).toBe(`reference,${time + 1},,,,,,,,,,,,,,"S&P 500, ""close""",-1.5`);
  });

  it('has no header in JSON lines, whatever is in them', () => {
    expect(readHeader(JSON.stringify({ ...order, venue: 'type,time' }))).toBeUndefined();
    expect(readHeader('a,b,c')).toBeUndefined();
  });

  it('comes back from both formats whatever is in it', () => {
    const amount = fc.double({ min: 0, max: 1e12, noNaN: true });
    const anyOrder = fc.record({
      type: fc.constant('liquidation' as const),
      time: fc.integer({ min: 1_300_000_000_000, max: 2_000_000_000_000 }),
      base: fc.stringMatching(/^[A-Z0-9",]{1,10}$/),
      position: fc.constantFrom('long' as const, 'short' as const),
      usd: amount,
      venue: fc.stringMatching(/^[a-z",]{1,10}$/),
    });
    fc.assert(
      fc.property(
        fc.array(anyOrder, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('json' as const, 'csv' as const),
        (rows, format) => {
          const sorted = rows.toSorted((a, b) => a.time - b.time);
          expect(readBack(writeRecording(rows, format))).toEqual(sorted);
        },
      ),
    );
  });
});

describe('a line of a recording', () => {
  const said = (row: unknown): unknown => readInput(row);

  it('keeps what it says, and lets members pass that nobody knows', () => {
    expect(said({ ...order, note: 'x' })).toEqual(order);
    expect(said({ ...bar, volume: null, takerBuyBase: undefined })).toEqual({
      type: 'bar',
      time: time - 60_000,
      intervalMs: 60_000,
      base: 'BTC',
      open: 100,
      high: 110,
      low: 95,
      close: 105,
    });
  });

  it.each<[string, unknown, string]>([
    ['no object', [1], 'not an object'],
    ['no type', { time }, 'type is missing'],
    ['a type of its own', { type: 'trade', time }, 'type "trade"'],
    ['seconds for milliseconds', { ...order, time: time / 1000 }, 'milliseconds'],
    ['a side for a position', { ...order, position: 'sell' }, 'neither long nor short'],
    ['money below nothing', { ...order, usd: -1 }, 'usd'],
    ['money in words', { ...order, usd: '12' }, 'usd'],
    ['a price of nothing', { ...bar, low: 0 }, 'prices'],
    ['a low above the close', { ...bar, low: 106, high: 120 }, 'low and high'],
    ['more bought than traded', { ...bar, takerBuyBase: 13 }, 'takerBuyBase'],
    ['a bar of no length', { ...bar, intervalMs: 0 }, 'intervalMs'],
    ['a reference without a name', { type: 'reference', time, value: 1 }, 'name'],
  ])('with %s is refused by name', (_what, row, words) => {
    expect(said(row)).toContain(words);
  });

  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        const read = readInput(value);
        expect(typeof read === 'string' || typeof read === 'object').toBe(true);
      }),
    );
  });
});
