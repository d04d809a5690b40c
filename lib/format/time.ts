import { missing } from './missing.ts';

/** Fixed to English and UTC, so that every reader and every test sees the same. */
const utc = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `10 Feb`. What is not known is a dash. */
export function formatDay(time: number | undefined): string {
  const parts = toParts(time);
  return parts === undefined ? missing : `${parts.day} ${parts.month}`;
}

/** `10 Feb 2026`. */
export function formatDate(time: number | undefined): string {
  const parts = toParts(time);
  return parts === undefined ? missing : `${parts.day} ${parts.month} ${parts.year}`;
}

/** `08:00 UTC`, cut to the minute. */
export function formatClock(time: number | undefined): string {
  const parts = toParts(time);
  return parts === undefined ? missing : `${parts.hour}:${parts.minute} UTC`;
}

/** `10 Feb, 08:00 UTC`. */
export function formatMoment(time: number | undefined): string {
  return toParts(time) === undefined ? missing : `${formatDay(time)}, ${formatClock(time)}`;
}

type Part = 'day' | 'month' | 'year' | 'hour' | 'minute';

/** The range that dates have: 100 million days around 1970. */
const furthestMs = 8.64e15;

function toParts(time: number | undefined): Readonly<Record<Part, string>> | undefined {
  if (time === undefined || !(Math.abs(time) <= furthestMs)) return undefined;
  const parts = { day: '', month: '', year: '', hour: '', minute: '' };
  for (const { type, value } of utc.formatToParts(time)) {
    if (type === 'day' || type === 'month' || type === 'year' || type === 'hour' || type === 'minute') parts[type] = value;
  }
  return parts;
}
