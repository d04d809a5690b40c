import { describe, expect, it } from 'vitest';
import { judgeBadge } from '../../../lib/engine/badge.ts';
import type { BadgeInput } from '../../../lib/engine/badge.ts';
import type { Phase } from '../../../lib/model/engine.ts';
import type { LevelsFigure } from '../../../lib/model/snapshot.ts';
import { hour, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);
const midnight = Date.UTC(2026, 1, 12);

function makeLevels(...levels: readonly (readonly [price: number, state: 'broken' | 'held', since: number])[]): LevelsFigure {
  return {
    levels: levels.map(([price, state, since]) => ({ price, role: 'resistance', state, since, reasons: ['round'] })),
    at: midnight,
    source: 'Binance',
  };
}

const inPhase = (phase: Phase): BadgeInput['phase'] => ({ phase, since: now, evidence: [], now: [] });
const badge = (changes: Partial<BadgeInput> = {}) =>
  judgeBadge({ now, freshAt: now, phase: inPhase('calm'), levels: makeLevels(), ...changes });
const broken = makeLevels([70_000, 'broken', midnight - 2 * hour]);

describe('the badge', () => {
  it('says first that it does not know, after three minutes without anything new', () => {
    const cascade = { phase: inPhase('cascade'), levels: broken };
    expect(badge({ ...cascade, freshAt: now - 3 * minute })).toEqual({ kind: 'stale', text: '?' });
    expect(badge({ ...cascade, freshAt: now - 3 * minute + 1 }).kind).toBe('cascade');
    expect(badge({ freshAt: undefined })).toEqual({ kind: 'stale', text: '?' });
  });

  it('says then that there is a cascade, or that one builds up, whatever broke', () => {
    expect(badge({ phase: inPhase('cascade'), levels: broken })).toEqual({ kind: 'cascade', text: '▼' });
    expect(badge({ phase: inPhase('building'), levels: broken })).toEqual({ kind: 'building', text: '~' });
  });

  it.each<Phase>(['calm', 'deleveraging', 'stabilising'])('is silent while it is %s', phase => {
    expect(badge({ phase: inPhase(phase) })).toEqual({ kind: 'silent', text: '' });
  });

  it('says then that a level broke in the last six hours', () => {
    const since = midnight - 2 * hour;
    expect(badge({ levels: broken })).toEqual({ kind: 'level', text: '!', broken: { price: 70_000, since } });
    expect(badge({ levels: makeLevels([70_000, 'broken', now - 6 * hour]) }).kind).toBe('level');
    expect(badge({ levels: makeLevels([70_000, 'broken', now - 6 * hour - 1]) }).kind).toBe('silent');
    expect(badge({ levels: makeLevels([70_000, 'held', midnight]) }).kind).toBe('silent');
  });

  it('names the newest break, and the lowest of several at once', () => {
    const levels = makeLevels(
      [75_000, 'broken', midnight - 3 * hour],
      [70_000, 'broken', midnight - hour],
      [65_000, 'broken', midnight - hour],
      [60_000, 'broken', midnight - 2 * hour],
    );
    const lowest = { price: 65_000, since: midnight - hour };
    expect(badge({ levels }).broken).toEqual(lowest);
    expect(badge({ levels: { ...levels, levels: levels.levels.toReversed() } }).broken).toEqual(lowest);
  });

  it('looks at levels where the phase is not known, and is silent where nothing is', () => {
    expect(badge({ phase: { unknown: 'noFigures' }, levels: broken }).kind).toBe('level');
    expect(badge({ phase: undefined, levels: undefined })).toEqual({ kind: 'silent', text: '' });
  });
});
