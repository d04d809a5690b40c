import type { BarInput } from '../model/engine.ts';
import type { Bounds } from '../std/decimal.ts';
import { fieldAt, fieldsOf, figureAt, isMissing, textAt, wordAt } from '../std/fields.ts';
import type { Fields } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';
import type { RecordedInput } from './recording.ts';

/** Coins and venues are named in any script. */
const shortText = /^\P{Cc}{1,60}$/u;
/** Wide enough for any market, and none of it infinite. */
const most = 1e15;
const positive: Bounds = { above: 0, atMost: most };
const amount: Bounds = { atLeast: 0, atMost: most };
/** A time in seconds or microseconds would pass for another day. */
const times: Bounds = { atLeast: Date.UTC(2009, 0, 1), below: Date.UTC(2100, 0, 1) };
const intervals: Bounds = { atLeast: 1000, atMost: 86_400_000 };

/**
 * One line of a recording, decoded: a forced order, a bar, or a figure of an outside market, with the members of `RecordedInput`. Figures may be numbers
 * or decimal text; `null` counts as absent; members of no meaning here are left alone. Throws `Unreadable`, with the member in its path.
 */
export function readInput(value: unknown): RecordedInput {
  const row = fieldsOf(value);
  const type = wordAt(row, 'type', ['liquidation', 'bar', 'reference']);
  const time = figureAt(row, 'time', times, 'not in milliseconds since 1970');
  if (type === 'reference')
    return { type, time, name: nameAt(row, 'name'), value: figureAt(row, 'value', { atLeast: -most, atMost: most }) };
  const base = nameAt(row, 'base');
  if (type === 'bar') return readBar(row, time, base);
  const position = wordAt(row, 'position', ['long', 'short']);
  return { type, time, base, position, usd: figureAt(row, 'usd', amount), venue: nameAt(row, 'venue') };
}

function readBar(row: Fields, time: number, base: string): BarInput {
  const intervalMs = figureAt(row, 'intervalMs', intervals);
  const price = (name: string): number => figureAt(row, name, positive);
  const [open, high, low, close] = [price('open'), price('high'), price('low'), price('close')];
  if (high < Math.max(open, low, close) || low > Math.min(open, close)) refuse('does not hold open and close', 'high, low');
  const optional = (name: string, bounds: Bounds): Readonly<Record<string, number>> =>
    isMissing(fieldAt(row, name)) ? {} : { [name]: figureAt(row, name, bounds) };
  const volume = optional('volume', amount);
  // Both are sums of many trades, in binary fractions.
  const bought: Bounds = { ...amount, atMost: (volume['volume'] ?? most) * (1 + 1e-9) };
  return {
    ...{ type: 'bar', time, intervalMs, base, open, high, low, close },
    ...volume,
    ...optional('takerBuyBase', bought),
    ...optional('openInterestUsd', positive),
    ...optional('fundingRate', { above: -1, below: 1 }),
  };
}

function nameAt(row: Fields, name: string): string {
  return textAt(row, name, shortText, 'no name');
}
