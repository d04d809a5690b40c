import type { RecordedInput } from './recording.ts';

const kinds = ['liquidation', 'bar', 'reference'];
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 60;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
/** Times before 2009 or after 2200 are in another unit than milliseconds. */
const isTime = (value: unknown): value is number => isNumber(value) && value > 1.23e12 && value < 7.26e12;
const isPositive = (value: unknown): value is number => isNumber(value) && value > 0;
const isAmount = (value: unknown): value is number => isNumber(value) && value >= 0;

/** Optional members of a bar, with what each must be. */
const optional = { volume: isAmount, takerBuyBase: isAmount, openInterestUsd: isAmount, fundingRate: isNumber } as const;

/**
 * One line of a recording, checked; or what is wrong with it, as a text that names the member. Members that nobody knows are let pass. `null` counts as
 * absent.
 */
export function readInput(line: unknown): RecordedInput | string {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return 'not an object';
  const row: Readonly<Record<string, unknown>> = { ...line };
  const { type, time } = row;
  if (type === undefined) return 'type is missing';
  if (!kinds.some(kind => kind === type)) return `type ${JSON.stringify(type)} is none of ${kinds.join(', ')}`;
  if (!isTime(time)) return 'time is not in milliseconds since 1970';
  if (type === 'reference') {
    const { name, value } = row;
    if (!isText(name)) return 'name is missing';
    return isNumber(value) ? { type, time, name, value } : 'value is not a number';
  }
  const { base } = row;
  if (!isText(base)) return 'base is missing';
  if (type === 'liquidation') {
    const { position, usd, venue = '' } = row;
    if (position !== 'long' && position !== 'short') return 'position is neither long nor short';
    if (!isAmount(usd)) return 'usd is not an amount';
    return typeof venue === 'string' ? { type, time, base, position, usd, venue } : 'venue is not a text';
  }
  return readBar(row, time, base);
}

function readBar(row: Readonly<Record<string, unknown>>, time: number, base: string): RecordedInput | string {
  const { intervalMs, open, high, low, close } = row;
  if (!isPositive(intervalMs)) return 'intervalMs is not a length of time';
  if (!isPositive(open) || !isPositive(high) || !isPositive(low) || !isPositive(close))
    return 'open, high, low and close must be prices';
  if (low > Math.min(open, close) || high < Math.max(open, close)) return 'low and high do not hold open and close';
  const more: { -readonly [Member in keyof typeof optional]?: number } = {};
  for (const member of ['volume', 'takerBuyBase', 'openInterestUsd', 'fundingRate'] as const) {
    const value = row[member] ?? undefined;
    if (value === undefined) continue;
    if (!optional[member](value)) return `${member} is not a number that it can be`;
    more[member] = value;
  }
  if (more.takerBuyBase !== undefined && more.takerBuyBase > (more.volume ?? 0) * (1 + 1e-9)) {
    if (more.volume === undefined) delete more.takerBuyBase;
    else return 'takerBuyBase is more than volume';
  }
  return { type: 'bar', time, intervalMs, base, open, high, low, close, ...more };
}
