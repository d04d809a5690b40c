import { rejected, type Parsed } from '../model/parsed.ts';
import type { Bounds } from '../std/decimal.ts';
import { figureAt, type Row } from '../std/fields.ts';
import { clip } from '../std/rows.ts';

/** Bounds of a time in ms: the years 2017 to 2099. */
export const timeBounds = { atLeast: Date.UTC(2017, 0, 1), below: Date.UTC(2100, 0, 1) };

/** Dollars of all forced orders of a coin. */
export const dollarBounds: Bounds = { atLeast: 0, below: 1e13 };

/** A price in dollars. */
export function priceAt(row: Row, name: string | number): number {
  return figureAt(row, name, { above: 0, below: 1e9 });
}

/** Whether text may be used as the name of a coin in an address. */
export function isCoin(base: string): boolean {
  return /^[A-Z0-9]{1,20}$/.test(base);
}

/** A provider refused, in its own words as far as they are words. */
export function refusedBy(name: string, code: unknown, words: unknown): Parsed<never> {
  const [why, told] = [code, words].map(each => (typeof each === 'string' || typeof each === 'number' ? String(each) : '?'));
  return rejected({ reason: clip(`${name} refused (${why}): ${told}`), told: clip(`${why}: ${told}`) });
}
