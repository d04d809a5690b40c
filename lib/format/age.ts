import { isKnown, missing } from './missing.ts';

const second = [1_000, 's'] as const;
const longer = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/**
 * How old something is, in whole units that have passed: `2 s`, `4 min`, `3 h`, `2 d`. What is dated ahead of our clock is `0 s`.
 * What is not known is a dash.
 */
export function formatAge(ageMs: number | undefined): string {
  if (!isKnown(ageMs)) return missing;
  const [unitMs, name] = longer.find(([ms]) => ageMs >= ms) ?? second;
  return `${Math.floor(Math.max(0, ageMs) / unitMs)} ${name}`;
}

/** Whether a figure is older than its kind may be. What has no age is old: nothing vouches for it. */
export function isOld(ageMs: number | undefined, freshForMs: number): boolean {
  return ageMs === undefined || !(ageMs <= freshForMs);
}

/** The age of a figure, which says so when it is old: `2 s`, `12 min old`, and `age unknown`. */
export function formatFreshness(ageMs: number | undefined, freshForMs: number): string {
  if (!isKnown(ageMs)) return 'age unknown';
  return isOld(ageMs, freshForMs) ? `${formatAge(ageMs)} old` : formatAge(ageMs);
}
