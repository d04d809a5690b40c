import { isKnown, missing } from './missing.ts';

/** `10 Feb`. What is not known is a dash. */
export const formatDay = (time: number | undefined): string => format(time, ({ day, month }) => `${day} ${month}`);

/** `08:00 UTC`, cut to the minute. */
export const formatClock = (time: number | undefined): string => format(time, ({ clock }) => `${clock} UTC`);

/** `10 Feb, 08:00 UTC`. */
export const formatMoment = (time: number | undefined): string =>
  format(time, ({ day, month, clock }) => `${day} ${month}, ${clock} UTC`);

interface Parts {
  readonly day: number;
  readonly month: string;
  readonly clock: string;
}

/** The range that dates have: 100 million days around 1970. */
const furthestMs = 8.64e15;

function format(time: number | undefined, toText: (parts: Parts) => string): string {
  if (!isKnown(time) || Math.abs(time) > furthestMs) return missing;
  // `Tue, 10 Feb 2026 08:00:59 GMT`, in English and UTC by the language's own definition: every reader and every test sees the same.
  const [, day, month = '', , clock = ''] = new Date(time).toUTCString().split(' ');
  return toText({ day: Number(day), month, clock: clock.slice(0, 5) });
}
