import type { ForcedOrder, Ledger, Position, Venue } from './world.ts';

export type TruthWindow = '1h' | '24h' | '7d' | '30d';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WINDOWS: readonly (readonly [name: TruthWindow, ms: number, gateBarMs: number])[] = [
  ['1h', HOUR, 5 * MINUTE],
  ['24h', 24 * HOUR, 5 * MINUTE],
  ['7d', 7 * 24 * HOUR, 30 * MINUTE],
  ['30d', 30 * 24 * HOUR, 30 * MINUTE],
];
const VENUES: readonly Venue[] = ['binance', 'bybit', 'gate'];
const POSITIONS: readonly Position[] = ['long', 'short'];

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

/**
 * Binance lets out one order per symbol and second: the latest in each whole second of the market's clock
 * (`floor(time / 1000)`), whichever position it closed; of two in the same millisecond, the later in the list. USD-M and COIN-M
 * symbols count alike.
 */
export const sampleBinance: Sampler = orders => {
  const latest = new Map<string, number>();
  const second = (order: ForcedOrder | undefined): number => Math.floor((order?.time ?? 0) / 1000);
  const passedOver = new Uint8Array(orders.length);
  orders.forEach((order, index) => {
    const before = latest.get(order.market.symbol);
    if (before !== undefined && second(orders[before]) === second(order)) passedOver[before] = 1;
    latest.set(order.market.symbol, index);
  });
  return orders.filter((_order, index) => passedOver[index] === 0);
};

const everyOrder: Sampler = orders => orders;

/** What each venue's feed lets out: Bybit's `allLiquidation` and Gate's `liq_orders` hold every order. */
export const samplers: Readonly<Record<Venue, Sampler>> = { binance: sampleBinance, bybit: everyOrder, gate: everyOrder };

/** The orders with `from <= time < to` that the venue's feed lets out. Seconds cut by an end are sampled whole, then cut. */
export function sentOrders(
  ledger: Ledger,
  { venue, from, to }: { readonly venue: Venue; readonly from: number; readonly to: number },
  sampler: Sampler = samplers[venue],
): readonly ForcedOrder[] {
  const whole = ledger.orders(venue, Math.floor(from / 1000) * 1000, Math.ceil(to / 1000) * 1000);
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

const venuesOf = (venue: Venue | undefined): readonly Venue[] => (venue === undefined ? VENUES : [venue]);

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
 * Where a client's total for the window can begin. Gate has ready-made bars (5 minutes for 1h and 24h, 30 minutes for 7d and 30d), which count
 * only when they lie wholly inside, so the start moves up to the next bar; the end is exact, as `liq_orders` fills what the
 * forming bar leaves out. Binance and Bybit offer nothing from before `start`.
 */
export function offeredFrom(venue: Venue, window: TruthWindow, { at, start }: Viewpoint): number {
  const [, ms, barMs] = WINDOWS.find(([name]) => name === window) ?? ['1h', HOUR, 5 * MINUTE];
  return venue === 'gate' ? Math.ceil((at - ms) / barMs) * barMs : Math.min(at, Math.max(start, at - ms));
}

/** Sum of what a client that started at `start` can have or still fetch of [at - window, at), integer cents. */
export function offeredSum(
  ledger: Ledger,
  selection: Omit<Selection, 'from' | 'to'> & Viewpoint & { readonly window: TruthWindow },
): number {
  return venuesOf(selection.venue).reduce((total, venue) => {
    const from = offeredFrom(venue, selection.window, selection);
    return total + sumCents(sentOrders(ledger, { venue, from, to: selection.at }), selection);
  }, 0);
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
  return VENUES.flatMap(venue => {
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
    collect(sent, 'offeredCents', window => offeredFrom(venue, window, viewpoint));
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
