import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoinEngine } from '../../../lib/engine/coin-engine.ts';
import { leastDwellMs } from '../../../lib/engine/phase.ts';
import { createReplay } from '../../../lib/engine/replay.ts';
import type { EngineInput, Phase, PhaseChange } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 1);
const minute = 60_000;
const hour = 3_600_000;

const successors: Readonly<Record<Phase, readonly Phase[]>> = {
  calm: ['building'],
  building: ['cascade', 'deleveraging', 'calm'],
  cascade: ['deleveraging'],
  deleveraging: ['cascade', 'stabilising'],
  stabilising: ['deleveraging', 'calm'],
};

/** Hours of bars and bursts of orders as wild as they come. */
const recording = fc
  .array(
    fc.record({
      change: fc.double({ min: -0.08, max: 0.06, noNaN: true }),
      orders: fc.integer({ min: 0, max: 25 }),
      usd: fc.integer({ min: 1, max: 3_000_000 }),
      interest: fc.option(fc.double({ min: 0.8, max: 1.1, noNaN: true }), { nil: undefined }),
      isHeard: fc.boolean(),
    }),
    { minLength: 10, maxLength: 60 },
  )
  .map(hours => {
    let price = 80_000;
    return hours.flatMap(({ change, orders, usd, interest, isHeard }, n): readonly EngineInput[] => {
      const open = price;
      price *= 1 + change;
      const time = t0 + n * hour;
      const bar: EngineInput = {
        type: 'bar',
        time,
        intervalMs: hour,
        base: 'BTC',
        open,
        high: Math.max(open, price) * 1.001,
        low: Math.min(open, price) * 0.999,
        close: price,
        ...(interest === undefined ? {} : { openInterestUsd: 1e5 * interest * price }),
      };
      const burst = Array.from({ length: orders }, (_, place): EngineInput => ({
        type: 'liquidation',
        time: time + ((place * 7919 * 13) % hour),
        base: 'BTC',
        position: 'long',
        usd,
        venue: 'bybit',
      }));
      return isHeard ? [...burst, bar] : burst;
    });
  });

function changesOf(inputs: readonly EngineInput[], moments: readonly number[]): readonly PhaseChange[] {
  const engine = createCoinEngine({ base: 'BTC' });
  for (const input of inputs) engine.push(input);
  return moments.flatMap(now => {
    const changes: PhaseChange[] = [];
    for (let change = engine.step(now); change !== undefined; change = engine.step(now)) changes.push(change);
    return changes;
  });
}

describe('phases', () => {
  it('follow each other as they may, each for its least time, and never go from calm to cascade', () => {
    fc.assert(
      fc.property(recording, inputs => {
        const changes = changesOf(inputs, [t0 + 70 * hour]);
        let [phase, since]: readonly [Phase, number] = ['calm', -Infinity];
        for (const change of changes) {
          expect(change.from).toBe(phase);
          expect(successors[phase]).toContain(change.phase);
          expect(change.time - since).toBeGreaterThanOrEqual(leastDwellMs[phase]);
          expect(change.evidence.length).toBeGreaterThan(0);
          [phase, since] = [change.phase, change.time];
        }
      }),
      { numRuns: 60 },
    );
  });

  it('come out the same however often the engine is asked', () => {
    fc.assert(
      fc.property(recording, fc.array(fc.integer({ min: 0, max: 70 * 60 }), { maxLength: 40 }), (inputs, minutes) => {
        const moments = [...minutes.sort((left, right) => left - right).map(n => t0 + n * minute), t0 + 70 * hour];
        expect(changesOf(inputs, moments)).toEqual(changesOf(inputs, [t0 + 70 * hour]));
      }),
      { numRuns: 30 },
    );
  });

  it('come out the same from a replay of the lines in any order', () => {
    fc.assert(
      fc.property(
        recording.chain(inputs => fc.tuple(fc.constant(inputs), fc.shuffledSubarray([...inputs], { minLength: inputs.length }))),
        ([inputs, shuffled]) => {
          const told = [inputs, shuffled].map(lines => {
            const replay = createReplay();
            return [...lines.flatMap(input => replay.push(input)), ...replay.end()].map(output => [output.type, output.time]);
          });
          expect(told[1]).toEqual(told[0]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
