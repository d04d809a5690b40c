import { readDecimal, type Bounds } from './decimal.ts';
import { isRecord } from './record.ts';
import { refuse } from './rows.ts';

/** An object of a payload, its fields unchecked. */
export type Fields = Readonly<Record<string, unknown>>;

/** A row whose fields are found by name, or by place. */
export type Row = Fields | readonly unknown[];

/** The value as an object; refused when it is none. */
export function fieldsOf(value: unknown, path = ''): Fields {
  return isRecord(value) ? value : refuse('not an object', path);
}

/** A figure that must be there: a number, or a decimal string, inside `bounds`. (One that may be missing is read by `readDecimal`.) */
export function figureAt(
  row: Row,
  name: string | number,
  bounds: Bounds = {},
  reason = 'a figure is missing or out of bounds',
): number {
  return readDecimal(fieldAt(row, name), bounds) ?? refuse(reason, String(name));
}

/** Text of one shape, which bounds its length too. */
export function textAt(row: Row, name: string | number, shape: RegExp, reason: string): string {
  const value = fieldAt(row, name);
  return typeof value === 'string' && shape.test(value) ? value : refuse(reason, String(name));
}

/** One of a few words. */
export function wordAt<const Word extends string>(row: Row, name: string | number, words: readonly Word[]): Word {
  const value = fieldAt(row, name);
  return words.find(word => word === value) ?? refuse(`neither ${words.join(' nor ')}`, String(name));
}

/** Which of two words: whether it is the first. */
export function isFirstOf(value: unknown, first: string, second: string, path: string): boolean {
  return value === first || (value !== second && refuse(`neither ${first} nor ${second}`, path));
}

/** True or false. */
export function flagAt(row: Row, name: string | number): boolean {
  const value = fieldAt(row, name);
  return typeof value === 'boolean' ? value : refuse('neither true nor false', String(name));
}

/** A list. */
export function listAt(row: Row, name: string | number): readonly unknown[] {
  const value = fieldAt(row, name);
  return Array.isArray(value) ? (value as readonly unknown[]) : refuse('not a list', String(name));
}

/** A field, unchecked. */
export function fieldAt(row: Row, name: string | number): unknown {
  return (row as Readonly<Record<string | number, unknown>>)[name];
}

/** Whether a field is left out, or null. */
export function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
