import type { Crash } from './labels.ts';

/** Labels and alarms of one span, held against each other. */
export interface Score {
  readonly crashes: number;
  readonly hits: number;
  /** Alarms after merging. */
  readonly alarms: number;
  /** Those that belong to no crash. */
  readonly falseAlarms: number;
  /** From the onset to the first alarm that hit it, minutes; negative when it came before. */
  readonly delays: readonly number[];
  readonly months: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const monthMs = 30.4375 * 24 * hourMs;
/** Alarms closer together than this are one. */
const alarmMergeMs = 6 * hourMs;
/** An alarm hits a crash from so long before its onset ... */
const leadMs = hourMs;
/** ... until so long after its end; until `belongsMs` after, it is neither a hit nor false. */
const hitMs = 6 * hourMs;
const belongsMs = 24 * hourMs;

/** One alarm for moments that follow each other within six hours: its beginning and its last moment. */
export function mergeAlarms(moments: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const alarms: { from: number; to: number }[] = [];
  for (const time of [...moments].sort((left, right) => left - right)) {
    const last = alarms.at(-1);
    if (last !== undefined && time - last.to <= alarmMergeMs) last.to = time;
    else alarms.push({ from: time, to: time });
  }
  return alarms;
}

/** Scores moments of alarm, ms, against the crashes whose onset lies in the span. */
export function scoreAlarms(moments: readonly number[], crashes: readonly Crash[], span: Span): Score {
  const inside = moments.filter(time => time >= span.from && time < span.to);
  const counted = crashes.filter(({ onset }) => onset >= span.from && onset < span.to);
  const alarms = mergeAlarms(inside);
  const delays = counted.flatMap(({ onset, end }) => {
    const first = inside.filter(time => time >= onset - leadMs && time <= end + hitMs).sort((left, right) => left - right)[0];
    return first === undefined ? [] : [(first - onset) / minuteMs];
  });
  const belongs = (alarm: { readonly from: number; readonly to: number }): boolean =>
    crashes.some(({ onset, end }) => alarm.to >= onset - leadMs && alarm.from <= end + belongsMs);
  return {
    crashes: counted.length,
    hits: delays.length,
    alarms: alarms.length,
    falseAlarms: alarms.filter(alarm => !belongs(alarm)).length,
    delays,
    months: (span.to - span.from) / monthMs,
  };
}

/** Share of the alarms that belong to a crash; `undefined` without alarms. */
export function precisionOf({ alarms, falseAlarms }: Score): number | undefined {
  return alarms === 0 ? undefined : 1 - falseAlarms / alarms;
}

/** 95 % interval of a share (Wilson 1927). */
export function wilson(successes: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.96;
  const share = successes / trials;
  const centre = share + z ** 2 / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

/** The middle one, or the mean of the two middle ones; `undefined` without values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
