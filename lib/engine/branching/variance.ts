/**
 * Ratio of variance to mean of counts in windows of `width` seconds, for a Hawkes process with an exponential kernel: k² + (1 - k²)(1 - e^-x) / x with
 * k = 1 / (1 - ratio) and x = decay (1 - ratio) width (Da Fonseca and Zaatour 2014; in long windows Hardiman and Bouchaud, arXiv 1403.5227).
 */
export function varianceToMean(ratio: number, decay: number, width: number): number {
  const amplified = (1 - ratio) ** -2;
  const x = decay * (1 - ratio) * width;
  return amplified + (1 - amplified) * (-Math.expm1(-x) / x);
}

/** The ratio at which `varianceToMean` is `observed`; 0 where that is 1 or less, and at most `mostRatio`. It grows with the ratio. */
export function ratioOf(observed: number, decay: number, width: number): number {
  let low = 0;
  let high = mostRatio;
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (varianceToMean(middle, decay, width) < observed) low = middle;
    else high = middle;
  }
  return observed > 1 ? high : 0;
}

/** Beyond it counts in windows cannot tell how close to 1 the ratio is. */
const mostRatio = 0.99;
/** Counts are taken in so many windows, and in twice and four times as many and so on while they are at least two grains wide. */
const fewestWindows = 30;
const mostDoublings = 5;
/** One-sided 95 %. */
const quantile = 1.645;
/** 90 % of chi-squared with one degree of freedom: decays that are no further from the likeliest are in the interval too. */
const chiSquared = 2.7055;

export interface VarianceFit {
  /** Whether the counts vary more than those of orders that come by chance do once in twenty times. */
  readonly isClustered: boolean;
  readonly ratio: number;
  /**
   * Of a 90 % interval, over all likely decays. A variance of m counts has a relative variance of 2 / (m - 1) + kurtosis / m; the excess kurtosis of counts in
   * long windows is (1 + 8 n + 6 n²) / ((1 - n)² mean count), from the moments of cluster sizes (Borel's law). Roughly: widths are taken to tell the
   * decay independently of each other.
   */
  readonly low: number;
  readonly high: number;
}

/**
 * Branching ratio from counts alone, for times that are rounded to `grain` seconds: ties mean nothing here. The decay is the one with which the ratio
 * explains the counts in windows of several widths best; widths count by their number of windows. `undefined` when the window is too short.
 */
export function fitVariance(times: Float64Array, seconds: number, grain: number): VarianceFit | undefined {
  const scales = Array.from({ length: mostDoublings + 1 }, (_, index) => fewestWindows * 2 ** index)
    .map(windows => ({ windows, width: seconds / windows, observed: observe(times, seconds, windows) }))
    .filter(({ width }) => width >= 2 * grain);
  const widest = scales[0];
  if (widest === undefined) return undefined;

  const tried: { misfit: number; decay: number }[] = [];
  for (let decay = 1 / grain; decay * seconds > fewestWindows / 2; decay /= 1.5) {
    const ratio = ratioOf(widest.observed, decay, widest.width);
    const misfit = scales.reduce((sum, { windows, width, observed }) => {
      return sum + (windows / 2) * Math.log(observed / varianceToMean(ratio, decay, width)) ** 2;
    }, 0);
    tried.push({ misfit, decay });
  }
  tried.sort((left, right) => left.misfit - right.misfit);
  const least = tried[0]?.misfit ?? 0;
  const likely = tried.filter(({ misfit }) => misfit <= least + chiSquared);
  const at = (factor: number): readonly number[] =>
    likely.map(({ decay }) => ratioOf(widest.observed * factor, decay, widest.width));
  const ratio = at(1)[0] ?? 0;
  const mean = times.length / widest.windows;
  const kurtosis = (1 + 8 * ratio + 6 * ratio ** 2) / ((1 - ratio) ** 2 * mean);
  const spreadAt = (excess: number): number => Math.exp(quantile * Math.sqrt(2 / (widest.windows - 1) + excess / widest.windows));
  const spread = spreadAt(kurtosis);
  return {
    isClustered: widest.observed > spreadAt(0),
    ratio,
    low: Math.min(...at(1 / spread)),
    high: Math.max(...at(spread)),
  };
}

function observe(times: Float64Array, seconds: number, windows: number): number {
  const counts = new Float64Array(windows);
  for (const time of times) {
    const place = Math.min(windows - 1, Math.floor((time / seconds) * windows));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const mean = times.length / windows;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (windows - 1) / mean;
}
