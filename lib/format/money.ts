import { writeNumber } from './locale.ts';
import { isKnown, missing, withMinus } from './missing.ts';

const units = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/**
 * US dollars in three significant digits: `$312M`, `$2.16B`, `$4.40B`, `$18.3M`, `$950K`, `−$6.14B`. From ten units up a lone `.0` is dropped
 * (`$18M`); below a thousand there are whole dollars (`$43`), below a dollar cents. What is not known is a dash.
 */
export function formatMoney(usd: number | undefined): string {
  return isKnown(usd) ? withMinus(usd, toText(Math.abs(usd))) : missing;
}

/** A sum of which more may exist: `≥ $312M`, with a narrow space that does not break (U+202F). Rounded as any other figure. */
export function formatFloor(usd: number | undefined): string {
  return isKnown(usd) ? `≥\u202f${formatMoney(usd)}` : missing;
}

/** A total as its own flag says: `≥ $312M`, or `$312M` when nothing can be missing. */
export function formatTotal(total: { readonly usd: number; readonly floor: boolean } | undefined): string {
  return total?.floor === true ? formatFloor(total.usd) : formatMoney(total?.usd);
}

/** A range of dollars for each dollar of something, in cents: `$0.40–1.10`. Less than a cent is little, and not nothing: `<$0.01–0.02`, `<$0.01`. */
export function formatPerDollar({ low, high }: { readonly low: number; readonly high: number }): string {
  const [from, to] = [low, high].map(usd => writeNumber(Math.max(usd, 0.01), 2));
  return `${low < 0.005 ? '<' : ''}$${from === to ? from : `${from}–${to}`}`;
}

function toText(usd: number): string {
  // Rounded first, so that 999.6 thousand becomes a million and not `$1000K`.
  const rounded = Number(usd.toPrecision(3));
  const unit = units.find(([size]) => rounded >= size);
  if (!unit) return toSmallText(rounded);
  const [size, letter] = unit;
  const value = rounded / size;
  const digits = value < 10 ? writeNumber(value, 2) : value < 100 ? writeNumber(value, 1, 0) : writeNumber(value, 0);
  return `$${digits}${letter}`;
}

function toSmallText(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.005) return `<$${writeNumber(0.01, 2)}`;
  if (usd < 0.995) return `$${writeNumber(usd, 2)}`;
  return `$${writeNumber(usd, 0)}`;
}
