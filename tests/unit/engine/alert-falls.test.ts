import { describe, expect, it } from 'vitest';
import { joinFall, openFall } from '../../../lib/engine/alert-falls.ts';
import type { Falls } from '../../../lib/engine/alert-falls.ts';
import { createAlertState, defaultAlertRules, raiseAlert } from '../../../lib/engine/alerts.ts';
import type { Phase, PhaseChange } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 11, 14);
const dayMs = 86_400_000;

/** Goes through changes, each of a coin at a moment after t0, and gives the group of each. */
function run(changes: readonly (readonly [base: string, phase: Phase, afterMs: number])[]) {
  let state = createAlertState();
  let falls: Falls = {};
  const groups = changes.map(([base, phase, afterMs]) => {
    const change: PhaseChange = { time: t0 + afterMs, base, phase, from: 'calm', evidence: [], r: { unknown: 'notFalling' } };
    state = raiseAlert(state, defaultAlertRules, { kind: 'phase', change }).state;
    const joined = joinFall(falls, change, state);
    falls = joined.falls;
    return joined.group;
  });
  return { groups, falls };
}

describe('coins that fall', () => {
  it('together are told in the alert of the first, also when that one is calm again before the other', () => {
    const { groups } = run([
      ['ALL', 'building', 0],
      ['BTC', 'building', 10_000],
      ['ALL', 'calm', 900_000],
      ['BTC', 'cascade', 910_000],
    ]);
    expect(new Set(groups).size).toBe(1);
  });

  it('one after the other are told apart', () => {
    const { groups } = run([
      ['ETH', 'building', 0],
      ['ETH', 'calm', 900_000],
      ['BTC', 'building', 910_000],
    ]);
    expect(groups[2]).not.toBe(groups[0]);
  });

  it('are forgotten after two days without a word: a coin that nobody looks at never becomes calm', () => {
    const at = (afterMs: number) =>
      run([
        ['ETH', 'deleveraging', 0],
        ['BTC', 'building', afterMs],
      ]).groups;
    expect(new Set(at(2 * dayMs - 1)).size).toBe(1);
    expect(new Set(at(2 * dayMs)).size).toBe(2);
  });

  it('are a fall for what else happens until all are calm', () => {
    const { groups, falls } = run([
      ['ETH', 'building', 0],
      ['BTC', 'building', 10_000],
      ['ETH', 'calm', 900_000],
    ]);
    expect(openFall(falls, t0 + 900_000)).toBe(groups[0]);
    expect(openFall(run([['BTC', 'calm', 0]]).falls, t0)).toBeUndefined();
    expect(openFall({}, t0)).toBeUndefined();
    expect(openFall(falls, t0 + 3 * dayMs)).toBeUndefined();
  });
});
