import * as v from 'valibot';
import { readDecimal, type Bounds } from '../std/decimal.ts';

/** A schema for a figure that must be there: a number, or a decimal string, inside `bounds`. */
export function figure(bounds: Bounds = {}) {
  return v.pipe(
    v.unknown(),
    v.transform(value => readDecimal(value, bounds)),
    v.number('a figure is missing or out of bounds'),
  );
}

/** A price in dollars. */
export const price = figure({ above: 0, below: 1e9 });

/** Bounds of a time in ms: the years 2017 to 2099. */
export const timeBounds: Bounds = { atLeast: Date.UTC(2017, 0, 1), below: Date.UTC(2100, 0, 1) };

/** Whether text may be used as the name of a coin in an address. */
export function isCoin(base: string): boolean {
  return /^[A-Z0-9]{1,20}$/.test(base);
}

/** A schema for text of one shape, which bounds its length too. */
export function text(shape: RegExp, message: string) {
  return v.custom<string>(value => typeof value === 'string' && shape.test(value), message);
}
