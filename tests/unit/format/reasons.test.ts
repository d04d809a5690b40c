import { describe, expect, it } from 'vitest';
import { formatLevelReasons } from '../../../lib/format/ladder.ts';
import { formatEvidence } from '../../../lib/format/evidence.ts';
import { formatInputs, formatReason } from '../../../lib/format/reasons.ts';
import type { Evidence } from '../../../lib/model/engine.ts';

describe('why a figure is unknown', () => {
  it('is the end of a sentence, with its number where it has one', () => {
    expect(formatReason('noTakers')).toBe('what takers bought is not recorded');
    expect(formatReason({ of: 'fewOrders', count: 0 })).toBe('no order in 6 hours');
    expect(formatReason({ of: 'fewOrders', count: 1 })).toBe('only 1 order in 6 hours');
    expect(formatReason({ of: 'fewCoins', count: 29 })).toBe('the changes of only 29 coins are known');
  });

  it('names the inputs that are missing, indices by their own names', () => {
    expect(formatReason({ of: 'inputs', inputs: ['forced', { past: 'S&P 500' }, 'markets'] })).toBe(
      'this is not known: forced orders, ninety days of S&P 500, other markets',
    );
    expect(formatInputs([])).toBe('');
  });

  it('is shown as it stands where a version before kept a sentence, with nothing in it that cannot be seen', () => {
    const stored = '{"id":"taker-buying","unit":"share","missing":"what takers bought is \u202enot recorded"}';
    const row = formatEvidence(JSON.parse(stored) as Evidence);
    expect(row.tip).toBe('unknown, because what takers bought is not recorded');
  });
});

describe('what makes a price a level', () => {
  it('is a few words for each, a holder by its name cut short', () => {
    expect(formatLevelReasons(['round', 'weekLow', 'swingHigh', { cost: 'Strategy' }])).toEqual([
      'round number',
      "last week's low",
      'swing high, 4 h',
      "Strategy's average cost",
    ]);
    expect(formatLevelReasons([{ cost: 'A'.repeat(400) }])[0]).toHaveLength(40 + "'s average cost".length);
  });
});
