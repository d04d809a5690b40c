import type { AmountsInput } from '../engine/amounts.ts';
import { visitCounted } from '../engine/counted-amounts.ts';
import type { InterestPoint } from '../engine/interest-series.ts';
import type { BarInput, InterestInput, LiquidationInput, ReferenceInput } from '../model/engine.ts';
import type { Bar, Liquidation, Position } from '../model/trade.ts';

/** The venue under which sums are handed to the engine: they are no single orders, so R does not read them. */
export const sumsVenue = 'sums';

/** How far back sums are read: as far as they are kept by the half hour everywhere. */
export const sumsReachMs = 30 * 86_400_000;
/** Within this single orders are read, which R needs. */
export const ordersReachMs = 6 * 3_600_000;
const slotMs = 300_000;

interface Sum {
  cents: number;
  orders: number;
}

/**
 * Forced orders of the past as the engine takes them: sums, and single orders of the last six hours in place of the sums of their five minutes.
 * `base` is `undefined` for all coins. A half hour is handed over at its end, since nobody knows when in it the money went.
 */
export function pastOrders(
  input: AmountsInput,
  orders: readonly Liquidation[],
  base: string | undefined,
): readonly LiquidationInput[] {
  const isAsked = (coin: string): boolean => base === undefined || coin === base;
  const singles = orders.filter(order => isAsked(order.base)).flatMap(toOrderInput);
  const told = new Set(singles.map(({ venue, time }) => `${venue} ${Math.floor(time / slotMs)}`));
  // Of all coins on all venues there are hundreds of thousands: one row for each moment and position is enough of them.
  const sums = { long: new Map<number, Sum>(), short: new Map<number, Sum>() };
  const add = (position: Position, time: number, cents: number): void => {
    if (cents <= 0) return;
    const sum = sums[position].get(time);
    if (sum === undefined) sums[position].set(time, { cents, orders: 1 });
    else {
      sum.cents += cents;
      sum.orders += 1;
    }
  };
  visitCounted(input, input.now - sumsReachMs, ({ venue, time, lengthMs, base: coin, longCents, shortCents }) => {
    if (!isAsked(coin) || told.has(`${venue} ${Math.floor(time / slotMs)}`)) return;
    const at = Math.max(time, time + lengthMs - 1);
    add('long', at, longCents);
    add('short', at, shortCents);
  });
  const rows = (['long', 'short'] as const).flatMap(position =>
    [...sums[position]].map(([time, { cents, orders: count }]): LiquidationInput => ({
      type: 'liquidation',
      time,
      base: base ?? 'ALL',
      position,
      usd: cents / 100,
      venue: sumsVenue,
      orders: count,
    })),
  );
  return [...singles, ...rows].sort((a, b) => a.time - b.time);
}

/** One recorded order; nothing for one without dollars. */
export function toOrderInput({ venue, base, position, usd, eventTime, receivedTime }: Liquidation): readonly LiquidationInput[] {
  return usd === undefined ? [] : [{ type: 'liquidation', time: eventTime ?? receivedTime, base, position, usd, venue }];
}

/** Bars of one length, those that are over at `now`. */
export function toBarInputs(bars: readonly Bar[], base: string, intervalMs: number, now: number): readonly BarInput[] {
  return bars.flatMap(({ openTime, open, high, low, close, volume, takerBuyVolume }) =>
    openTime + intervalMs > now
      ? []
      : [
          {
            type: 'bar',
            time: openTime,
            intervalMs,
            base,
            open,
            high,
            low,
            close,
            ...(volume === undefined ? {} : { volume }),
            ...(takerBuyVolume === undefined ? {} : { takerBuyBase: takerBuyVolume }),
          } as const,
        ],
  );
}

/** Open interest as an index; `of` names one unbroken series. */
export function toInterestInputs(
  points: readonly InterestPoint[],
  base: string | undefined,
  of: string,
): readonly InterestInput[] {
  return points.map(([time, coins]) => ({ type: 'interest', time, base: base ?? 'ALL', coins, of }));
}

/** Turnover by the minute, as what R holds bursts of forced orders against. */
export function toFlowInputs(rows: readonly (readonly [time: number, usd: number])[]): readonly ReferenceInput[] {
  return rows.map(([time, value]) => ({ type: 'reference', name: 'spot-flow', time, value }));
}
