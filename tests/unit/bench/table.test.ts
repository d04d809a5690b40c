import { describe, expect, it } from 'vitest';
import { formatFigure, formatTable } from '../../bench/table.ts';

describe('the table', () => {
  const table = formatTable([
    {
      title: 'stopped worker',
      readings: [
        {
          name: 'answer',
          unit: 'ms',
          show: 'median',
          samples: [100, 120, 300],
          control: { name: 'awake', samples: [60], compare: 'ratio' },
          target: { of: 'p95', atMost: 250 },
        },
        {
          name: 'tabs',
          unit: 'count',
          show: 'total',
          samples: [3],
          control: { name: 'one', samples: [3], compare: 'difference' },
        },
      ],
    },
    {
      title: 'bytes',
      readings: [{ name: 'script', unit: 'bytes', show: 'total', samples: [15_960], target: { of: 'shown', atMost: 16_000 } }],
    },
  ]);

  it('has a line for each reading under the title of its part, columns one under the other', () => {
    expect(table.split('\n')).toEqual([
      '             shown       p95  n  control  its figure  against it                 target',
      '--------  --------  --------  -  -------  ----------  ----------  ---------------------',
      '',
      'stopped worker',
      '  answer  120.0 ms  300.0 ms  3  awake       60.0 ms      × 2.00  p95 ≤ 250.0 ms MISSED',
      '  tabs           3            1  one               3          +0',
      '',
      'bytes',
      '  script   16.0 kB            1                                           ≤ 16.0 kB met',
    ]);
  });
});

describe('a figure', () => {
  it('carries its unit', () => {
    expect(formatFigure(3.456, 'ms')).toBe('3.46 ms');
    expect(formatFigure(34.56, 'ms')).toBe('34.6 ms');
    expect(formatFigure(-195.33, 'ms')).toBe('-195.3 ms');
    expect(formatFigure(40_500_000, 'bytes')).toBe('40.5 MB');
    expect(formatFigure(40_761.4, 'per second')).toBe('40,761/s');
    expect(formatFigure(17.66, 'per minute')).toBe('17.7/min');
    expect(formatFigure(2, 'count')).toBe('2');
  });

  it('of layout shift shows what is too small for four digits', () => {
    expect(formatFigure(0.000003, 'shift')).toBe('0.000003');
  });

  it('that is not known is an empty cell and never a zero', () => {
    expect(formatFigure(undefined, 'ms')).toBe('');
  });
});
