import type { AnswerRow } from '../model/answer.ts';
import type { Evidence } from '../model/engine.ts';
import { formatAge } from './age.ts';
import { formatShare } from './coverage.ts';
import { formatMoney } from './money.ts';
import { formatShortChange } from './percent.ts';
import { formatPrice } from './price.ts';

/** What each piece of evidence is called. */
const names: Readonly<Record<Evidence['id'], string>> = {
  'long-rate': 'Longs forced out',
  'long-rate-falling': 'Forced selling against its peak',
  'price-falling': 'Price',
  'open-interest-falling': 'Open interest in coins',
  branching: 'R',
  'no-new-low': 'No new low for',
  retraced: 'Of the fall retraced',
  'taker-buying': 'Of takers’ trades bought',
  'rate-low': 'Forced selling against its peak',
  quiet: 'Nothing unusual for',
  dwell: 'In this phase for',
};

/** Shares that are changes, with a sign. */
const changes: readonly Evidence['id'][] = ['price-falling', 'open-interest-falling'];

/**
 * One piece of evidence as a line: `Longs forced out: $4.20M in 5 min` with what it is held against, ticked or not. What is missing says why.
 */
export function formatEvidence(evidence: Evidence): AnswerRow {
  const { id, met, value, threshold, windowMs, missing } = evidence;
  const text = (amount: number): string => formatAmount(evidence, amount);
  if (value === undefined)
    return { mark: 'unknown', cells: [{ text: names[id] }, { text: `unknown: ${missing ?? 'not measured'}`, tone: 'dim' }] };
  const span = windowMs === undefined ? '' : ` in ${formatAge(windowMs)}`;
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [
      { text: `${names[id]} ${text(value)}${span}` },
      { text: threshold === undefined ? (missing ?? '') : `limit ${text(threshold)}`, tone: 'dim' },
    ],
  };
}

function formatAmount({ id, unit }: Evidence, amount: number): string {
  if (unit === 'usd') return formatMoney(amount);
  if (unit === 'usd-per-minute') return `${formatMoney(amount)} a minute`;
  if (unit === 'share' || unit === 'percentile') return changes.includes(id) ? formatShortChange(amount) : formatShare(amount);
  if (unit === 'price') return formatPrice(amount);
  return unit === 'ms' ? formatAge(amount) : amount.toFixed(2);
}
