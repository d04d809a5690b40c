import { t } from '../i18n/t.ts';
import { isKnown, missing } from './missing.ts';

/**
 * The share of a window that was heard, as a whole percentage. `100%` only when all of it was, `<1%` for little and `0%` only for none:
 * nothing is rounded up to whole or down to nothing. What is not known is a dash.
 *
 * @param share 0 to 1.
 */
export function formatShare(share: number | undefined): string {
  if (!isKnown(share)) return missing;
  if (share >= 1) return '100%';
  if (share <= 0) return '0%';
  if (share < 0.01) return '<1%';
  return `${Math.min(99, Math.round(share * 100))}%`;
}

/** `97% seen`. */
export function formatSeen(coverage: number | undefined): string {
  return isKnown(coverage) ? t('coverage.seen', { share: formatShare(coverage) }) : missing;
}

/** `1 of 3 venues`, `1 of 1 venue`. */
export function formatVenues(heard: number, enabled: number): string {
  return t('coverage.venues', { heard }, enabled);
}

/** The whole of it, for a title: `1 of 3 venues, 97% of the window heard`. */
export function formatCoverage(total: {
  readonly venuesHeard: number;
  readonly venuesEnabled: number;
  readonly coverage: number;
}): string {
  const venues = formatVenues(total.venuesHeard, total.venuesEnabled);
  return t('coverage.window', { venues, share: formatShare(total.coverage) });
}
