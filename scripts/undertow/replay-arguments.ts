import type { ThresholdRule } from '../../lib/engine/alerts.ts';
import { readDecimal } from '../../lib/std/decimal.ts';

/** What `replay` was asked for. */
export interface ReplayArguments {
  /** In capitals. */
  readonly base: string | undefined;
  readonly thresholds: readonly ThresholdRule[];
}

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads the words after `replay`; a text that says what is wrong with them otherwise. */
export function readReplayArguments(words: readonly string[]): ReplayArguments | string {
  let base: string | undefined;
  const thresholds: ThresholdRule[] = [];
  for (let place = 0; place < words.length; place += 2) {
    const flag = words[place] ?? '';
    const value = words[place + 1];
    if (flag !== '--base' && flag !== '--alert')
      return `${flag} is not known: there are --base COIN and --alert COIN:SIDE:USD:SPAN`;
    if (value === undefined || value === '' || value.startsWith('--')) return `${flag} needs a value`;
    if (flag === '--base') base = value.toUpperCase();
    else {
      const rule = readThreshold(value);
      if (rule === undefined) return `${value} is no threshold: BTC:long:5000000:1h is one`;
      thresholds.push(rule);
    }
  }
  return { base, thresholds };
}

function readThreshold(text: string): ThresholdRule | undefined {
  const [base = '', position, dollars, span = '', ...more] = text.split(':');
  const usd = readDecimal(dollars, { above: 0, atMost: 1e12 });
  const [, count, unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(span) ?? [];
  const unitMs = unitsMs[unit];
  const isSide = position === 'long' || position === 'short' || position === 'both';
  if (base === '' || !isSide || usd === undefined || unitMs === undefined || more.length > 0) return undefined;
  return { base: base.toUpperCase(), position, usd, windowMs: Number(count) * unitMs };
}
