import type { KeptHolder, StatedCost } from '../model/context.ts';
import type { HolderFigure, Known } from '../model/engine.ts';

/** Holders that are shown. */
const mostHolders = 5;
/** An average cost beyond these was told in another unit. */
const costs = { least: 100, most: 1_000_000 };

/**
 * What big holders have of bitcoin, the largest first, against the price now. `rows` are those of the preferred provider first: of a name that is told
 * twice the first counts. `ledger` is Strategy's own of its costs, ascending: of it the last row at `now` holds. Other costs are what a provider
 * says; an unknown one leaves the result unknown. Holdings are taken as told, up or down.
 */
export function holderFigures(
  rows: readonly KeptHolder[],
  {
    ledger,
    priceUsd,
    now,
  }: { readonly ledger: readonly StatedCost[]; readonly priceUsd: number | undefined; readonly now: number },
): Known<readonly HolderFigure[]> {
  const byName = new Map(rows.toReversed().map(row => [row.name, row]));
  const figures = [...byName.values()]
    .sort((a, b) => b.coins - a.coins)
    .slice(0, mostHolders)
    .map(({ name, base, coins, entryUsd, at, source }): HolderFigure => {
      const stated = name === 'Strategy' ? ledger.findLast(({ day }) => day <= now) : undefined;
      const average = stated?.averageUsd ?? (entryUsd ?? 0) / coins;
      const isKnown = average > costs.least && average < costs.most;
      return {
        name,
        base,
        coins,
        at,
        source,
        ...(isKnown ? { costUsd: average, costAsOf: stated?.day ?? at } : {}),
        ...(isKnown && priceUsd !== undefined
          ? { resultUsd: (priceUsd - average) * coins, distance: priceUsd / average - 1 }
          : {}),
      };
    });
  return figures.length > 0 ? figures : { unknown: 'noHolders' };
}
