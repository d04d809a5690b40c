import { minus, missing } from './missing.ts';

/**
 * A change as a signed percentage: `−1.69%`, `+0.40%`. What rounds to nothing has no sign: `0.00%`. What is not known is a dash.
 *
 * @param fraction -0.0169 is a fall of 1.69 %.
 */
export function formatChange(fraction: number | undefined, decimals = 2): string {
  if (fraction === undefined || !Number.isFinite(fraction)) return missing;
  const digits = (Math.abs(fraction) * 100).toFixed(decimals);
  if (Number(digits) === 0) return `${digits}%`;
  return `${fraction < 0 ? minus : '+'}${digits}%`;
}

/** The same in two digits, where the second decimal would claim too much: `−4.4%`, `−34%`. */
export function formatShortChange(fraction: number | undefined): string {
  if (fraction === undefined || !Number.isFinite(fraction)) return missing;
  return formatChange(fraction, Number((Math.abs(fraction) * 100).toFixed(1)) < 10 ? 1 : 0);
}
