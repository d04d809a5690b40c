import { describe, expect, it } from 'vitest';
import { formatAlert } from '../../../lib/format/alert-words.ts';
import type { AlertMatter } from '../../../lib/model/engine.ts';

const minute = 60_000;
function say(matter: AlertMatter, base = 'BTC'): readonly [title: string, text: string] {
  const { title, text } = formatAlert({ base, matter });
  return [title, text];
}

describe('an alert in words', () => {
  it('is the phase, with the figures that it was given', () => {
    expect(say({ of: 'phase', phase: 'calm' }, 'ALL')).toEqual(['Market: calm', 'It is calm again.']);
    expect(say({ of: 'phase', phase: 'deleveraging', drop: { share: 0.0476, windowMs: 12 * 60 * minute } })).toEqual([
      'BTC: deleveraging',
      'The fall has slowed; positions are still being closed. Price: 4.8% below the high of 12 h.',
    ]);
    const longs = { perMinuteUsd: 5_974_000, usualUsd: 433_900 };
    expect(say({ of: 'phase', phase: 'building', longs })[1]).toBe(
      'More longs are being forced out than usual, or the price falls unusually. Longs: at least $5.97M a minute, usually up to $434K.',
    );
  });

  it('is a level as the panel writes it', () => {
    expect(say({ of: 'level', levelUsd: 78_642.400_000_1, state: 'broken' })).toEqual([
      'BTC: 78,642 broken',
      'Two hourly closes beyond 78,642.',
    ]);
    expect(say({ of: 'level', levelUsd: 0.000_012_345_678, state: 'reclaimed' }, 'PEPE')).toEqual([
      'PEPE: 0.00001235 reclaimed',
      'Two hourly closes back above 0.00001235.',
    ]);
  });

  it('is the index, or the threshold of the user', () => {
    expect(say({ of: 'fear-greed', value: 12, word: 'Extreme Fear' }, 'ALL')).toEqual([
      'Fear & Greed: Extreme Fear',
      'The index stands at 12.',
    ]);
    const threshold = { of: 'threshold', usd: 5_000_000, reachedUsd: 5_012_345, windowMs: 10 * minute } as const;
    expect(say({ ...threshold, position: 'both' }, 'ALL')).toEqual([
      'Market: positions over $5.00M',
      'At least $5.01M of positions were forced out within 10 min.',
    ]);
    expect(say({ ...threshold, position: 'short', usd: 999.6, reachedUsd: 2.5e9, windowMs: 168 * 60 * minute })).toEqual([
      'BTC: shorts over $1.00K',
      'At least $2.50B of shorts were forced out within 168 h.',
    ]);
  });

  it('is what it was where an earlier version kept the words', () => {
    expect(say({ of: 'words', title: 'BTC: cascade', text: 'As it was.' })).toEqual(['BTC: cascade', 'As it was.']);
  });
});
