import { toDaySums } from '../../lib/store/day-rows.ts';
import { intersection } from '../../lib/std/intervals.ts';
import type { Intervals } from '../../lib/model/coverage.ts';
import type { CoverageRow, DayRow, EventRow } from '../../lib/store/tables.ts';
import type { ConnectionEntry } from '../market/log.ts';
import { sentOrders } from '../market/truth.ts';
import type { Ledger, Position, Venue } from '../market/world.ts';

/** One forced order as it is stored. */
export interface StoredOrder {
  readonly venue: string;
  readonly symbol: string;
  readonly position: Position;
  /** Ms. */
  readonly time: number;
  /** 0 when its dollars are not known. */
  readonly cents: number;
  /** True while its money is in no sum of a day. */
  readonly isPending: boolean;
}

/** What the extension's database holds of forced orders. */
export interface StoredRows {
  readonly orders: readonly StoredOrder[];
  readonly days: readonly DayRow[];
  readonly coverage: readonly CoverageRow[];
}

/** One forced order as a venue let it out. */
export interface SentOrder {
  readonly orderId: number;
  readonly symbol: string;
  readonly position: Position;
  /** The venue's clock, ms; Gate tells whole seconds. */
  readonly time: number;
  readonly cents: number;
}

/** A stream of a venue, or several that carry the venue together, and the board whose contracts it carries. */
export interface StreamName {
  readonly venue: Venue;
  /** Its name, or what several have in common. */
  readonly stream: string;
  /** Names of the streams of which each carries some contracts: all was heard where each of them was. */
  readonly parts?: readonly string[];
  /** Every board of the venue where not given. */
  readonly board?: string;
  /** A run of some minutes may see none of its orders. */
  readonly isSmall?: boolean;
  /** Its frames carry no time, so that what is stored has that of receipt. */
  readonly isTimeless?: boolean;
  /** It tells fills: one order may come as several rows of one moment, which are taken together. */
  readonly isSplit?: boolean;
}

/** An order as a row of the database holds it. */
export function toStoredOrder({ venue, time, pending, event }: EventRow): StoredOrder {
  return {
    venue,
    symbol: event.symbol,
    position: event.position,
    time,
    cents: Math.round((event.usd ?? 0) * 100),
    isPending: pending === 1,
  };
}

/** Every stream of forced orders that the product listens to or polls. */
export const streams: readonly StreamName[] = [
  { venue: 'binance', stream: 'merged' },
  { venue: 'bybit', stream: 'linear', board: 'linear' },
  { venue: 'bybit', stream: 'inverse', board: 'inverse' },
  { venue: 'gate', stream: 'usdt', board: 'usdt' },
  { venue: 'gate', stream: 'btc', board: 'btc' },
  { venue: 'okx', stream: 'liquidation-orders', isSmall: true },
  { venue: 'bitmex', stream: 'liquidation', isSmall: true, isTimeless: true },
  { venue: 'deribit', stream: 'trades', isSmall: true, isSplit: true },
  { venue: 'htx', stream: 'linear', board: 'linear', isSmall: true },
  { venue: 'htx', stream: 'swap', board: 'swap', isSmall: true },
  { venue: 'htx', stream: 'futures', board: 'futures', isSmall: true },
  { venue: 'bitfinex', stream: 'status', isSmall: true },
  { venue: 'kraken-futures', stream: 'trade', isSmall: true },
  { venue: 'dydx', stream: 'trades', parts: [1, 2, 3, 4, 5, 6].map(part => `trades-${String(part)}`), isSmall: true },
  { venue: 'aster', stream: 'merged', isSmall: true },
  { venue: 'bitget', stream: 'liquidation', isSmall: true },
  { venue: 'lighter', stream: 'trades', parts: ['trades-1', 'trades-2'], isSmall: true },
  { venue: 'poloniex', stream: 'liquidation_orders', isSmall: true },
];

/** How the store stands against what was sent on one stream. */
export interface Account {
  /** When the stream claims to have been heard, by events. */
  readonly heard: Intervals;
  /** Orders of that time that the store does not hold as often as they were sent. */
  readonly missing: readonly string[];
  /** Orders that the store holds more often than they were sent, whenever that was. */
  readonly extra: readonly string[];
  /** Orders sent in the claimed time. */
  readonly claimed: number;
}

/** What the ledger's venues let out on the stream in `[from, to)`. */
export function sentOn(ledger: Ledger, { venue, board }: StreamName, from: number, to: number): readonly SentOrder[] {
  return sentOrders(ledger, { venue, from, to })
    .filter(({ market }) => board === undefined || market.board === board)
    .map(({ id, market, position, time, cents }) => ({
      orderId: id,
      symbol: market.symbol,
      position,
      time: wireTime(venue, time),
      cents,
    }));
}

