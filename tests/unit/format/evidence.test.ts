import { describe, expect, it } from 'vitest';
import { formatBriefly, formatEvidence } from '../../../lib/format/evidence.ts';
import type { Evidence } from '../../../lib/model/engine.ts';

const minute = 60_000;
const words = (evidence: Evidence) => formatEvidence(evidence).cells.map(({ text }) => text);

describe('a piece of evidence', () => {
  it.each<[Evidence, string, string]>([
    [
      { id: 'long-rate', unit: 'usd-per-minute', met: true, value: 4.2e6, threshold: 1.1e6, windowMs: 5 * minute },
      'Longs forced out: $4.20M/min in 5 min',
      'needs ≥ $1.10M/min',
    ],
    // A distance below the high of the window, and no change: it has no sign.
    [
      { id: 'price-falling', unit: 'share', met: false, value: 0.017, threshold: 0.024 },
      'Price 1.7% below its high',
      'needs ≥ 2.4%',
    ],
    [
      { id: 'open-interest-falling', unit: 'share', met: true, value: -0.021, threshold: -0.01 },
      'Open interest in coins −2.1%',
      'needs ≤ −1.0%',
    ],
    [
      { id: 'rate-low', unit: 'usd-per-minute', met: true, value: 7e4, threshold: 16e4 },
      'Longs forced out: $70K/min',
      'needs ≤ $160K/min',
    ],
    [
      { id: 'no-new-low', unit: 'ms', met: false, value: 90 * minute, threshold: 240 * minute },
      'No new low for 1 h',
      'needs ≥ 4 h',
    ],
    [{ id: 'retraced', unit: 'share', met: false, value: 0.21, threshold: 0.382 }, '21% of the fall retraced', 'needs ≥ 38%'],
    [{ id: 'taker-buying', unit: 'share', met: false, value: 0.46, threshold: 0.5 }, 'Takers buy 46%', 'needs ≥ 50%'],
    [
      { id: 'quiet', unit: 'ms', met: true, value: 60 * minute, threshold: 30 * minute },
      'Nothing unusual for 1 h',
      'needs ≥ 30 min',
    ],
  ])('says its value and what it is held against: %j', (evidence, said, needs) => {
    expect(words(evidence)).toEqual([said, needs]);
    expect(formatEvidence(evidence).mark).toBe(evidence.met ? 'yes' : 'no');
  });

  it('asks for a high R where it speaks for a cascade, and for a low one where it speaks for its end', () => {
    const r = { id: 'branching', unit: 'ratio', value: 0.41 } as const;
    expect(words({ ...r, met: false, threshold: 0.7 })).toEqual(['R 0.41', 'needs ≥ 0.70']);
    expect(words({ ...r, met: true, threshold: 0.5 })).toEqual(['R 0.41', 'needs < 0.50']);
  });

  it('says why it is not known, and is marked as neither met nor unmet', () => {
    const row = formatEvidence({ id: 'taker-buying', unit: 'share', missing: 'noTakers' });
    expect(row.mark).toBe('unknown');
    expect(row.cells.map(({ text }) => text)).toEqual(['Takers buy ?', 'unknown, because what takers bought is not recorded']);
  });

  it('keeps what is missing beside a value that is known', () => {
    const row = formatEvidence({
      id: 'long-rate',
      unit: 'usd-per-minute',
      met: false,
      value: 0,
      threshold: 1e6,
      missing: 'shortPast',
    });
    expect(row.tip).toBe('fewer than three days of its own past are recorded');
    expect(row.cells[0]?.text).toBe('Longs forced out: $0/min');
  });

  it('is a few words beside a tick', () => {
    expect(formatBriefly({ id: 'no-new-low', unit: 'ms', met: false, value: 30 * minute })).toBe('low 30 min ago');
    expect(formatBriefly({ id: 'taker-buying', unit: 'share', met: false, value: 0.46 })).toBe('takers buy 46%');
    expect(formatBriefly({ id: 'branching', unit: 'ratio', met: true, value: 0.3 })).toBe('R 0.30');
  });
});
