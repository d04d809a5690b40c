import type { LiquidationTotal } from '../model/snapshot.ts';
import { formatCoverage } from './coverage.ts';
import { formatMoney } from './money.ts';

/** Said of what nobody was heard of yet. */
export const notYet = 'not heard yet';

/** What a total stands on, for a title: venues, the share that was heard, that it is a floor, and the estimate of the whole. */
export function toTotalTip(total: LiquidationTotal | undefined): string {
  if (total === undefined) return notYet;
  const estimate =
    total.estimate === undefined ? '' : `, ≈ ${formatMoney(total.estimate.usd)} in all, an estimate by open interest`;
  return `${formatCoverage(total)}${total.floor ? '. A floor: more may have been forced out' : ''}${estimate}`;
}
