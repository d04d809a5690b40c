import type { Ask, ParamRule, Reply } from '../provider.ts';
import { dayMs, intervalMs } from '../wire.ts';
import { binanceError } from './binance-common.ts';

/** Periods of `/futures/data/openInterestHist` (Binance connector docstrings, 2026-08-19). */
const periods = ['5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d'];

/** "Only the data of the latest 1 month is available": an older start is answered with 400. */
const depthMs = 30 * dayMs;

/** Parameters that both boards share. */
export const historyQuery: Readonly<Record<string, ParamRule>> = {
  period: { required: true, oneOf: periods },
  limit: { min: 1, max: 500 },
  startTime: { min: 0 },
  endTime: { min: 0 },
};

/**
 * The timestamps that a request for history is answered with, ascending: whole multiples of the period up to now, the latest `limit`
 * (30 by default) of them where the range holds more. A refusal where the start is older than a month.
 */
export function historyTimes({ query, now, world }: Ask): readonly number[] | Reply {
  const step = intervalMs[query.period ?? ''] ?? dayMs;
  const { startTime, endTime, limit = '30' } = query;
  if (startTime !== undefined && Number(startTime) < now - depthMs) {
    return binanceError(-1130, "parameter 'startTime' is invalid.");
  }
  if (startTime !== undefined && endTime !== undefined && Number(startTime) > Number(endTime)) {
    return binanceError(-1130, "parameter 'endTime' is invalid.");
  }
  const from = Math.max(Number(startTime ?? 0), now - depthMs, world.ledger.from);
  const to = Math.min(Number(endTime ?? now), now);
  const last = Math.floor(to / step) * step;
  const times: number[] = [];
  for (let time = last; time >= from && times.length < Number(limit); time -= step) times.push(time);
  return times.reverse();
}

/** Whether `historyTimes` gave times. */
export function areTimes(outcome: readonly number[] | Reply): outcome is readonly number[] {
  return Array.isArray(outcome);
}
