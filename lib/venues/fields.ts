import * as v from 'valibot';
import { readDecimal, type Bounds } from '../std/decimal.ts';
import { isSafeSymbol } from './symbols.ts';

/** Dollars of one forced order, or of one ready-made bar, above which a figure is not believed. */
export const maxUsd = 5e9;

/** A price in dollars. */
export const priceBounds: Bounds = { above: 0, below: 1e9 };

/** A quantity of coins, contracts or dollars of one order. */
export const quantityBounds: Bounds = { above: 0, below: 1e15 };

const year2017 = Date.UTC(2017, 0, 1);
const dayMs = 86_400_000;

/** A schema for a figure that must be there: a number, or a decimal string, inside `bounds`. */
export function figure(bounds: Bounds = {}) {
  return v.pipe(
    v.unknown(),
    v.transform(value => readDecimal(value, bounds)),
    v.number('a figure is missing or out of bounds'),
  );
}

/** A schema for a figure that may be missing, empty or null; `undefined` then, and also where it is out of bounds. */
export function optionalFigure(bounds: Bounds = {}) {
  return v.optional(
    v.pipe(
      v.unknown(),
      v.transform(value => readDecimal(value, bounds)),
    ),
  );
}

/** A schema for a venue's symbol; see `isSafeSymbol`. */
export const symbolField = v.custom<string>(isSafeSymbol, 'not a symbol');

/** A schema for a short name (coin, currency, status). Its characters are checked where it is used. */
export const nameField = v.custom<string>(value => typeof value === 'string' && value.length <= 40, 'not a name');

/**
 * The venue's time in ms, when it can be true: after 2016 and not more than a day after `receivedTime`. `undefined` otherwise.
 * Fractions of a millisecond are dropped.
 */
export function readTime(value: unknown, receivedTime: number, unitMs = 1): number | undefined {
  const units = readDecimal(value, { above: 0 });
  if (units === undefined) return undefined;
  const time = Math.floor(units * unitMs);
  return time >= year2017 && time <= receivedTime + dayMs ? time : undefined;
}

const isoUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** As `readTime`, from ISO 8601 text in UTC (`2026-02-12T00:30:00.000Z`). */
export function readIsoTime(value: unknown, receivedTime: number): number | undefined {
  return typeof value === 'string' && isoUtc.test(value) ? readTime(Date.parse(value), receivedTime) : undefined;
}
