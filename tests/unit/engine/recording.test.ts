import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../lib/engine/read-input.ts';
import { createLineReader } from '../../../lib/engine/recording-lines.ts';
import { readHeader, recordingColumns, writeRecording } from '../../../lib/engine/recording.ts';
import { Unreadable } from '../../../lib/std/rows.ts';

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
  const read = createLineReader();
  return text.split('\n').flatMap(line => read(line) ?? []);
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

  it('is read with the line ends of Windows, a mark of its encoding, columns in another order and a second header', () => {
    const csv = `\uFEFFname,value,type,time\r\n,,reference,${time}\r\n\r\nindex,12,reference,${time}\r\n`;
    const read = createLineReader();
    const [header = '', nameless = '', blank = '', row = ''] = csv.split('\n');
    expect([read(header), read(blank), read(row)]).toEqual([
      undefined,
      undefined,
      { type: 'reference', time, name: 'index', value: 12 },
    ]);
    expect(() => read(nameless)).toThrow('line 4: name: no name');
    const twice = writeRecording([order], 'csv') + writeRecording([bar], 'csv');
    expect(readBack(twice)).toEqual([order, bar]);
  });

  it('has lines of JSON among its CSV, and none of CSV without a header', () => {
    expect(readBack(`${writeRecording([bar], 'csv')}${JSON.stringify(order)}\n`)).toEqual([bar, order]);
    expect(() => readBack(`${JSON.stringify(order)}\nliquidation,${time},BTC\n`)).toThrow('line 2: not JSON');
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

  it('takes decimal text for a figure, as venues write them, and names in any script', () => {
    expect(said({ ...order, usd: '1234.56', base: '测试' })).toEqual({ ...order, base: '测试' });
  });

  it.each<[string, unknown, string]>([
    ['no object', [1], ''],
    ['no type', { time }, 'type'],
    ['a type of its own', { type: 'trade', time }, 'type'],
    ['seconds for milliseconds', { ...order, time: time / 1000 }, 'time'],
    ['microseconds for milliseconds', { ...order, time: time * 1000 }, 'time'],
    ['a side for a position', { ...order, position: 'sell' }, 'position'],
    ['money below nothing', { ...order, usd: -1 }, 'usd'],
    ['money in words', { ...order, usd: 'much' }, 'usd'],
    ['more money than there is', { ...order, usd: 1e308 }, 'usd'],
    ['no venue', { ...order, venue: null }, 'venue'],
    ['a coin of control characters', { ...order, base: 'B\u0007' }, 'base'],
    ['a price of nothing', { ...bar, low: 0 }, 'low'],
    ['no price', { ...bar, open: null }, 'open'],
    ['a low above the close', { ...bar, low: 106, high: 120 }, 'high, low'],
    ['a high below the open', { ...bar, high: 99, low: 95, close: 97 }, 'high, low'],
    ['more bought than traded', { ...bar, takerBuyBase: 13 }, 'takerBuyBase'],
    ['endless volume', { ...bar, volume: Infinity }, 'volume'],
    ['a bar of no length', { ...bar, intervalMs: 0 }, 'intervalMs'],
    ['a reference without a name', { type: 'reference', time, value: 1 }, 'name'],
    ['a reference without a value', { type: 'reference', time, name: 'x', value: null }, 'value'],
  ])('with %s is refused by name', (_what, row, path) => {
    let refused: unknown;
    try {
      readInput(row);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Unreadable);
    expect(refused).toHaveProperty('path', path);
  });

  it('is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        try {
          expect(typeof readInput(value)).toBe('object');
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      }),
    );
  });
});
