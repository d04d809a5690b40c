import { minus, missing } from './missing.ts';

const units = [
  { usd: 1e12, letter: 'T' },
  { usd: 1e9, letter: 'B' },
  { usd: 1e6, letter: 'M' },
  { usd: 1e3, letter: 'K' },
] as const;

/**
 * US dollars in three significant digits: `$312M`, `$2.16B`, `$4.40B`, `$18.3M`, `$950K`, `−$6.14B`. From ten units up a lone `.0` is dropped
 * (`$18M`); below a thousand there are whole dollars (`$43`), below a dollar cents. What is not known is a dash.
 */
export function formatMoney(usd: number | undefined): string {
  if (usd === undefined || !Number.isFinite(usd)) return missing;
  const text = toText(Math.abs(usd));
  return usd < 0 ? `${minus}${text}` : text;
}

/** A sum of which more may exist: `≥ $312M`, with a thin space (U+2009). Rounded as any other figure. */
export function formatFloor(usd: number | undefined): string {
  return usd === undefined || !Number.isFinite(usd) ? missing : `≥\u2009${formatMoney(usd)}`;
}

/** A total as its own flag says: `≥ $312M`, or `$312M` when nothing can be missing. */
export function formatTotal(total: { readonly usd: number; readonly floor: boolean } | undefined): string {
  return total?.floor === true ? formatFloor(total.usd) : formatMoney(total?.usd);
}

function toText(usd: number): string {
  // Rounded first, so that 999.6 thousand becomes a million and not `$1000K`.
  const rounded = Number(usd.toPrecision(3));
  const unit = units.find(candidate => rounded >= candidate.usd);
  if (unit === undefined) return toSmallText(rounded);
  const value = rounded / unit.usd;
  const digits = value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0);
  return `$${digits}${unit.letter}`;
}

function toSmallText(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.005) return '<$0.01';
  if (usd < 0.995) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(0)}`;
}
