import { describe, expect, it } from 'vitest';
import type { Phase, PhaseChange } from '../../../../lib/model/engine.ts';
import { parseCsv } from '../../../../scripts/evaluate/data.ts';
import { entriesOf, momentsIn } from '../../../../scripts/evaluate/detect.ts';
import { liftOf } from '../../../../scripts/evaluate/ladder.ts';
import { flapsOf } from '../../../../scripts/evaluate/states.ts';
import { toFixed, toTable } from '../../../../scripts/evaluate/tables.ts';

const minuteMs = 60_000;
const change = (minute: number, from: Phase, phase: Phase): PhaseChange => ({
  time: minute * minuteMs,
  base: 'BTC',
  from,
  phase,
  evidence: [],
  r: { unknown: 'notFalling' },
});
const detection = {
  changes: [
    change(0, 'calm', 'building'),
    change(3, 'building', 'cascade'),
    change(14, 'cascade', 'deleveraging'),
    change(30, 'deleveraging', 'cascade'),
  ],
  end: 36 * minuteMs,
};

describe('the engine as a detector', () => {
  it('is in alarm when a phase is entered', () => {
    expect(entriesOf(detection, 'cascade')).toEqual([3 * minuteMs, 30 * minuteMs]);
  });

  it('or every five minutes while it lasts, the last one until the end of the record', () => {
    expect(momentsIn(detection, ['cascade'])).toEqual([3, 8, 13, 30, 35].map(minute => minute * minuteMs));
    expect(momentsIn(detection, ['building'])).toEqual([0]);
  });

  it('flaps when it goes back within an hour to what it left', () => {
    expect(flapsOf(detection.changes)).toBe(1);
    expect(flapsOf([change(0, 'calm', 'building'), change(61, 'building', 'calm')])).toBe(0);
  });
});

describe('the lift of a score', () => {
  it('is the mean of its top fifth over the mean of all', () => {
    // Of 10, 0, 0, 0, 10 the highest score picks a 10 or a 0; the mean is 4.
    expect(liftOf([10, 0, 0, 0, 10], [5, 1, 2, 3, 4])).toBe(2.5);
    expect(liftOf([10, 0, 0, 0, 10], [1, 5, 2, 3, 4])).toBe(0);
  });
});

describe('files and tables', () => {
  it('are read by the name of the column, and a column that lacks is an error', () => {
    const [first, second] = parseCsv('a,b\r\n1,2\r\n3,\r\n');
    expect([first?.('b'), first?.('a'), second?.('b')]).toEqual(['2', '1', '']);
    expect(() => first?.('c')).toThrow('no column c');
  });

  it('are written as Markdown, with a dash for what is not known', () => {
    expect(
      toTable([
        ['rule', 'hits'],
        ['a', toFixed(undefined)],
        ['b', toFixed(-1.5, 1)],
      ]),
    ).toBe('| rule | hits |\n| ---- | ---: |\n| a    |    – |\n| b    | −1.5 |');
  });
});
