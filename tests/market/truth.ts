import type { WindowName } from './ledger/feeds/feed.ts';
import { feeds } from './ledger/feeds/registry.ts';
import { venues } from './ledger/venues.ts';
import type { ForcedOrder, Ledger, Position, Venue } from './world.ts';

export type TruthWindow = WindowName;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WINDOWS: readonly (readonly [name: TruthWindow, ms: number])[] = [
  ['1h', HOUR],
  ['24h', DAY],
  ['7d', 7 * DAY],
  ['30d', 30 * DAY],
];
const POSITIONS: readonly Position[] = ['long', 'short'];

/**
 * A client keeps single orders as sums by the minute, and beyond a day of history by the half hour, which count only when they lie wholly inside a
 * window.
 */
const KEPT_MINUTE = MINUTE;
const KEPT_BAR = 30 * MINUTE;

const upTo = (step: number, time: number): number => Math.ceil(time / step) * step;

/** Which orders a sum takes. Left out means all; `from` counts, `to` does not. */
export interface Selection {
  readonly venue?: Venue;
  readonly base?: string;
  readonly position?: Position;
  readonly from: number;
  readonly to: number;
}

/** What a client asks for at `at`, when it started at `start`. */
export interface Viewpoint {
  readonly at: number;
  readonly start: number;
}

/** The orders of a venue that its feed lets out, given all of them, ascending by time. */
export type Sampler = (orders: readonly ForcedOrder[]) => readonly ForcedOrder[];

/** The orders with `from <= time < to` that the venue's feed lets out. Seconds cut by an end are sampled whole, then cut. */
export function sentOrders(
  ledger: Pick<Ledger, 'orders'>,
  { venue, from, to }: { readonly venue: Venue; readonly from: number; readonly to: number },
  sampler: Sampler = feeds[venue].sample,
): readonly ForcedOrder[] {
  const whole = ledger.orders(venue, Math.floor(from / 1000) * 1000, Math.ceil(to / 1000) * 1000);
  if (from % 1000 === 0 && to % 1000 === 0) return sampler(whole);
  return sampler(whole).filter(({ time }) => time >= from && time < to);
}

function sumCents(orders: readonly ForcedOrder[], { base, position }: Pick<Selection, 'base' | 'position'>): number {
  let cents = 0;
  for (const order of orders) {
    if (base !== undefined && order.market.base !== base) continue;
    if (position === undefined || order.position === position) cents += order.cents;
  }
  return cents;
}

const venuesOf = (venue: Venue | undefined): readonly Venue[] => (venue === undefined ? venues : [venue]);

/** Sum of every forced order, integer cents. */
export function worldSum(ledger: Ledger, selection: Selection): number {
  const { venue, from, to } = selection;
  return venuesOf(venue).reduce((total, each) => total + sumCents(ledger.orders(each, from, to), selection), 0);
}

/** Sum of what the feeds let out, integer cents: what a client shows that ran all along. */
export function sentSum(ledger: Ledger, selection: Selection): number {
  const { venue, from, to } = selection;
  return venuesOf(venue).reduce((total, each) => total + sumCents(sentOrders(ledger, { venue: each, from, to }), selection), 0);
}

/**
 * Where a client's total for the window can begin: at the window's own edge or where the history ended when the client started, whichever is
 * later. Ready-made bars count only when they lie wholly inside, so the start moves up to the next one; so it does to the next minute, and to
 * the next half hour where a history of more than a day is kept. A venue without a history offers nothing from before `start`.
 */
export function offeredFrom(venue: Venue, window: TruthWindow, { at, start }: Viewpoint): number {
  const [, ms] = WINDOWS.find(([name]) => name === window) ?? ['1h', HOUR];
  const { barMs, historyReachMs } = feeds[venue];
  if (barMs !== undefined) return upTo(barMs[window], at - ms);
  const oldest = start - historyReachMs;
  const from = Math.min(at, Math.max(oldest, upTo(KEPT_MINUTE, at - ms)));
  return start - from > DAY ? upTo(KEPT_BAR, from) : from;
}

