import { ignored, readable, type Parsed } from '../model/parsed.ts';
import type { OpenInterest } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';

/** The grain of the venues' open-interest histories, ms. */
export const pastGrainMs = 300_000;

/** Rows of one page of past open interest: a day of five minutes. */
export const pastRows = 289;

/**
 * The first five-minute mark after a moment. All venues are asked for the same marks, so that their figures match; after and not before, because
 * Binance's history ends exactly a month back and refuses a start that is older.
 */
export function markAfter(time: number): number {
  return (Math.floor(time / pastGrainMs) + 1) * pastGrainMs;
}

/** Rows in ascending order; rejected when there was something and none of it could be read. */
export function toPast(parsed: Parsed<OpenInterest>): Parsed<OpenInterest> {
  if (parsed.kind !== 'events') return parsed;
  return readable(
    parsed.events.toSorted((left, right) => left.time - right.time),
    parsed.rejections,
  );
}

/** The past of a venue that keeps none. */
export const noPast: Pick<Venue['openInterest'], 'hasPast' | 'requestPast' | 'parsePast'> = {
  hasPast: false,
  requestPast: ({ venue }) => {
    throw new RangeError(`${venue} keeps no past of open interest`);
  },
  parsePast: () => ignored('this venue keeps no past of open interest'),
};
