import { differences, median, percentile, total } from './statistics.ts';

export type Unit = 'ms' | 'bytes' | 'count' | 'per second' | 'per minute' | 'percent' | 'shift';

/** What was measured once or many times, with what it is held against. Samples are kept as they came. */
export interface Reading {
  /** What the samples are samples of, in a few words. */
  readonly name: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  /** `median` (and p95) for times, `total` for things that are counted. */
  readonly show: 'median' | 'total';
  /** The same without us, or without what is in question, measured in the same run. */
  readonly control?: Control;
  readonly target?: Target;
}

/** What was hoped for. `difference` and `ratio`: of what stands in the column beside the control. */
export type Target =
  { readonly of: 'shown' | 'p95' | 'difference'; readonly atMost: number } | { readonly of: 'ratio'; readonly atLeast: number };

export interface Control {
  readonly name: string;
  /** As many as there are samples, each beside its partner, where `compare` is `difference` and medians are shown. */
  readonly samples: readonly number[];
  readonly compare: 'ratio' | 'difference';
}

/** The figures of a reading that stand in the table. */
export interface Summary {
  readonly shown: number | undefined;
  /** Of times only; `undefined` for a single sample. */
  readonly p95: number | undefined;
  readonly n: number;
  readonly control: number | undefined;
  /** Ratio to the control, or the median of the differences of pairs, or the difference of totals. */
  readonly against: number | undefined;
  /** `undefined` without a target. */
  readonly met: boolean | undefined;
}

/** Boils a reading down. Throws where a control that is compared in pairs has not as many samples. */
export function summarise({ unit, samples, show, control, target }: Reading): Summary {
  const centre = (values: readonly number[]) => (show === 'total' ? total(values) : median(values));
  const shown = centre(samples);
  const p95 = unit !== 'ms' || samples.length < 2 ? undefined : percentile(samples, 0.95);
  const controlShown = control && centre(control.samples);
  const against = control && compare(samples, control, show);
  const judged = target && { shown, p95, difference: against, ratio: against }[target.of];
  return {
    shown,
    p95,
    n: samples.length,
    control: controlShown,
    against,
    met: target && judged !== undefined ? isMet(target, judged) : undefined,
  };
}

function isMet(target: Target, judged: number): boolean {
  return target.of === 'ratio' ? judged >= target.atLeast : judged <= target.atMost;
}

function compare(samples: readonly number[], control: Control, show: Reading['show']): number | undefined {
  if (control.compare === 'difference') {
    return show === 'total' ? total(samples) - total(control.samples) : median(differences(samples, control.samples));
  }
  const [ours, theirs] = show === 'total' ? [total(samples), total(control.samples)] : [median(samples), median(control.samples)];
  return ours === undefined || theirs === undefined || theirs === 0 ? undefined : ours / theirs;
}
