import type { ParseContext } from '../model/venue.ts';
import { readDecimal, toNumber, type Bounds } from '../std/decimal.ts';
import { fieldAt, figureAt, type Row } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';
import { isSafeSymbol, readCoin, type CoinUnit } from './symbols.ts';

/** Dollars of one forced order, or of one ready-made bar, above which a figure is not believed. */
export const maxUsd = 5e9;

const maxPrice = 1e9;
const maxQuantity = 1e15;

const priceBounds: Bounds = { above: 0, below: maxPrice };

/** A quantity of coins, contracts or dollars of one order. */
export const quantityBounds: Bounds = { above: 0, below: maxQuantity };

/** A quantity whose sign tells long from short. */
export const signedBounds: Bounds = { above: -maxQuantity, below: maxQuantity };

/** Open interest of one contract, in whatever the venue counts. */
export const sizeBounds: Bounds = { atLeast: 0, below: 1e15 };

/** Open interest in contracts that may be small parts of a coin. */
export const wideBounds: Bounds = { atLeast: 0, below: 1e18 };

const year2017 = Date.UTC(2017, 0, 1);
const dayMs = 86_400_000;

/*
 * Each reader comes in two forms: `…At` finds its field by name or place; `…Of` is handed the value, for the rows of hot frames, where a field that is
 * written out is found in a fraction of the time. Both refuse with the same words.
 */

/** A price that must be there. */
export function priceAt(row: Row, name: string | number): number {
  return priceOf(fieldAt(row, name), String(name));
}

/** See `priceAt`. */
export function priceOf(value: unknown, path: string): number {
  const price = toNumber(value);
  return price > 0 && price < maxPrice ? price : refuse('no price', path);
}

/** A price that may be missing. */
export function readPrice(value: unknown): number | undefined {
  return readDecimal(value, priceBounds);
}

/** A quantity that must be there. */
export function quantityAt(row: Row, name: string | number): number {
  return quantityOf(fieldAt(row, name), String(name));
}

/** See `quantityAt`. */
export function quantityOf(value: unknown, path: string): number {
  const quantity = toNumber(value);
  return quantity > 0 && quantity < maxQuantity ? quantity : refuse('no quantity', path);
}

/** A quantity whose sign tells long (above 0) from short. */
export function signedOf(value: unknown, path: string): number {
  const quantity = toNumber(value);
  return Math.abs(quantity) < maxQuantity && quantity !== 0 ? quantity : refuse('neither long nor short', path);
}

/** Open interest that must be there. */
export function sizeAt(row: Row, name: string | number, bounds = sizeBounds): number {
  return figureAt(row, name, bounds, 'no open interest');
}

/** A venue's symbol; see `isSafeSymbol`. */
export function symbolAt(row: Row, name: string | number): string {
  return symbolIn(fieldAt(row, name), String(name));
}

function symbolIn(value: unknown, path: string): string {
  return isSafeSymbol(value) ? value : refuse('not a symbol', path);
}

/** See `symbolAt`. What is listed was checked when it was, and is given as the listing spells it, so that it is found again at once. */
export function symbolOf(value: unknown, path: string, { instruments }: ParseContext): string {
  const listed = typeof value === 'string' ? instruments.get(value) : undefined;
  return listed === undefined ? symbolIn(value, path) : listed.symbol;
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
  return timeOf(fieldAt(row, name), String(name), receivedTime, unitMs);
}

/** See `timeAt`. */
export function timeOf(value: unknown, path: string, receivedTime: number, unitMs?: number): number {
  return readTime(value, receivedTime, unitMs) ?? refuse('not a time', path);
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
  const time = Math.floor(toNumber(value) * unitMs);
  return time >= year2017 && time <= receivedTime + dayMs ? time : undefined;
}

const isoUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** As `readTime`, from ISO 8601 text in UTC (`2026-02-12T00:30:00.000Z`). */
export function readIsoTime(value: unknown, receivedTime: number): number | undefined {
  return typeof value === 'string' && isoUtc.test(value) ? readTime(Date.parse(value), receivedTime) : undefined;
}
