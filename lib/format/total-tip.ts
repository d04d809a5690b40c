import { t } from '../i18n/t.ts';
import type { LiquidationTotal } from '../model/snapshot.ts';
import { formatCoverage } from './coverage.ts';
import { formatMoney } from './money.ts';

/** Said of what nobody was heard of yet. */
export const notYet = (): string => t('coverage.notYet');

/** What a total stands on, for a title: venues, the share that was heard, that it is a floor, and the estimate of the whole. */
export function toTotalTip(total: LiquidationTotal | undefined): string {
  if (total === undefined) return notYet();
  const heard = formatCoverage(total);
  const coverage = total.floor ? t('coverage.floor', { coverage: heard }) : heard;
  return total.estimate === undefined ? coverage : t('coverage.estimate', { coverage, usd: formatMoney(total.estimate.usd) });
}
