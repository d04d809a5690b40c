import { createRandom, hashText, hashUniform } from '../random.ts';
import type { OtherMarketName, TradingDay } from '../world.ts';
import { DAY, HOUR, startOfDay } from './time.ts';

/** What a scenario says of an outside market at its start: the value, the change since the close before (percent; of the yield, points), and how it goes on. */
export interface StatedMarket {
  readonly value: number;
  readonly change: number;
  /** Percent (points) from t0 to the close, where the market is open at t0. */
  readonly then?: number;
}

export type StatedMarkets = Readonly<Record<OtherMarketName, StatedMarket>>;

interface Exchange {
  readonly zone: 'Europe/Berlin' | 'America/New_York';
  /** Hours of the wall clock, from midnight of the day of trading. */
  readonly open: number;
  readonly close: number;
  /** Standard deviation of a day, percent (points). */
  readonly daily: number;
  readonly isYield?: true;
}

/** Xetra's hours are those of the facts sheet; the dollar's end is that of a recorded answer; the rest is common knowledge. */
export const exchanges: Readonly<Record<OtherMarketName, Exchange>> = {
  stoxx50: { zone: 'Europe/Berlin', open: 9, close: 17.5, daily: 0.9 },
  dax: { zone: 'Europe/Berlin', open: 9, close: 17.5, daily: 0.9 },
  sp500: { zone: 'America/New_York', open: 9.5, close: 16, daily: 0.8 },
  vix: { zone: 'America/New_York', open: 9.5, close: 16.25, daily: 5 },
  dollar: { zone: 'America/New_York', open: -4, close: 17, daily: 0.35 },
  us10y: { zone: 'America/New_York', open: 8 + 20 / 60, close: 15, daily: 0.04, isYield: true },
};

/** Weekdays on which nobody trades. */
const HOLIDAYS: Readonly<Record<Exchange['zone'], readonly string[]>> = {
  'Europe/Berlin': [
    '2025-12-24',
    '2025-12-25',
    '2025-12-26',
    '2025-12-31',
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
  ],
  'America/New_York': ['2025-12-25', '2026-01-01', '2026-01-19', '2026-02-16', '2026-04-03', '2026-05-25'],
};

/** Milliseconds that the wall clock is ahead of UTC. */
function wallOffset(zone: Exchange['zone'], time: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(time)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + (Number(minutes) * HOUR) / 60);
}

interface Session {
  readonly date: string;
  readonly open: number;
  readonly close: number;
}

function sessionsBetween({ zone, open, close }: Exchange, from: number, to: number): readonly Session[] {
  const sessions: Session[] = [];
  for (let day = startOfDay(from); day <= to; day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    if ([0, 6].includes(new Date(day).getUTCDay()) || HOLIDAYS[zone].includes(date)) continue;
    const midnight = day - wallOffset(zone, day + DAY / 2);
    sessions.push({ date, open: midnight + open * HOUR, close: midnight + close * HOUR });
  }
  return sessions;
}

/** Values along one session: at its opening, where known at t0, and at its close. */
type Course = readonly (readonly [time: number, value: number])[];

/** The outside markets of a scenario: as stated at `t0`, a seeded walk from close to close before and after. */
export function createOtherMarkets({
  seed,
  t0,
  stated,
}: {
  readonly seed: number;
  readonly t0: number;
  readonly stated: StatedMarkets;
}): (name: OtherMarketName, time: number, count: number) => readonly TradingDay[] {
  const courses = new Map(
    (Object.keys(exchanges) as readonly OtherMarketName[]).map(name => [name, coursesOf(name, stated[name], seed, t0)]),
  );
  return (name, time, count) =>
    (courses.get(name) ?? [])
      .filter(({ session }) => session.open <= time)
      .slice(-count)
      .map(({ session, course }) => ({
        ...session,
        value: valueAt(course, Math.min(time, session.close), hashText(session.date)),
      }));
}

function coursesOf(
  name: OtherMarketName,
  { value, change, then = 0 }: StatedMarket,
  seed: number,
  t0: number,
): readonly { readonly session: Session; readonly course: Course }[] {
  const exchange = exchanges[name];
  const random = createRandom(seed, `${name} closes`);
  const step = (from: number, by: number): number => (exchange.isYield === true ? from + by : from * (1 + by / 100));
  const back = (to: number, by: number): number => (exchange.isYield === true ? to - by : to / (1 + by / 100));
  const sessions = sessionsBetween(exchange, t0 - 70 * DAY, t0 + 3 * DAY);
  const last = sessions.findLastIndex(({ open }) => open <= t0);
  const isOpen = t0 < (sessions[last]?.close ?? 0);
  const closes = sessions.map(() => 0);
  closes[last] = isOpen ? step(value, then) : value;
  closes[last - 1] = back(value, change);
  for (let index = last - 2; index >= 0; index -= 1)
    closes[index] = back(closes[index + 1] ?? 0, exchange.daily * random.normal());
  for (let index = last + 1; index < closes.length; index += 1)
    closes[index] = step(closes[index - 1] ?? 0, exchange.daily * random.normal());
  return sessions.map((session, index) => {
    const close = closes[index] ?? 0;
    const before = closes[index - 1] ?? close;
    // A session opens two fifths of its way.
    const end = index === last ? value : close;
    const middle: Course = index === last && isOpen ? [[t0, value]] : [];
    return { session, course: [[session.open, before + 0.4 * (end - before)], ...middle, [session.close, close]] };
  });
}

/** Straight lines, with a ripple of a thousandth between the points, which it leaves as they are. */
function valueAt(course: Course, time: number, noise: number): number {
  const index = Math.max(
    0,
    course.findLastIndex(([at]) => at <= time),
  );
  const [from, to] = [course[index], course[index + 1]];
  if (from === undefined) throw new Error('a course needs a point');
  if (to === undefined || time <= from[0]) return from[1];
  const share = (time - from[0]) / (to[0] - from[0]);
  const ripple = 0.001 * from[1] * (hashUniform(noise, Math.floor(time / 60_000)) - 0.5) * Math.sin(Math.PI * share);
  return from[1] + (to[1] - from[1]) * share + ripple;
}
