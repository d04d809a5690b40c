import { describe, expect, it } from 'vitest';
import { createReplay } from '../../../lib/engine/replay.ts';
import type { ReplayOutput } from '../../../lib/engine/replay.ts';
import type { BarInput } from '../../../lib/model/engine.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { toBars, toOrders } from './play-ledger.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const ledger = createLedger('cascade');
const { t0, to } = ledger;
const from = t0 - 4 * day;
const fineFrom = Math.floor(t0 / hour - 6) * hour;
const orders = toOrders(ledger, from, to, 'BTC');

/** The scenario's own marks, in market time. */
const marks = (ledger.stated['timeline'] as readonly { readonly afterSeconds: number; readonly phase: string }[]).map(
  ({ afterSeconds, phase }) => ({ phase, time: t0 + afterSeconds * second }),
);

const withTakers = (bar: BarInput): BarInput => ({
  ...bar,
  volume: 100,
  takerBuyBase: 100 * ledger.takerBuyShare('BTC', bar.time + bar.intervalMs / 2),
});

/** Four days and six hours: hourly bars, then bars of `grainMs` from six hours before on. */
function replayOf(grainMs: number): readonly ReplayOutput[] {
  const replay = createReplay();
  const bars = [...toBars(ledger, from, fineFrom, hour), ...toBars(ledger, fineFrom, to, grainMs)].map(withTakers);
  return [...orders, ...bars].flatMap(input => replay.push(input)).concat(replay.end());
}

const isPhase = (output: ReplayOutput): output is Extract<ReplayOutput, { readonly type: 'phase' }> => output.type === 'phase';

describe.each([
  ['prices of ten seconds', 10 * second],
  ['minute bars', minute],
] as const)('the whole cascade scenario, replayed with %s', (_name, grainMs) => {
  const told = replayOf(grainMs);
  const phases = told.filter(isPhase);

  it('has every phase in order, within 30 seconds of the scenario’s own marks', () => {
    expect(marks[0]?.phase).toBe('calm');
    expect(phases[0]?.from).toBe('calm');
    expect(phases.map(({ phase }) => phase)).toEqual(marks.slice(1).map(({ phase }) => phase));
    for (const [place, { time }] of phases.entries())
      expect(Math.abs(time - (marks[place + 1]?.time ?? 0)) / second).toBeLessThanOrEqual(30);
  });

  it('says stabilising only when both ticks are there, each with terms that were known', () => {
    const evidence = phases.at(-1)?.evidence ?? [];
    const met = (id: string): boolean | undefined => evidence.findLast(term => term.id === id)?.met;
    for (const id of ['no-new-low', 'retraced', 'taker-buying', 'rate-low', 'long-rate-falling'])
      expect([id, met(id)]).toEqual([id, true]);
    // R is left out, or low: never high.
    expect(met('branching')).not.toBe(false);
  });

  it('gives evidence and R, or why there is none, with every change', () => {
    for (const { evidence, r } of phases) {
      expect(evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(['long-rate', 'price-falling', 'branching']));
      expect('unknown' in r || r.high >= r.raw).toBe(true);
    }
  });

  it('is one alert that updates', () => {
    const falls = told.flatMap(output => (output.type === 'alert' && 'kind' in output ? [output] : []));
    const ofPhases = falls.filter(({ kind }) => kind === 'phase' || kind === 'stabilising');
    expect(ofPhases.map(({ isUpdate }) => isUpdate)).toEqual([false, true, true, true]);
    expect(new Set(ofPhases.map(({ group }) => group)).size).toBe(1);
    // What levels do in the fall belongs to it as well.
    const after = falls.filter(({ time }) => time > t0);
    expect(new Set(after.map(({ group }) => group)).size).toBe(1);
  });
});

describe('the cascade scenario, replayed with prices of ten seconds', () => {
  it('has building, cascade and deleveraging within 20 seconds: where orders come thick, ten seconds of them are enough', () => {
    const phases = replayOf(10 * second).filter(isPhase);
    for (const [place, { time }] of phases.slice(0, 3).entries())
      expect(Math.abs(time - (marks[place + 1]?.time ?? 0)) / second).toBeLessThanOrEqual(20);
  });
});

describe('the cascade scenario, replayed with bars of five minutes', () => {
  it('has building, cascade and deleveraging within 30 seconds, since forced orders tell them', () => {
    const phases = replayOf(5 * minute).filter(isPhase);
    expect(phases.map(({ phase }) => phase)).toEqual(['building', 'cascade', 'deleveraging', 'stabilising']);
    for (const [place, { time }] of phases.slice(0, 3).entries())
      expect(Math.abs(time - (marks[place + 1]?.time ?? 0)) / second).toBeLessThanOrEqual(30);
    // No price tells of a bounce before the next bar is over: half of the most orders is enough then.
    expect((phases[2]?.time ?? Infinity) - (marks[3]?.time ?? 0)).toBeLessThanOrEqual(20 * second);
  });
});
