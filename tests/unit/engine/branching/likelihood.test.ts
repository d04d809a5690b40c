import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logLikelihood, maximise } from '../../../../lib/engine/branching/fit.ts';
import { fitHawkes } from '../../../../lib/engine/branching/hawkes.ts';
import { constantShape, echoShape } from '../../../../lib/engine/branching/intensity.ts';
import { simulateHawkes } from '../../../../scripts/evaluate/simulate-hawkes.ts';

function likelihoodOf(times: readonly number[], seconds: number, background: number, ratio: number, decay: number): number {
  const orders = Float64Array.from(times);
  return logLikelihood([constantShape(orders, seconds), echoShape(orders, seconds, decay)], [background, ratio]);
}

/** The usual way to fit, slow and independent of ours: who set off whom is guessed, and the guess refined (Veen and Schoenberg 2008). */
function fitByGuessing(times: Float64Array, seconds: number, decay: number): { background: number; ratio: number } {
  let background = times.length / seconds / 2;
  let ratio = 0.5;
  for (let step = 0; step < 600; step += 1) {
    let alone = 0;
    times.forEach((time, index) => {
      const echo = times.subarray(0, index).reduce((sum, earlier) => sum + ratio * decay * Math.exp(decay * (earlier - time)), 0);
      alone += background / (background + echo);
    });
    background = alone / seconds;
    ratio = (times.length - alone) / times.reduce((sum, time) => sum + 1 - Math.exp(decay * (time - seconds)), 0);
  }
  return { background, ratio };
}

describe('the log-likelihood of a Hawkes process', () => {
  it('is what the tests of hawkesbow and hawkeslib say', () => {
    // hawkesbow, tests/testthat/test-mle.R: the sum of ln(1 + 0.5 ln 2 A) over A = 0, 1/2, 3/4, 7/8, less 209/32.
    const byHand = [0, 1 / 2, 3 / 4, 7 / 8].reduce((sum, echo) => sum + Math.log(1 + 0.5 * Math.LN2 * echo), -209 / 32);
    expect(byHand).toBeCloseTo(-5.875522050227458, 12);
    expect(likelihoodOf([1, 2, 3, 4], 5, 1, 0.5, Math.LN2)).toBeCloseTo(-5.875522050227458, 10);
    // hawkeslib, its simple fixture.
    expect(likelihoodOf([3, 4, 6, 8.2, 9, 12], 15, 5, 0.2, 10)).toBeCloseTo(-66.54322018860306, 10);
  });

  it('is minus infinity where an order could not have come', () => {
    expect(likelihoodOf([1, 2], 3, 0, 0.5, 1)).toBe(-Infinity);
  });

  const file = resolve(import.meta.dirname, '../../../../../shared/history/cascade/hawkes_ref/tfx_fixture.npy');
  if (!existsSync(file))
    console.warn(`skipped: ${file} is absent, so that the likelihood of 10,000 orders is not compared with hawkeslib`);

  it.skipIf(!existsSync(file))('is what hawkeslib says of 10,000 orders, as is where it is highest', () => {
    // A NumPy file: ten bytes, the last two of which are the length of the header that follows; then doubles.
    const bytes = readFileSync(file);
    const head = 10 + bytes.readUInt16LE(8);
    const times = new Float64Array(bytes.buffer.slice(bytes.byteOffset + head, bytes.byteOffset + bytes.length));
    const seconds = times.at(-1) ?? 0;
    expect(times).toHaveLength(10_000);
    // Of 3.6 million, six digits after the point: doubles have no more when ten thousand terms are added in another order.
    expect(likelihoodOf([...times], seconds, 5, 0.3, 10)).toBeCloseTo(-3628302.7661192594, 5);
    const best = maximise([constantShape(times, seconds), echoShape(times, seconds, 0.16488)], [0.01, 0.5]);
    expect(best.weights[0]).toBeCloseTo(0.0060894, 6);
    expect(best.weights[1]).toBeCloseTo(0.556564, 5);
    expect(best.logLikelihood).toBeCloseTo(-44491.53, 4);
    const found = fitHawkes({ times, seconds, background: [constantShape(times, seconds)] });
    expect(found.ratio).toBeCloseTo(0.556564, 2);
    expect(found.decay).toBeCloseTo(0.16488, 2);
  });
});

