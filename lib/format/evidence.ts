import type { MessageKey } from '../i18n/t.ts';
import { t } from '../i18n/t.ts';
import type { AnswerRow } from '../model/answer.ts';
import type { Evidence } from '../model/engine.ts';
import { formatAge } from './age.ts';
import { formatShare } from './coverage.ts';
import { writeNumber } from './locale.ts';
import { formatMoney } from './money.ts';
import { formatFall, formatShortChange } from './percent.ts';
import { because } from './phase.ts';
import { formatPrice } from './price.ts';
import { formatReason } from './reasons.ts';

/** What each piece of evidence says of its value. */
const sentences: Readonly<Record<Evidence['id'], MessageKey>> = {
  'long-rate': 'evidence.longRate',
  'long-rate-falling': 'evidence.longRateFalling',
  'price-falling': 'evidence.priceFalling',
  'open-interest-falling': 'evidence.interestFalling',
  branching: 'evidence.branching',
  'no-new-low': 'evidence.noNewLow',
  retraced: 'evidence.retraced',
  'taker-buying': 'evidence.takerBuying',
  'rate-low': 'evidence.longRate',
  quiet: 'evidence.quiet',
  dwell: 'evidence.dwell',
};

/** The same where there is room for a few words only, beside the name of the test. */
const briefs: Readonly<Partial<Record<Evidence['id'], MessageKey>>> = {
  'no-new-low': 'evidence.brief.noNewLow',
  retraced: 'evidence.brief.retraced',
  'taker-buying': 'evidence.brief.takerBuying',
};
/** There these are their value alone. */
const bare: readonly Evidence['id'][] = ['rate-low', 'long-rate-falling'];

/** Those that are met at their threshold or below it; the others at it or above. */
const downwards: readonly Evidence['id'][] = ['open-interest-falling', 'rate-low', 'long-rate-falling'];

/**
 * One piece of evidence as a line: `Longs forced out: $4.20M/min in 5 min` with what it is held against, `needs ≥ $1.10M/min`, ticked or not. What is
 * missing says why.
 */
export function formatEvidence(evidence: Evidence): AnswerRow {
  const { id, met, value, threshold, windowMs, missing } = evidence;
  const say = (value: string): string => t(sentences[id], { value });
  if (value === undefined) {
    const why = because({ unknown: missing ?? 'notMeasured' });
    return { mark: 'unknown', cells: [{ text: say('?') }, { text: why, tone: 'dim' }], tip: why };
  }
  const reason = missing === undefined ? '' : formatReason(missing);
  const text = say(formatAmount(evidence, value));
  const needs =
    threshold === undefined ? '' : t('evidence.needs', { sign: toSign(evidence), value: formatAmount(evidence, threshold) });
  return {
    mark: met === undefined ? 'unknown' : met ? 'yes' : 'no',
    cells: [
      { text: windowMs === undefined ? text : t('evidence.within', { text, span: formatAge(windowMs) }) },
      { text: needs || reason, tone: 'dim' },
    ],
    ...(reason === '' ? {} : { tip: reason }),
  };
}

/** The value of a piece of evidence in a few words: `takers buy 46%`. */
export function formatBriefly(evidence: Evidence): string {
  const { id, value } = evidence;
  const amount = value === undefined ? t('figure.unknown') : formatAmount(evidence, value);
  return bare.includes(id) ? amount : t(briefs[id] ?? sentences[id], { value: amount });
}

/** R speaks for a cascade when it is high and for its end when it is low: only whether it is met tells which was asked. */
function toSign({ id, met, value = 0, threshold = 0 }: Evidence): string {
  if (id === 'branching') return value >= threshold === met ? '≥' : '<';
  return downwards.includes(id) ? '≤' : '≥';
}

function formatAmount({ id, unit }: Evidence, amount: number): string {
  if (unit === 'usd') return formatMoney(amount);
  if (unit === 'usd-per-minute') return t('evidence.perMinute', { usd: formatMoney(amount) });
  // A distance below a high has no sign, a change has one, and a share of a whole needs no decimals.
  if (id === 'price-falling') return formatFall(amount);
  if (id === 'open-interest-falling') return formatShortChange(amount);
  if (unit === 'share' || unit === 'percentile') return formatShare(amount);
  if (unit === 'price') return formatPrice(amount);
  return unit === 'ms' ? formatAge(amount) : writeNumber(amount, 2);
}
