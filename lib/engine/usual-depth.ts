import { percentile } from './percentile.ts';

/** What was within one per cent of the middle at one moment, dollars. */
export type DepthSample = readonly [time: number, bidUsd: number, askUsd: number];

const dayMs = 86_400_000;
/** Samples are kept at most so often: 48 a day tell the median as well as 288 do. */
const sampleEveryMs = 1_800_000;
/** Fewer than six samples, three hours at the least, say nothing of what is usual. */
const fewest = 6;

/** The samples of the last day with one more, unless the newest is younger than half an hour. */
export function withSample(past: readonly DepthSample[], sample: DepthSample): readonly DepthSample[] {
  const [now] = sample;
  const kept = past.filter(([time]) => time > now - dayMs && time <= now);
  const last = kept.at(-1);
  return last !== undefined && now - last[0] < sampleEveryMs ? kept : [...kept, sample];
}

/** The median of the day before `now` by side; `undefined` with fewer than six samples. */
export function usualDepth(
  past: readonly DepthSample[],
  now: number,
): { readonly bidUsd: number; readonly askUsd: number } | undefined {
  const day = past.filter(([time]) => time > now - dayMs && time <= now);
  if (day.length < fewest) return undefined;
  const median = (side: 1 | 2) =>
    percentile(
      day.map(sample => sample[side]),
      0.5,
    ) ?? 0;
  return { bidUsd: median(1), askUsd: median(2) };
}
