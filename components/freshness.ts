import { formatAge, isOld } from '../lib/format/age.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import type { Freshness } from '../lib/model/answer.ts';

/** How long the snapshot as a whole may stand, ms: anything live moves it within seconds. */
export const snapshotFreshForMs = 90_000;

/** `12 min old` of a figure that is too old to stand as it is; `undefined` while it is fresh, and of one that is not known. */
export const toOldWords = (fresh: Freshness | undefined, now: number): string | undefined =>
  fresh && isOld(now - fresh.at, fresh.ms) ? pageText('time.old', { age: formatAge(now - fresh.at) }) : undefined;
