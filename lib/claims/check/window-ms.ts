import type { ClaimWindow } from '../claim.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const named: Readonly<Record<string, number>> = { '6w': 42 * dayMs, '1y': 365 * dayMs };

/** Length of a window that ends at `time`, ms. Months and years begin at 00:00 UTC. */
export function windowMs(window: ClaimWindow, time: number): number {
  const date = new Date(time);
  if (window === 'mtd') return time - Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  if (window === 'ytd') return time - Date.UTC(date.getUTCFullYear(), 0);
  return named[window] ?? Number.parseFloat(window) * (window.endsWith('h') ? hourMs : dayMs);
}
