import { type Sums, windowNames } from './offered.ts';

/**
 * How the panel spells figures, written once more from the words of the product and not from its code, so that a wrong rounding on one
 * side shows on the other.
 */

/** `$237M`, `$2.15B`, `$75M`, `$950K`, `$43`: three digits, of which a lone `.0` goes. From integer cents. */
export function dollars(cents: number): string {
  const usd = Number((cents / 100).toPrecision(3));
  const [size, letter] = usd >= 1e9 ? [1e9, 'B'] : usd >= 1e6 ? [1e6, 'M'] : usd >= 1e3 ? [1e3, 'K'] : [1, ''];
  const count = usd / size;
  if (letter === '') return `$${count.toFixed(0)}`;
  if (count >= 100) return `$${count.toFixed(0)}${letter}`;
  return `$${count >= 10 ? count.toFixed(1).replace('.0', '') : count.toFixed(2)}${letter}`;
}

/** `≥ $237M`, the space a thin one. */
export const floor = (cents: number): string => `≥\u202f${dollars(cents)}`;

/** `−1.69%`, with the sign of mathematics. */
export function percent(fraction: number, digits: number): string {
  const text = `${(Math.abs(fraction) * 100).toFixed(digits)}%`;
  return `${fraction < 0 ? '\u2212' : '+'}${text}`;
}

/** The table of windows as it must stand, row by row. */
export const spelt = (sums: Sums, scope: string): readonly (readonly string[])[] =>
  windowNames.map(name => {
    const [long = 0, short = 0] = [sums.get(`${scope} ${name} long`), sums.get(`${scope} ${name} short`)];
    return [name, floor(long + short), dollars(long), dollars(short)];
  });
