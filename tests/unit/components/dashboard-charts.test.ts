import { describe, expect, it } from 'vitest';
import { toChartsView } from '../../../components/dashboard/charts-view.ts';
import type { History } from '../../../lib/model/history.ts';
import { blankHistory, sixSteps } from '../../fixtures/dashboard-history.ts';

const colours = {
  ink: '#000',
  dim: '#000',
  faint: '#000',
  line: '#000',
  lineAlpha: 1,
  page: '#fff',
  up: '#000',
  down: '#000',
  bad: '#000',
  good: '#000',
  warn: '#000',
  calm: '#000',
  font: 'sans-serif',
};
const emptyOf = (history: History) => toChartsView(history, [], colours).charts.map(({ id, empty }) => [id, empty]);

describe('the charts of a history', () => {
  it('are all drawn where there is something of each', () => {
    expect(emptyOf(sixSteps)).toEqual([
      ['price', undefined],
      ['liquidations', undefined],
      ['interest', undefined],
      ['funding', undefined],
      ['fear', undefined],
    ]);
  });

  it('keep their places where nothing is known, and say so; what was not heard is drawn hatched all the same', () => {
    expect(emptyOf(blankHistory)).toEqual([
      ['price', 'Nothing is known of this time.'],
      ['liquidations', undefined],
      ['interest', 'Nothing is known of this time.'],
      ['funding', 'No line of this time: one reading an hour is kept, from the installation on.'],
      ['fear', 'Nothing is known of this time.'],
    ]);
  });

  it('draw no line of a single reading of funding, but tell it', () => {
    const charts = toChartsView({ ...sixSteps, funding8h: [null, null, null, -0.00005, null, null] }, [], colours).charts;
    const funding = charts.find(({ id }) => id === 'funding');
    expect(funding?.empty).toMatch(/^No line of this time/);
    expect(funding?.note).toEqual([{ text: '−0.0050%: shorts pay' }]);
  });
});
