import { missing } from './missing.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/**
 * How old something is, in whole units that have passed: `2 s`, `4 min`, `3 h`, `2 d`. What is dated ahead of our clock is `0 s`.
 * What is not known is a dash.
 */
export function formatAge(ageMs: number | undefined): string {
  if (ageMs === undefined || !Number.isFinite(ageMs)) return missing;
  const age = Math.max(0, ageMs);
  if (age < minuteMs) return `${Math.floor(age / secondMs)} s`;
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min`;
  if (age < dayMs) return `${Math.floor(age / hourMs)} h`;
  return `${Math.floor(age / dayMs)} d`;
}

/** Whether a figure is older than its kind may be. What has no age is old: nothing vouches for it. */
export function isOld(ageMs: number | undefined, freshForMs: number): boolean {
  return ageMs === undefined || !(ageMs <= freshForMs);
}

/** The age of a figure, which says so when it is old: `2 s`, `12 min old`, and `age unknown`. */
export function formatFreshness(ageMs: number | undefined, freshForMs: number): string {
  if (ageMs === undefined || !Number.isFinite(ageMs)) return 'age unknown';
  return isOld(ageMs, freshForMs) ? `${formatAge(ageMs)} old` : formatAge(ageMs);
}
