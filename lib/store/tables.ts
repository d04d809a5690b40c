import type { Intervals } from '../model/coverage.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';

/** A forced order as it came. `pending` is there while its money is not yet in a day row. */
export interface EventRow {
  readonly venue: VenueId;
  /** The event's own, packed by `packKey`. */
  readonly key: string;
  /** The venue's clock, else ours, ms. */
  readonly time: number;
  readonly pending?: 1;
  readonly event: Liquidation;
}

/** The sums of one venue over one UTC day at one grain, packed by `packDay`. */
export interface DayRow {
  readonly grainMs: number;
  readonly venue: VenueId;
  readonly day: number;
  readonly bytes: Uint8Array;
}

/** `fine` is minutes and five-minute bars, `coarse` half hours and what became of them. */
export type Layer = 'fine' | 'coarse';

/** When a stream was heard. `source` keeps live events and ready-made bars apart. */
export interface CoverageRow {
  readonly venue: VenueId;
  readonly stream: string;
  readonly layer: Layer;
  readonly source: 'events' | 'bars';
  readonly intervals: Intervals;
}

/** When ready-made bars, and not events, count in the fine layer of a venue. Whole five minutes. */
export interface ClaimRow {
  readonly venue: VenueId;
  readonly intervals: Intervals;
}

/** What is behind us for good, per venue, ms: anything older was counted or given up, and is not taken again. */
export interface WatermarkRow {
  readonly venue: VenueId;
  /** Raw events before this were let go: they can no longer be told from new ones. */
  readonly rawFrom: number;
  /** Minutes before this became half hours. */
  readonly fineFrom: number;
  /** Half hours before this became hours. */
  readonly coarseFrom: number;
}

/** Open interest of one venue from `start` on, packed by `packSamples`: an hour of five-minute samples, or a day of hourly ones. */
export interface OpenInterestRow {
  readonly grainMs: number;
  readonly venue: VenueId;
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Any plain JSON under a key. */
export interface DocumentRow {
  readonly key: string;
  /** Market time of writing, ms. */
  readonly writtenAt: number;
  readonly value: unknown;
}

/** Plain JSON of one kind of thing under its name. */
export interface StateRow {
  readonly name: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** `schema` says which upgraders have run. */
export interface MetaRow {
  readonly key: 'schema';
  readonly value: number;
}

/** The rows of every table. */
export interface TableRows {
  readonly events: EventRow;
  readonly days: DayRow;
  readonly coverage: CoverageRow;
  readonly claims: ClaimRow;
  readonly watermarks: WatermarkRow;
  readonly openInterest: OpenInterestRow;
  readonly documents: DocumentRow;
  readonly hosts: StateRow;
  readonly jobs: StateRow;
  readonly meta: MetaRow;
}

export type TableName = keyof TableRows;

/** Primary key first, then the indexes. A row that lacks a field of an index is not in it. */
export const tableIndexes = {
  // Each index of a row costs as much as a third of it.
  events: ['[venue+key]', 'time', '[pending+venue+time]'],
  days: ['[grainMs+venue+day]', 'day', '[grainMs+day]'],
  coverage: ['[venue+stream+layer+source]', 'venue'],
  claims: ['venue'],
  watermarks: ['venue'],
  openInterest: ['[grainMs+venue+start]', '[grainMs+start]'],
  documents: ['key'],
  hosts: ['name'],
  jobs: ['name'],
  meta: ['key'],
} as const satisfies Record<TableName, readonly string[]>;

/** Every table, in the order of `tableIndexes`. */
export const tableNames: readonly TableName[] = Object.keys(tableIndexes).filter(isTableName);

function isTableName(name: string): name is TableName {
  return name in tableIndexes;
}

export type IndexName<Name extends TableName> = (typeof tableIndexes)[Name][number];

export type KeyPart = string | number;
export type Key = KeyPart | readonly KeyPart[];

/** Which rows of an index: `[lower, upper)`, ascending. */
export interface RangeOptions {
  readonly limit?: number;
  readonly descending?: boolean;
}

/** One table inside one transaction. Rejects with the database's own error. */
export interface Rows<Row, Index extends string> {
  get(key: Key): Promise<Row | undefined>;
  getMany(keys: readonly Key[]): Promise<readonly (Row | undefined)[]>;
  put(rows: readonly Row[]): Promise<void>;
  delete(keys: readonly Key[]): Promise<void>;
  all(): Promise<readonly Row[]>;
  count(): Promise<number>;
  /** The first rows by their primary key, at most `limit`. */
  some(limit: number): Promise<readonly Row[]>;
  /** Rows with `lower <= key of the index < upper`, in its order. A shorter list of parts sorts before any longer one that it begins. */
  range(index: Index, lower: Key, upper: Key, options?: RangeOptions): Promise<readonly Row[]>;
  clear(): Promise<void>;
}

/** The tables, for as long as a transaction lives: await nothing else inside, or it is over. */
export type Transaction = { readonly [Name in TableName]: Rows<TableRows[Name], IndexName<Name>> };

/** A transaction from what makes the rows of each table. */
export function toTransaction(make: <Name extends TableName>(name: Name) => Rows<TableRows[Name], IndexName<Name>>): Transaction {
  return {
    events: make('events'),
    days: make('days'),
    coverage: make('coverage'),
    claims: make('claims'),
    watermarks: make('watermarks'),
    openInterest: make('openInterest'),
    documents: make('documents'),
    hosts: make('hosts'),
    jobs: make('jobs'),
    meta: make('meta'),
  };
}

/** Anything that runs work over the tables, all of it or none. */
export interface Backend {
  run<Result>(mode: 'read' | 'write', tables: readonly TableName[], work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): void;
}