/** Whether a client that started at `start` can have an order of that time by `at`: heard it live, or found it in the history. */
export function isOffered(venue: Venue, time: number, { at, start }: Viewpoint): boolean {
  const { isPolled = false, historyStaleMs } = feeds[venue];
  return (time >= start && !isPolled) || time < at - historyStaleMs;
}

/** The orders of the window that a client which started at `start` can have or still fetch by `at`, ascending by time. */
export function offeredOrders(
  ledger: Pick<Ledger, 'orders'>,
  venue: Venue,
  window: TruthWindow,
  viewpoint: Viewpoint,
): readonly ForcedOrder[] {
  const from = offeredFrom(venue, window, viewpoint);
  const sent = sentOrders(ledger, { venue, from, to: viewpoint.at });
  return feeds[venue].historyStaleMs === 0 ? sent : sent.filter(({ time }) => isOffered(venue, time, viewpoint));
}

/** Sum of what a client that started at `start` can have or still fetch of [at - window, at), integer cents. */
export function offeredSum(
  ledger: Pick<Ledger, 'orders'>,
  selection: Omit<Selection, 'from' | 'to'> & Viewpoint & { readonly window: TruthWindow },
): number {
  return venuesOf(selection.venue).reduce(
    (total, venue) => total + sumCents(offeredOrders(ledger, venue, selection.window, selection), selection),
    0,
  );
}

/** One line of `/truth`: three sums in integer cents over [at - window, at). Base `*` is all coins. */
export interface TruthRow {
  readonly venue: Venue;
  readonly base: string;
  readonly position: Position;
  readonly window: TruthWindow;
  readonly worldCents: number;
  readonly sentCents: number;
  readonly offeredCents: number;
}

type Column = 'worldCents' | 'sentCents' | 'offeredCents';
type Sums = Record<Column, number>;

/** The whole table, for every venue, coin listed there (and `*`), position and window. */
export function truthTable(ledger: Ledger, viewpoint: Viewpoint): readonly TruthRow[] {
  const { at } = viewpoint;
  const longest = Math.max(...WINDOWS.map(([, ms]) => ms));
  return venues.flatMap(venue => {
    const bases = ['*', ...new Set(ledger.markets.flatMap(market => (market.venue === venue ? [market.base] : [])))];
    const sums = new Map<string, Sums>();
    const key = (base: string, position: Position, window: TruthWindow): string => `${base} ${position} ${window}`;
    const add = (name: string, column: Column, cents: number): void => {
      const row = sums.get(name) ?? { worldCents: 0, sentCents: 0, offeredCents: 0 };
      row[column] += cents;
      sums.set(name, row);
    };
    const collect = (
      orders: readonly ForcedOrder[],
      column: Column,
      fromOf: (window: TruthWindow, ms: number) => number,
    ): void => {
      for (const [window, ms] of WINDOWS) {
        const from = fromOf(window, ms);
        for (const { time, market, position, cents } of orders) {
          if (time < from) continue;
          add(key(market.base, position, window), column, cents);
          add(key('*', position, window), column, cents);
        }
      }
    };
    const sent = sentOrders(ledger, { venue, from: at - longest, to: at });
    collect(ledger.orders(venue, at - longest, at), 'worldCents', (_window, ms) => at - ms);
    collect(sent, 'sentCents', (_window, ms) => at - ms);
    collect(
      sent.filter(({ time }) => isOffered(venue, time, viewpoint)),
      'offeredCents',
      window => offeredFrom(venue, window, viewpoint),
    );
    return bases.flatMap(base =>
      POSITIONS.flatMap(position =>
        WINDOWS.map(([window]): TruthRow => {
          const row = sums.get(key(base, position, window)) ?? { worldCents: 0, sentCents: 0, offeredCents: 0 };
          return { venue, base, position, window, ...row };
        }),
      ),
    );
  });
}
