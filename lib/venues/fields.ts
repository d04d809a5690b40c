import { readDecimal, type Bounds } from '../std/decimal.ts';
import { fieldAt, figureAt, type Row } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';
import { isSafeSymbol, readCoin, type CoinUnit } from './symbols.ts';

/** Dollars of one forced order, or of one ready-made bar, above which a figure is not believed. */
export const maxUsd = 5e9;

/** A price in dollars. */
export const priceBounds: Bounds = { above: 0, below: 1e9 };

/** A quantity of coins, contracts or dollars of one order. */
export const quantityBounds: Bounds = { above: 0, below: 1e15 };

/** A quantity whose sign tells long from short. */
export const signedBounds: Bounds = { above: -1e15, below: 1e15 };

/** Open interest of one contract, in whatever the venue counts. */
export const sizeBounds: Bounds = { atLeast: 0, below: 1e15 };

/** Open interest in contracts that may be small parts of a coin. */
export const wideBounds: Bounds = { atLeast: 0, below: 1e18 };

/** A change over 24 hours, as a fraction. */
export const changeBounds: Bounds = { atLeast: -1, below: 1e4 };

/** A change over 24 hours, in percent. */
export const percentBounds: Bounds = { atLeast: -100, below: 1e6 };

const year2017 = Date.UTC(2017, 0, 1);
const dayMs = 86_400_000;

/** A price that must be there. */
export function priceAt(row: Row, name: string | number): number {
  return figureAt(row, name, priceBounds, 'no price');
}

/** A quantity that must be there. */
export function quantityAt(row: Row, name: string | number): number {
  return figureAt(row, name, quantityBounds, 'no quantity');
}

/** A quantity whose sign tells long (above 0) from short. */
export function signedAt(row: Row, name: string | number): number {
  const reason = 'neither long nor short';
  return figureAt(row, name, signedBounds, reason) || refuse(reason, String(name));
}

/** Open interest that must be there. */
export function sizeAt(row: Row, name: string | number, bounds = sizeBounds): number {
  return figureAt(row, name, bounds, 'no open interest');
}

/** A venue's symbol; see `isSafeSymbol`. */
export function symbolAt(row: Row, name: string | number): string {
  const value = fieldAt(row, name);
  return isSafeSymbol(value) ? value : refuse('not a symbol', String(name));
}

/** A short name (currency, status) of at most 40 characters, which are checked where it is used. */
export function nameAt(row: Row, name: string | number): string {
  const value = fieldAt(row, name);
  return typeof value === 'string' && value.length <= 40 ? value : refuse('not a name', String(name));
}

/** A venue's name of a coin; see `readCoin`. */
export function coinAt(row: Row, name: string | number): CoinUnit {
  return readCoin(nameAt(row, name)) ?? refuse('not the name of a coin', String(name));
}

/** A time that must be there; see `readTime`. */
export function timeAt(row: Row, name: string | number, receivedTime: number, unitMs?: number): number {
  return readTime(fieldAt(row, name), receivedTime, unitMs) ?? refuse('not a time', String(name));
}

/** A time in ISO 8601 that must be there; see `readIsoTime`. */
export function isoTimeAt(row: Row, name: string | number, receivedTime: number): number {
  return readIsoTime(fieldAt(row, name), receivedTime) ?? refuse('not a time', String(name));
}

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
