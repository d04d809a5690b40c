import type { Funding, Instrument } from '../model/trade.ts';
import { readDecimal } from '../std/decimal.ts';

/** A funding rate of one period, as a fraction: no venue lets it go beyond a few percent. */
export const rateBounds = { above: -1, below: 1 };

/**
 * The funding of a contract, brought to eight hours. `told` is the rate of one period as the venue tells it, and `hours` its length: that of the
 * listing where the answer does not say its own. `undefined`, so passed over, where either is not known: an interval is never assumed.
 */
export function toFunding(
  { venue, symbol, base, fundingIntervalHours }: Instrument,
  told: unknown,
  time: number,
  hours = fundingIntervalHours,
): Funding | undefined {
  const rate = readDecimal(told, rateBounds);
  if (rate === undefined || hours === undefined || !(hours > 0)) return undefined;
  return { venue, symbol, base, time, ratePer8h: (rate * 8) / hours };
}

/** Whole hours from a listing's interval in units of `unitMs`; `undefined` unless they are 1 to 24: then the unit is not the one we think. */
export function toIntervalHours(interval: number | undefined, unitMs: number): number | undefined {
  const hours = ((interval ?? 0) * unitMs) / 3_600_000;
  return Number.isInteger(hours) && hours >= 1 && hours <= 24 ? hours : undefined;
}

/** The contract with the interval of its funding, where that is known. */
export function withInterval(instrument: Instrument, hours: number | undefined): Instrument {
  return hours === undefined ? instrument : { ...instrument, fundingIntervalHours: hours };
}
