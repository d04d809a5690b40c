import { branchingWindowsMs, measureBranching } from '../../lib/engine/branching/branching.ts';
import { fitHawkes } from '../../lib/engine/branching/hawkes.ts';
import { constantShape } from '../../lib/engine/branching/intensity.ts';
import { fitVariance } from '../../lib/engine/branching/variance.ts';
import type { BranchingFigure, Known } from '../../lib/model/engine.ts';
import { record, recordJump, throttle } from './branching-scenes.ts';
import type { drives, Recording } from './branching-scenes.ts';
import { median, wilson } from './score.ts';
import { toFixed, toTable } from './tables.ts';

/** Recordings are made with the seeds 1, 2, 3 ... up to the number of runs: fixed before any of them was looked at. */
function seeds(runs: number): readonly number[] {
  return Array.from({ length: runs }, (_, index) => index + 1);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function toShare(some: number, all: number): string {
  const [low, high] = wilson(some, all);
  return `${some}/${all} = ${toFixed(some / all)} [${toFixed(low)}, ${toFixed(high)}]`;
}

function toVerdict(holds: boolean): string {
  return holds ? 'holds' : 'missed';
}

const truths = [0, 0.3, 0.5, 0.7, 0.8, 0.9] as const;

/** One way to record a process with a constant ratio, and whether the gate of the model is read from it. */
interface Stationary {
  readonly seconds: number;
  readonly orders: number;
  readonly decay: number;
  readonly isGate: boolean;
  readonly grain?: number;
}

const stationary: readonly Stationary[] = [
  { seconds: 600, orders: 700, decay: 1, isGate: true },
  { seconds: 21_600, orders: 1_000, decay: 0.1, isGate: true },
  { seconds: 600, orders: 700, decay: 0.2, isGate: false },
  { seconds: 600, orders: 150, decay: 1, isGate: false },
  { seconds: 21_600, orders: 1_000, decay: 0.1, isGate: false, grain: 1 },
];

/** Seconds recorded before the window: the engine reads a hundred orders of them, whose echoes are heard in it. */
const leadSeconds = 300;

/** Bias of the likeliest ratio and coverage of its 90 % interval under a constant true ratio. */
export function calibrateStationary(runs: number): string {
  const rows = stationary.flatMap(({ seconds, orders, decay, isGate, grain }) =>
    truths.map(truth => {
      const fits = seeds(runs).map(seed => {
        const all = record({
          seed,
          seconds: seconds + leadSeconds,
          orders: (orders / seconds) * (seconds + leadSeconds),
          ratio: truth,
          decay,
        });
        const moved = all.times.map(time => time / 1000 - leadSeconds);
        const exact = moved.filter(time => time >= 0);
        const before = moved.filter(time => time < 0).slice(-100);
        if (grain === undefined) {
          const fit = fitHawkes({ times: exact, seconds, before, background: [constantShape(exact, seconds)] });
          return { ratio: fit.ratio, low: fit.bound('low'), high: fit.bound('high'), isMeasured: fit.likelihoodRatio >= 4 };
        }
        const fit = fitVariance(
          exact.map(time => Math.floor(time / grain) * grain),
          seconds,
          grain,
        );
        return { ratio: fit?.ratio ?? NaN, low: fit?.low ?? NaN, high: fit?.high ?? NaN, isMeasured: fit?.isClustered === true };
      });
      const ratios = fits.map(({ ratio }) => ratio).sort((left, right) => left - right);
      const bias = meanOf(ratios) - truth;
      const covered = fits.filter(({ low, high }) => low <= truth && truth <= high).length;
      const at = (share: number): number | undefined => ratios[Math.round(share * (ratios.length - 1))];
      return [
        `${seconds / 60} min, ${orders} orders, decay ${decay}/s${grain === undefined ? '' : ', whole seconds'}`,
        toFixed(truth, 1),
        toFixed(bias, 3),
        `${toFixed(median(ratios))} [${toFixed(at(0.05))}, ${toFixed(at(0.95))}]`,
        toShare(covered, runs),
        `${fits.filter(({ isMeasured }) => isMeasured).length}/${runs}`,
        isGate ? toVerdict(Math.abs(bias) <= 0.05 && (truth === 0 || (covered >= 0.85 * runs && covered <= 0.95 * runs))) : '–',
      ];
    }),
  );
  return toTable([
    ['scene', 'true n', 'bias of raw', 'median [5, 95 %]', 'covered by the 90 % interval', 'measurable', 'gate'],
    ...rows,
  ]);
}

function isFigure(figure: Known<BranchingFigure>): figure is BranchingFigure {
  return !('unknown' in figure);
}

/** What a scene must show: that `low` is hardly ever high, or that nothing is measured; or it has no gate. */
type SceneGate = 'low' | 'unmeasured' | undefined;

function summarise(name: string, truth: string, figures: readonly Known<BranchingFigure>[], gate?: SceneGate): readonly string[] {
  const measured = figures.filter(isFigure);
  const lows = measured.flatMap(({ low }) => low ?? []);
  const high = lows.filter(low => low > 0.7).length;
  return [
    name,
    truth,
    `${measured.length}/${figures.length}`,
    toFixed(median(measured.map(({ raw }) => raw))),
    toFixed(median(measured.map(({ high }) => high))),
    toFixed(median(lows)),
    toShare(high, figures.length),
    gate === undefined ? '–' : toVerdict(gate === 'low' ? high <= 0.15 * figures.length : measured.length === 0),
  ];
}

const sceneHead = ['scene', 'true n', 'measurable', 'raw, median', 'high, median', 'low, median', 'low > 0.7', 'gate'];

/** What orders that are driven from outside are taken for, with a covariate that tells the drive with noise. */
export function calibrateDriven(runs: number): string {
  const rows = branchingWindowsMs.flatMap(windowMs =>
    (['step', 'ramp', 'burst'] as const satisfies readonly (keyof typeof drives)[]).flatMap(drive =>
      [0, 0.3].map(ratio => {
        const seconds = windowMs / 1000;
        const decay = seconds > 600 ? 0.1 : 0.5;
        const recordings = seeds(runs).map(seed => record({ seed, seconds, orders: 800, ratio, decay, drive }));
        return summarise(
          `${drive}, ${seconds / 60} min, covariate ±30 %`,
          toFixed(ratio, 1),
          recordings.map(measure(windowMs)),
          'low',
        );
      }),
    ),
  );
  const stationaryRows = [1, 0.5, 0.2].map(decay => {
    const recordings = seeds(runs).map(seed => record({ seed, seconds: 600, orders: 700, ratio: 0.8, decay }));
    return summarise(`undriven, 10 min, decay ${decay}/s, covariate of noise`, '0.8', recordings.map(measure(600_000)));
  });
  const throttled = [900, 3_000, 12_000].map(orders => {
    const recordings = seeds(runs).map(seed => {
      const { times, covariate } = record({ seed, seconds: 600, orders, ratio: 0.8, decay: 0.2 });
      return { times: throttle(times), covariate };
    });
    return summarise(
      `${orders} orders in 10 min through a feed of one a second`,
      '0.8',
      recordings.map(measure(600_000)),
      orders > 1_000 ? 'unmeasured' : undefined,
    );
  });
  return toTable([sceneHead, ...rows, ...stationaryRows, ...throttled]);
}

function measure(now: number): (recording: Recording) => Known<BranchingFigure> {
  return ({ times, covariate }) => measureBranching({ times, now, covariate, heardSince: 0 });
}

const jumpAt = 1_200;

/** How soon a jump of the true ratio from 0.3 to 0.9 is seen, refitted every 30 s. */
export function calibrateJump(runs: number): string {
  const rows = [0.1, 0.2, 0.5].map(background => {
    const seen = { raw: [] as number[], low: [] as number[] };
    let early = 0;
    let checks = 0;
    for (const seed of seeds(runs)) {
      const { times, covariate } = recordJump({ seed, seconds: 1_800, jumpAt, background, from: 0.3, to: 0.9, decay: 0.2 });
      const first = { raw: Infinity, low: Infinity };
      for (let time = 630; time <= 1_800; time += 30) {
        const figure = measureBranching({ times, now: time * 1000, covariate, heardSince: 0 });
        const { raw = 0, low = 0 } = isFigure(figure) ? figure : {};
        if (time > jumpAt) {
          if (raw > 0.7) first.raw = Math.min(first.raw, time - jumpAt);
          if (low > 0.6) first.low = Math.min(first.low, time - jumpAt);
          continue;
        }
        checks += 1;
        if (raw > 0.7) early += 1;
      }
      seen.raw.push(first.raw);
      seen.low.push(first.low);
    }
    const count = (delays: readonly number[]): string => `${delays.filter(Number.isFinite).length}/${runs}`;
    return [
      `${background} orders a second by themselves`,
      toFixed(median(seen.raw), 0),
      count(seen.raw),
      toFixed(median(seen.low), 0),
      count(seen.low),
      `${early}/${checks}`,
      background === 0.2 ? toVerdict((median(seen.raw) ?? Infinity) <= 150) : '–',
    ];
  });
  return toTable([
    ['scene', 'raw > 0.7 after, s (median)', 'seen', 'low > 0.6 after, s (median)', 'seen', 'raw > 0.7 before the jump', 'gate'],
    ...rows,
  ]);
}
