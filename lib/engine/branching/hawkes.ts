import { createWorkspace, maximise } from './fit.ts';
import type { Fit, Workspace } from './fit.ts';
import { echoShape } from './intensity.ts';
import type { Shape } from './intensity.ts';

/** Half the 90 % quantile of chi-squared with one degree of freedom: how far the log-likelihood falls to the end of a 90 % interval. */
const intervalDrop = 1.3528;

/** A Hawkes process with one exponential kernel, fitted to the orders of one window. */
export interface HawkesFit {
  /** The likeliest branching ratio. */
  readonly ratio: number;
  /** Per second, of the kernel. */
  readonly decay: number;
  /** Of the best fit: shapes of the background, the echo last, with their weights. */
  readonly shapes: readonly Shape[];
  readonly weights: readonly number[];
  readonly logLikelihood: number;
  /** Twice the gain in log-likelihood over the same background without any feedback. */
  readonly likelihoodRatio: number;
  /** An end of the 90 % profile-likelihood interval of the ratio. */
  readonly bound: (end: 'low' | 'high') => number;
}

export interface HawkesInput {
  /** Seconds from the beginning of the window, ascending, and its length. */
  readonly times: Float64Array;
  readonly seconds: number;
  /** Orders before the window, times negative. */
  readonly before?: Float64Array;
  /** Of the background. */
  readonly background: readonly Shape[];
}

/** Kernels last between a tenth of a second, below which fills have been merged, and a thirtieth of the window, beyond which an echo is a trend. */
const fastest = 10;
const slowestShare = 30;
/** Between neighbouring decays of the first search. */
const factor = 3;
/** The search is refined around the best until its neighbours are as likely as that, or as near as 2 %. */
const flat = 0.5;
const nearest = 1.02;

interface AtDecay extends Fit {
  readonly decay: number;
  readonly shapes: readonly Shape[];
  readonly ratio: number;
}

/**
 * The likeliest Hawkes process with this background. For each decay on a logarithmic grid the likelihood has one maximum (`maximise`); over the decays
 * it may have several (Filimonov and Sornette, arXiv 1308.6756), so that the whole grid is searched.
 */
export function fitHawkes({ times, seconds, before, background }: HawkesInput): HawkesFit {
  const rate = times.length / seconds / (background.length + 1);
  const even = background.map(() => rate);
  const workspace = createWorkspace(background.length + 1, times.length);
  const without = maximise(background, even, -1, workspace);
  let warm = [...even, 0.5];
  const at = (decay: number): AtDecay => {
    const shapes = [...background, echoShape(times, seconds, decay, before)];
    const fit = maximise(shapes, warm, -1, workspace);
    warm = fit.weights.map(weight => Math.max(weight, 1e-3 * rate));
    return { ...fit, decay, shapes, ratio: fit.weights.at(-1) ?? 0 };
  };
  const tried: AtDecay[] = [];
  for (let decay = fastest; decay * seconds > slowestShare; decay /= factor) tried.push(at(decay));
  const best = (): AtDecay => tried.reduce((left, right) => (right.logLikelihood > left.logLikelihood ? right : left));
  let likeliest = best();
  for (let shift = factor ** 0.5, isFlat = false; !isFlat && shift > nearest; shift **= 0.5) {
    const near = [likeliest, at(likeliest.decay * shift), at(likeliest.decay / shift)];
    tried.push(...near);
    likeliest = best();
    isFlat = near.every(fit => fit.logLikelihood > likeliest.logLikelihood - flat);
  }
  const floor = likeliest.logLikelihood - intervalDrop;

  const bound = (end: 'low' | 'high'): number => {
    const ends = tried
      .filter(fit => fit.logLikelihood > floor)
      .map(fit => boundAt(fit, floor, end === 'low' ? -1 : 1, workspace));
    return end === 'low' ? Math.min(...ends) : Math.max(...ends);
  };
  return {
    ratio: likeliest.ratio,
    decay: likeliest.decay,
    shapes: likeliest.shapes,
    weights: likeliest.weights,
    logLikelihood: likeliest.logLikelihood,
    likelihoodRatio: 2 * (likeliest.logLikelihood - without.logLikelihood),
    bound,
  };
}

/**
 * Where the likelihood, at its best over the background, has fallen to `floor` on one side of the likeliest ratio. It is close to a parabola there:
 * each step goes to where the parabola through the top and the last point would be. 0 where it does not fall so far.
 */
function boundAt(top: AtDecay, floor: number, side: -1 | 1, workspace: Workspace): number {
  const held = top.weights.length - 1;
  const wanted = top.logLikelihood - floor;
  let distance = 0.1;
  for (let step = 0; step < 12; step += 1) {
    const ratio = Math.max(0, top.ratio + side * distance);
    distance = Math.abs(ratio - top.ratio);
    const start = top.weights.map((weight, index) => (index === held ? ratio : Math.max(weight, 1e-6)));
    const drop = top.logLikelihood - maximise(top.shapes, start, held, workspace).logLikelihood;
    if (ratio === 0 && drop <= wanted) return 0;
    if (Math.abs(drop - wanted) < 0.02) break;
    distance *= Math.sqrt(wanted / Math.max(drop, wanted / 100));
  }
  return top.ratio + side * distance;
}
