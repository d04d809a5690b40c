import { describe, expect, it } from 'vitest';
import { createReader, sayReadout } from '../../../components/dashboard/readout.ts';
import { toBars } from '../../../components/dashboard/steps.ts';
import { midnight, sixSteps } from '../../fixtures/dashboard-history.ts';

const minuteMs = 60_000;
const bars = toBars(sixSteps, sixSteps.stepMs);
const read = createReader(sixSteps, bars);
const texts = (minutes: number): Readonly<Record<string, string>> =>
  Object.fromEntries(read(midnight + minutes * minuteMs).parts.map(({ name, text }) => [name, text]));

describe('the figures at the crosshair', () => {
  it('are those of the step under it; prices by the half hour hold until the next', () => {
    expect(texts(20)).toEqual({
      price: '68,000',
      longs: '$2.00M',
      shorts: '$0',
      heard: '100%',
      'open interest': '98K · $6.60B',
      funding: '+0.0100%',
      'Fear & Greed': '5',
      // It changed within the step: the one at its end.
      phase: 'deleveraging',
    });
  });

  it('tell what was not heard and what is not known from a zero', () => {
    expect(texts(10)).toMatchObject({ longs: 'not heard', shorts: 'not heard', heard: '0%', phase: 'cascade' });
    expect(texts(30)).toMatchObject({ longs: '$0', 'open interest': '98K · $6.60B', phase: 'deleveraging' });
    // The last open interest is two and a half steps old, and no more.
    expect(texts(50)).toMatchObject({ longs: '$250K', 'open interest': 'unknown', phase: 'unknown' });
  });

  it('are one sentence with their time for who hears them', () => {
    expect(sayReadout(read(midnight + 20 * minuteMs))).toMatch(/^12 Feb, 00:20 UTC, price 68,000, longs \$2\.00M, /u);
  });
});
