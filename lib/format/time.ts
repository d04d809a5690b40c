import { t } from '../i18n/t.ts';
import { isLocalTime } from './locale.ts';
import { isKnown, missing, withMinus } from './missing.ts';

/** `10 Feb`. What is not known is a dash. The first moment of a UTC day stands for that day in every zone: providers date by the day. */
export const formatDay = (time: number | undefined): string =>
  format(time, 'time.day', time !== undefined && time % dayMs === 0 ? true : undefined);

/** `08:00 UTC`, or `10:00 UTC+2` where the user wants the computer's own time; cut to the minute. */
export const formatClock = (time: number | undefined): string => format(time, 'time.clock');

/** `10 Feb, 08:00 UTC`. */
export const formatMoment = (time: number | undefined): string => format(time, 'time.moment');

const dayMs = 86_400_000;
const minuteMs = 60_000;

function format(time: number | undefined, key: 'time.day' | 'time.clock' | 'time.moment', isUtc = !isLocalTime()): string {
  if (!isKnown(time)) return missing;
  const aheadMinutes = isUtc ? 0 : -new Date(time).getTimezoneOffset();
  // Read as UTC, shifted by the zone: every reader and every test sees the same.
  const date = new Date(time + aheadMinutes * minuteMs);
  // Dates end 100 million days from 1970.
  if (Number.isNaN(date.getTime())) return missing;
  const month = t('time.months').split(' ')[date.getUTCMonth()] ?? missing;
  return t(key, { day: date.getUTCDate(), month, clock: date.toISOString().slice(-13, -8), zone: toZone(aheadMinutes) });
}

/** `UTC`, `UTC+2`, `UTC−3:30`: as it was in force at the moment that is told. */
function toZone(aheadMinutes: number): string {
  if (aheadMinutes === 0) return 'UTC';
  const size = Math.abs(aheadMinutes);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${withMinus(aheadMinutes, '') || '+'}${Math.floor(size / 60)}${minutes}`;
}
