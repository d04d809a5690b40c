import { pageText } from '../i18n/page-text.ts';
import type { MessageKey } from '../i18n/t.ts';
import { isKnown, missing } from './missing.ts';

type Unit = readonly [ms: number, key: MessageKey];
const second: Unit = [1_000, 'time.seconds'];
const longer: readonly Unit[] = [
  [86_400_000, 'time.days'],
  [3_600_000, 'time.hours'],
  [60_000, 'time.minutes'],
];

/**
 * How old something is, in whole units that have passed: `2 s`, `4 min`, `3 h`, `2 d`. What is dated ahead of our clock is `0 s`.
 * What is not known is a dash.
 */
export function formatAge(ageMs: number | undefined): string {
  if (!isKnown(ageMs)) return missing;
  const [unitMs, key] = longer.find(([ms]) => ageMs >= ms) ?? second;
  return pageText(key, { count: String(Math.floor(Math.max(0, ageMs) / unitMs)) });
}

/** Whether a figure is older than its kind may be. What has no age is old: nothing vouches for it. */
export function isOld(ageMs: number | undefined, freshForMs: number): boolean {
  return ageMs === undefined || !(ageMs <= freshForMs);
}

/** The age of a figure, which says so when it is old: `2 s`, `12 min old`, and `age unknown`. */
export function formatFreshness(ageMs: number | undefined, freshForMs: number): string {
  if (!isKnown(ageMs)) return pageText('time.ageUnknown');
  return isOld(ageMs, freshForMs) ? pageText('time.old', { age: formatAge(ageMs) }) : formatAge(ageMs);
}
