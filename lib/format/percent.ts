import { writeNumber } from './locale.ts';
import { isKnown, missing, withSign } from './missing.ts';

/**
 * A change as a signed percentage: `−1.69%`, `+0.40%`. What rounds to nothing has no sign: `0.00%`. What is not known is a dash.
 *
 * @param fraction -0.0169 is a fall of 1.69 %.
 */
export function formatChange(fraction: number | undefined, decimals = 2): string {
  return isKnown(fraction) ? withSign(fraction, `${writeNumber(Math.abs(fraction) * 100, decimals, decimals, false)}%`) : missing;
}

/** How far below a high a price is, which has no sign: `5.2%`. */
export const formatFall = (fraction: number): string => `${writeNumber(Math.abs(fraction) * 100, 1)}%`;

/** The same in two digits, where the second decimal would claim too much: `−4.4%`, `−34%`. */
export function formatShortChange(fraction: number | undefined): string {
  // Rounded first, so that 9.96 % is not `+10.0%`.
  return formatChange(fraction, Number((Math.abs(fraction ?? 0) * 100).toFixed(1)) < 10 ? 1 : 0);
}
