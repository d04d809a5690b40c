import { readDecimal } from '../std/decimal.ts';

const units = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
]);

/** Dollars as people type them: `250k`, `$5M`, `1.5 b`, `1,000,000`. `undefined` for anything else, below 0 too. */
export function readDollars(typed: string): number | undefined {
  const [, digits, unit = ''] = /^\$?\s*([\d.,]+)\s*([kmb]?)$/i.exec(typed.trim()) ?? [];
  const amount = readDecimal(digits, { atLeast: 0 });
  return amount === undefined ? undefined : amount * (units.get(unit.toLowerCase()) ?? 1);
}

/** A minute of the day as a field for times has it: `22:05`. */
export function formatMinute(minute: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The minute of the day in `22:05`; `undefined` for anything else. */
export function readMinute(typed: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