/** Ids of orders that sockets were told of later than `lagMs` after they happened, on a machine that is too busy: the venue broke its promise. */
export function toldLate(connections: readonly Pick<ConnectionEntry, 'sent'>[], lagMs: number): ReadonlySet<number> {
  return new Set(
    connections.flatMap(({ sent }) => sent.filter(({ time, sentAt }) => sentAt - time > lagMs).map(({ orderId }) => orderId)),
  );
}

/** Time as the venue's frames and rows carry it. */
export function wireTime(venue: Venue, time: number): number {
  return venue === 'gate' ? Math.floor(time / 1_000) * 1_000 : time;
}

/**
 * Holds the store against everything that was sent on a stream; `boardOf` tells the board of a symbol. Orders are told apart by contract, position,
 * time and money; without `money` by the first three, where the venue tells no time by the others. Those that are `late` may be missing.
 */
export function accountOf(
  stored: StoredRows,
  { venue, board, isTimeless = false, isSplit = false, ...name }: StreamName,
  orders: readonly SentOrder[],
  {
    boardOf,
    money = true,
    late,
  }: { readonly boardOf: (symbol: string) => string; readonly money?: boolean; readonly late?: ReadonlySet<number> },
): Account {
  const nameOf = ({ symbol, position, time, cents }: Omit<SentOrder, 'orderId'>) =>
    [symbol, position, ...(isTimeless ? [] : [time]), ...(money ? [cents] : [])].join(' ');
  const heard = heardOf(stored, { venue, ...name });
  const rows = stored.orders.filter(order => order.venue === venue && (board === undefined || boardOf(order.symbol) === board));
  const own = isSplit ? together(rows) : rows;
  const sent = isSplit ? together(orders) : orders;
  const held = countBy(own.map(nameOf));
  const told = countBy(sent.map(nameOf));
  const inside = sent
    .filter(({ orderId, time }) => late?.has(orderId) !== true && heard.some(({ from, to }) => from <= time && time < to))
    .map(nameOf);
  return {
    heard,
    missing: [...countBy(inside)].filter(([name, count]) => (held.get(name) ?? 0) < count).map(([name]) => name),
    extra: [...held].filter(([name, count]) => count > (told.get(name) ?? 0)).map(([name]) => name),
    claimed: inside.length,
  };
}

/** Rows of one contract, position and moment as one. */
function together<Row extends Omit<SentOrder, 'orderId'>>(rows: readonly Row[]): readonly Row[] {
  const moments = Map.groupBy(rows, ({ symbol, position, time }) => `${symbol} ${position} ${String(time)}`);
  return [...moments.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, cents: others.reduce((cents, row) => cents + row.cents, first.cents) }],
  );
}

/** When events of the stream were heard, as stored. */
export function heardOf({ coverage }: Pick<StoredRows, 'coverage'>, { venue, stream, parts = [stream] }: StreamName): Intervals {
  const isRow = (row: CoverageRow, part: string) =>
    row.venue === venue && row.stream === part && row.layer === 'fine' && row.source === 'events';
  return parts
    .map(part => coverage.find(row => isRow(row, part))?.intervals ?? [])
    .reduce((together, heard) => intersection(together, heard));
}

/**
 * Cents of a venue in `[from, to)` as the totals are made of them: sums by the minute, and events that are not folded into sums yet. Both ends are
 * whole minutes, or beyond everything that is stored.
 */
export function bookedCents({ days, orders }: StoredRows, venue: Venue, from: number, to: number): number {
  let cents = 0;
  for (const row of days.filter(day => day.venue === venue && day.grainMs === 60_000).map(toDaySums)) {
    if (row.kind === 'corrupt') throw new Error(`a day of ${venue} cannot be read`);
    const { day, slots, longCents, shortCents } = row.sums;
    for (let place = 0; place < slots.length; place += 1) {
      const time = day + (slots[place] ?? 0) * 60_000;
      if (time >= from && time < to) cents += (longCents[place] ?? 0) + (shortCents[place] ?? 0);
    }
  }
  for (const order of orders) {
    if (order.venue === venue && order.isPending && order.time >= from && order.time < to) cents += order.cents;
  }
  return cents;
}

/** Ms of `[from, to)` that the stream claims. */
export function heardMs(heard: Intervals, from: number, to: number): number {
  return heard.reduce((ms, span) => ms + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
