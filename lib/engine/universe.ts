import type { OpenInterest } from '../model/trade.ts';

/** How many coins are listened to and polled. */
export const universeSize = 200;
/** How many of them have bars and depth. */
export const universeTopSize = 30;

export interface Universe {
  /** Bases, most open interest first. */
  readonly bases: readonly string[];
  /** The first of them. */
  readonly top: readonly string[];
  /** True when every coin that has a row is in `bases`, those without a known dollar figure included. */
  readonly complete: boolean;
}

/**
 * The coins with most open interest in US dollars, summed over venues and contracts. Equal sums go by name.
 * Of several rows of one contract the newest counts. A coin without any known dollar figure cannot be ranked and is left out.
 */
export function selectUniverse(rows: readonly OpenInterest[], size = universeSize, topSize = universeTopSize): Universe {
  const newest = new Map<string, OpenInterest>();
  for (const row of rows) {
    const contract = `${row.venue} ${row.symbol}`;
    const other = newest.get(contract);
    if (other === undefined || row.time > other.time) newest.set(contract, row);
  }

  const seen = new Set<string>();
  const usdByBase = new Map<string, number>();
  for (const { base, usd } of newest.values()) {
    seen.add(base);
    if (usd !== undefined && Number.isFinite(usd)) usdByBase.set(base, (usdByBase.get(base) ?? 0) + usd);
  }
  const bases = [...usdByBase]
    .sort(([leftBase, leftUsd], [rightBase, rightUsd]) => rightUsd - leftUsd || (leftBase < rightBase ? -1 : 1))
    .slice(0, size)
    .map(([base]) => base);
  return { bases, top: bases.slice(0, topSize), complete: bases.length === seen.size };
}
