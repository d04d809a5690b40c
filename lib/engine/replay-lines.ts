import type { BarInput, EngineInput } from '../model/engine.ts';
import type { Bounds } from '../std/decimal.ts';
import { fieldAt, fieldsOf, figureAt, isMissing, textAt, wordAt } from '../std/fields.ts';
import type { Fields } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';

const shortText = /^[\w.:^ -]{1,40}$/;
const positive: Bounds = { above: 0, atMost: 1e15 };
/** Until 2100: a time in seconds or microseconds would pass for another day. */
const timeBounds: Bounds = { atLeast: Date.UTC(2009, 0, 1), below: Date.UTC(2100, 0, 1) };
const intervalBounds: Bounds = { atLeast: 1000, atMost: 86_400_000 };

/**
 * One line of a recording, decoded: a forced order, a bar, or a figure of an outside market (issue format: `type`, `time` in ms, and the members of
 * `LiquidationInput`, `BarInput` and `ReferenceInput`). Throws `Unreadable` for anything else; members of no meaning here are left alone.
 */
export function readInput(value: unknown): EngineInput {
  const row = fieldsOf(value);
  const type = wordAt(row, 'type', ['liquidation', 'bar', 'reference']);
  const time = figureAt(row, 'time', timeBounds, 'no time in milliseconds');
  if (type === 'reference') return { type, time, name: nameAt(row, 'name'), value: figureAt(row, 'value') };
  const base = nameAt(row, 'base');
  if (type === 'liquidation')
    return {
      type,
      time,
      base,
      position: wordAt(row, 'position', ['long', 'short']),
      usd: figureAt(row, 'usd', { atLeast: 0, atMost: 1e13 }),
      venue: nameAt(row, 'venue'),
    };
  return readBar(row, time, base);
}

function readBar(row: Fields, time: number, base: string): BarInput {
  const [open = 0, high = 0, low = 0, close = 0] = ['open', 'high', 'low', 'close'].map(name => figureAt(row, name, positive));
  if (high < Math.max(open, low, close) || low > Math.min(open, close))
    refuse('high and low do not enclose open and close', 'high');
  const optional = (name: string, bounds: Bounds): Readonly<Record<string, number>> =>
    isMissing(fieldAt(row, name)) ? {} : { [name]: figureAt(row, name, bounds) };
  return {
    type: 'bar',
    time,
    intervalMs: figureAt(row, 'intervalMs', intervalBounds),
    base,
    open,
    high,
    low,
    close,
    ...optional('volume', { atLeast: 0 }),
    ...optional('takerBuyBase', { atLeast: 0 }),
    ...optional('openInterestUsd', positive),
    ...optional('fundingRate', { above: -1, below: 1 }),
  };
}

function nameAt(row: Fields, name: string): string {
  return textAt(row, name, shortText, 'no name');
}
