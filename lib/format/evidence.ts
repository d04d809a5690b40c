import type { AnswerRow } from '../model/answer.ts';
import type { Evidence } from '../model/engine.ts';
import { formatAge } from './age.ts';
import { formatShare } from './coverage.ts';
import { formatMoney } from './money.ts';
import { formatShortChange } from './percent.ts';
import { formatPrice } from './price.ts';

/** What each piece of evidence says; `#` stands for its value. */
const sentences: Readonly<Record<Evidence['id'], string>> = {
  'long-rate': 'Longs forced out: #',
  'long-rate-falling': 'Longs forced out, falling: #',
  'price-falling': 'Price # below its high',
  'open-interest-falling': 'Open interest in coins #',
  branching: 'R #',
  'no-new-low': 'No new low for #',
  retraced: '# of the fall retraced',
  'taker-buying': 'Takers buy #',
  'rate-low': 'Longs forced out: #',
  quiet: 'Nothing unusual for #',
  dwell: 'In this phase for #',
};

/** The same where there is room for a few words only, beside the name of the test. */
const briefs: Readonly<Partial<Record<Evidence['id'], string>>> = {
  'no-new-low': 'low # ago',
  retraced: '# retraced',
  'taker-buying': 'takers buy #',
  'rate-low': '#',
  'long-rate-falling': '#',
};

/** Those that are met at their threshold or below it; the others at it or above. */
const downwards: readonly Evidence['id'][] = ['open-interest-falling', 'rate-low', 'long-rate-falling'];

/**
 * One piece of evidence as a line: `Longs forced out: $4.20M/min in 5 min` with what it is held against, `needs ≥ $1.10M/min`, ticked or not. What is
 * missing says why.
 */
export function formatEvidence(evidence: Evidence): AnswerRow {
  const { id, met, value, threshold, windowMs, missing } = evidence;
  const say = (text: string): string => sentences[id].replace('#', text);
  if (value === undefined) {
    const why = `unknown, because ${missing ?? 'it was not measured'}`;
    return { mark: 'unknown', cells: [{ text: say('?') }, { text: why, tone: 'dim' }], tip: why };
  }
  const needs = threshold === undefined ? '' : `needs ${toSign(evidence)} ${formatAmount(evidence, threshold)}`;
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [
      { text: `${say(formatAmount(evidence, value))}${windowMs === undefined ? '' : ` in ${formatAge(windowMs)}`}` },
      { text: needs || (missing ?? ''), tone: 'dim' },
    ],
    ...(missing === undefined ? {} : { tip: missing }),
  };
}

/** The value of a piece of evidence in a few words: `takers buy 46%`. */
export function formatBriefly(evidence: Evidence): string {
  const { id, value } = evidence;
  return (briefs[id] ?? sentences[id]).replace('#', value === undefined ? 'unknown' : formatAmount(evidence, value));
}

/** R speaks for a cascade when it is high and for its end when it is low: only whether it is met tells which was asked. */
function toSign({ id, met, value = 0, threshold = 0 }: Evidence): string {
  if (id === 'branching') return value >= threshold === met ? '≥' : '<';
  return downwards.includes(id) ? '≤' : '≥';
}

function formatAmount({ id, unit }: Evidence, amount: number): string {
  if (unit === 'usd') return formatMoney(amount);
  if (unit === 'usd-per-minute') return `${formatMoney(amount)}/min`;
  // A distance below a high has no sign, a change has one, and a share of a whole needs no decimals.
  if (id === 'price-falling') return `${(Math.abs(amount) * 100).toFixed(1)}%`;
  if (id === 'open-interest-falling') return formatShortChange(amount);
  if (unit === 'share' || unit === 'percentile') return formatShare(amount);
  if (unit === 'price') return formatPrice(amount);
  return unit === 'ms' ? formatAge(amount) : amount.toFixed(2);
}