describe('the fit', () => {
  const times = simulateHawkes({
    seed: 7,
    seconds: 200,
    background: () => 0.3,
    mostBackground: 0.3,
    ratio: () => 0.6,
    decay: 0.5,
  }).map(time => time / 1000);

  it('ends where guessing who set off whom ends, from wherever it starts', () => {
    const byGuessing = fitByGuessing(times, 200, 0.5);
    for (const start of [
      [0.1, 0.1],
      [5, 0.01],
      [0.001, 3],
    ]) {
      const [background = 0, ratio = 0] = maximise([constantShape(times, 200), echoShape(times, 200, 0.5)], start).weights;
      expect(background).toBeCloseTo(byGuessing.background, 3);
      expect(ratio).toBeCloseTo(byGuessing.ratio, 3);
    }
  });

  it('holds a weight that it is told to hold', () => {
    // Without feedback the likeliest background is the mean rate: 10 orders in 20 seconds.
    const even = Float64Array.from({ length: 10 }, (_, index) => 2 * index + 1);
    const { weights } = maximise([constantShape(even, 20), echoShape(even, 20, 1)], [3, 0], 1);
    expect(weights[0]).toBeCloseTo(0.5, 3);
    expect(weights[1]).toBe(0);
  });

  it('finds no feedback in orders that come evenly', () => {
    const even = Float64Array.from({ length: 100 }, (_, index) => 2 * index + 1);
    const fit = fitHawkes({ times: even, seconds: 200, background: [constantShape(even, 200)] });
    expect(fit.ratio).toBeLessThan(0.01);
    expect(fit.bound('low')).toBe(0);
    expect(fit.likelihoodRatio).toBeLessThan(0.1);
  });

  it('says twice what feedback gains in likelihood, and how fast an echo dies away', () => {
    const fast = simulateHawkes({
      seed: 2,
      seconds: 900,
      background: () => 0.5,
      mostBackground: 0.5,
      ratio: () => 0.6,
      decay: 5,
    });
    const seconds = fast.map(time => time / 1000);
    const fit = fitHawkes({ times: seconds, seconds: 900, background: [constantShape(seconds, 900)] });
    // Without feedback: N ln(N / T) - N.
    const without = seconds.length * (Math.log(seconds.length / 900) - 1);
    expect(fit.likelihoodRatio).toBeCloseTo(2 * (fit.logLikelihood - without), 3);
    expect(fit.decay).toBeGreaterThan(3);
    expect(fit.decay).toBeLessThan(8);
  });

  it('ends its interval where the likelihood has fallen by half the 90 % quantile of chi-squared', () => {
    const fit = fitHawkes({ times, seconds: 200, background: [constantShape(times, 200)] });
    // The likelihood at a ratio, at its best over background and a grid of decays finer than that of the search.
    const profile = (ratio: number): number =>
      Math.max(
        ...Array.from({ length: 60 }, (_, index) => {
          const shapes = [constantShape(times, 200), echoShape(times, 200, fit.decay * 1.1 ** (index - 30))];
          return maximise(shapes, [0.3, ratio], 1).logLikelihood;
        }),
      );
    const top = Math.max(...Array.from({ length: 41 }, (_, index) => profile(0.4 + 0.01 * index)));
    for (const end of ['low', 'high'] as const) expect(top - profile(fit.bound(end))).toBeCloseTo(2.7055 / 2, 0);
    expect(fit.bound('low')).toBeLessThan(fit.ratio);
    expect(fit.bound('high')).toBeGreaterThan(fit.ratio);
  });
});
