import type { StatedTime } from '../model/article.ts';

const iso = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*$/i;
const zoned = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d|\b[ECMP][SD]T)\)?\s*$/i;
/** Bitcoin's first block is of January 2009: no article about it is older. */
const earliest = Date.UTC(2009, 0, 1);

/**
 * A time as pages write it: ISO 8601 with or without a zone, a date alone, or another form that names its zone. One without a zone is read
 * as UTC, never as the reader's own zone; whether that is known to be right is `zoneKnown`. `undefined` for everything else.
 */
export function readStatedTime(text: string, source: StatedTime['source'], zoneless?: 'utc'): StatedTime | undefined {
  const match = iso.exec(text);
  const zone = match?.[7];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match?.slice(1, 7) ?? []).map(part =>
    Number(part || 0),
  );
  if (match && (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59)) return undefined;
  const time = match
    ? Date.UTC(year, month - 1, day, hour, minute, second) - offsetMs(zone)
    : zoned.test(text)
      ? Date.parse(text)
      : NaN;
  if (!(time >= earliest)) return undefined;
  return { time, source, zoneKnown: match === null || zone !== undefined || zoneless === 'utc' };
}

function offsetMs(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
