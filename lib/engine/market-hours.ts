import type { OtherMarketFigure } from '../model/engine.ts';

type MarketId = OtherMarketFigure['id'];

/** A stretch of trading, ms. */
export interface Session {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Hours of the clock on the wall, by the day on which trading ends. */
const hours: Readonly<Record<MarketId, { readonly zone: 'europe' | 'america'; readonly open: number; readonly close: number }>> =
  {
    // Xetra, 09:00 to 17:30.
    stoxx50: { zone: 'europe', open: 9, close: 17.5 },
    dax: { zone: 'europe', open: 9, close: 17.5 },
    sp500: { zone: 'america', open: 9.5, close: 16 },
    // Cboe, by common knowledge (unverified): VIX to 16:15, the yields of notes 08:20 to 15:00.
    vix: { zone: 'america', open: 9.5, close: 16.25 },
    us10y: { zone: 'america', open: 8 + 1 / 3, close: 15 },
    // ICE, from 20:00 the evening before; on Friday until 17:00 as recorded in September 2026. It opens on Sundays at 18:00, which is left out.
    dollar: { zone: 'america', open: -4, close: 17 },
  };

/** The first Sunday of a month from `day` on, at `hour` UTC. */
function sunday(year: number, month: number, day: number, hour: number): number {
  const first = Date.UTC(year, month, day, hour);
  return first + ((7 - new Date(first).getUTCDay()) % 7) * dayMs;
}

/**
 * How far the clock on the wall is ahead of UTC, ms. Summer time: in the European Union from the last Sunday of March to that of October at
 * 01:00 UTC (Directive 2000/84/EC); in New York from the second Sunday of March to the first of November at 02:00 (Energy Policy Act of 2005).
 */
function offsetOf(zone: 'europe' | 'america', time: number): number {
  const year = new Date(time).getUTCFullYear();
  const isSummer =
    zone === 'europe'
      ? time >= sunday(year, 2, 25, 1) && time < sunday(year, 9, 25, 1)
      : time >= sunday(year, 2, 8, 7) && time < sunday(year, 10, 1, 6);
  return ((zone === 'europe' ? 1 : -5) + (isSummer ? 1 : 0)) * hourMs;
}

/** Hours of a market on a day (00:00 UTC of its date, ms), whether or not it trades then. */
export function sessionOn(id: MarketId, day: number): Session {
  const { zone, open, close } = hours[id];
  const midnight = day - offsetOf(zone, day + 12 * hourMs);
  return { from: midnight + open * hourMs, to: midnight + close * hourMs };
}

/** The session that is running at `now`, or else the last one before it. Holidays are not known: see `otherMarkets`. */
export function lastSession(id: MarketId, now: number): Session {
  // What trades from the evening on belongs to the day after. From any day it is less than five to one of work.
  const days = [1, 0, -1, -2, -3, -4].map(ahead => (Math.floor(now / dayMs) + ahead) * dayMs);
  const begun = days.filter(day => new Date(day).getUTCDay() % 6 > 0 && sessionOn(id, day).from <= now);
  return sessionOn(id, begun[0] ?? now);
}
