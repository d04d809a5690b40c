import { describe, expect, it } from 'vitest';
import { measureBranching } from '../../../../lib/engine/branching/branching.ts';
import { fitHawkes } from '../../../../lib/engine/branching/hawkes.ts';
import { constantShape } from '../../../../lib/engine/branching/intensity.ts';
import { drives, record, recordJump, throttle } from '../../../../scripts/evaluate/branching-scenes.ts';

/**
 * The gates of the model for R, with few runs; `npm run evaluate` has many, and scenes that are harder. Decided before they were run: seeds are 1, 2,
 * 3 ...; bias is the mean of `raw`, the likeliest ratio under constant background, less the truth; coverage is that of the whole 90 % interval of `raw`.
 */
const seeds = (runs: number): readonly number[] => Array.from({ length: runs }, (_, index) => index + 1);
const now = 600_000;

describe('R in simulation', () => {
  it.each([0.3, 0.5, 0.7, 0.8, 0.9])(
    'is right within 0.05 at a true ratio of %d, and its interval as often as it says',
    truth => {
      const runs = seeds(60).map(seed => {
        const times = record({ seed, seconds: 600, orders: 700, ratio: truth, decay: 1 }).times.map(time => time / 1000);
        const fit = fitHawkes({ times, seconds: 600, background: [constantShape(times, 600)] });
        return { ratio: fit.ratio, isCovered: fit.bound('low') <= truth && truth <= fit.bound('high') };
      });
      const bias = runs.reduce((sum, { ratio }) => sum + ratio - truth, 0) / runs.length;
      expect(Math.abs(bias)).toBeLessThanOrEqual(0.05);
      // 85 to 95 % is asked for. Of 60 runs at 90 %, one in a hundred times fewer than 48 are covered: too few runs to tell 85 from 80 %.
      expect(runs.filter(({ isCovered }) => isCovered).length).toBeGreaterThanOrEqual(48);
    },
  );

  it.each(Object.keys(drives).map(drive => drive as keyof typeof drives))(
    'has no high lower end when a %s from outside drives the orders',
    drive => {
      const isFooled = seeds(40).map(seed => {
        const { times, covariate } = record({
          seed,
          seconds: 600,
          orders: 800,
          ratio: seed % 2 === 0 ? 0.3 : 0,
          decay: 0.5,
          drive,
        });
        const figure = measureBranching({ times, now, covariate });
        return !('unknown' in figure) && (figure.low ?? 0) > 0.7;
      });
      expect(isFooled.filter(Boolean).length).toBeLessThanOrEqual(0.15 * isFooled.length);
    },
  );

  it('sees a jump of the true ratio from 0.3 to 0.9 within 150 s, in the median', () => {
    const jumpAt = 1_200;
    const delays = seeds(15).map(seed => {
      const { times, covariate } = recordJump({ seed, seconds: 1_800, jumpAt, background: 0.2, from: 0.3, to: 0.9, decay: 0.2 });
      for (let time = jumpAt; time <= 1_800; time += 30) {
        const figure = measureBranching({ times, now: time * 1000, heardSince: 0, covariate });
        if (!('unknown' in figure) && figure.raw > 0.7) return time - jumpAt;
      }
      return Infinity;
    });
    expect(delays.sort((left, right) => left - right)[7]).toBeLessThanOrEqual(150);
  });

  it('is not measurable through a feed at its limit of one order a second', () => {
    for (const seed of seeds(20)) {
      const { times, covariate } = record({ seed, seconds: 600, orders: 3_000, ratio: 0.8, decay: 0.2 });
      expect(measureBranching({ times: throttle(times), now, covariate })).toHaveProperty('unknown');
    }
  });
});
