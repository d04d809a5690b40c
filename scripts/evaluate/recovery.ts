import type { Tried } from './detection.ts';
import { entriesOf } from './detect.ts';
import { median, wilson } from './score.ts';
import { callByRule, judgeCall } from './stabilised.ts';
import type { Call } from './stabilised.ts';
import { toFixed, toTable } from './tables.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How often a fall that was called over was over. */
export function recoveryTable({ market, crashes, detection }: Tried): string {
  const heard = crashes.filter(({ onset }) => onset >= (market.orders[0]?.time ?? 0) - dayMs);
  const stabilising = entriesOf(detection, 'stabilising');
  const byEngine = heard.map((crash, index) => {
    const until = heard[index + 1]?.onset ?? Infinity;
    const first = stabilising.find(time => time > crash.crashAt && time < Math.min(until, crash.end + 7 * dayMs));
    // Hours tell what held: a call within an hour is judged at its end.
    return first === undefined ? undefined : judgeCall(market.bars, crash, Math.ceil(first / hourMs) * hourMs);
  });
  const rules = [2, 4, 6, 12, 24].map(
    quiet => [`no new low for ${quiet} h`, heard.map(crash => callByRule(market.bars, crash, quiet))] as const,
  );
  const retraced = heard.map(crash => callByRule(market.bars, crash, 4, 0.382));
  return toTable([
    ['call', 'held 24 h', 'crashes without a call', 'hours since the low (median)', 'already won back (median)'],
    toRow('engine enters stabilising', byEngine),
    ...rules.map(([name, calls]) => toRow(name, calls)),
    toRow('no new low for 4 h and 38.2 % back', retraced),
  ]);
}

function toRow(name: string, all: readonly (Call | undefined)[]): readonly string[] {
  const calls = all.filter(call => call !== undefined);
  const held = calls.filter(({ isHeld }) => isHeld).length;
  const [low, high] = wilson(held, calls.length);
  const rebound = median(calls.map(({ reboundShare }) => reboundShare));
  return [
    name,
    calls.length === 0 ? '–' : `${held}/${calls.length} = ${toFixed(held / calls.length)} [${toFixed(low)}, ${toFixed(high)}]`,
    String(all.length - calls.length),
    toFixed(median(calls.map(({ lagHours }) => lagHours)), 1),
    rebound === undefined ? '–' : `${toFixed(100 * rebound, 1)} %`,
  ];
}
