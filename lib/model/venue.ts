import type { RequestWhy } from './request-why.ts';
import type { Parsed } from './parsed.ts';
import type { Interval } from './coverage.ts';
import type {
  Bar,
  FearGreedDay,
  Funding,
  Instrument,
  Liquidation,
  LiquidationBar,
  OpenInterest,
  Quote,
  VenueId,
} from './trade.ts';

/** One request that `lib/feeds` may make: a GET, or a POST when there is a `body`. */
export interface HttpRequest {
  /** https, with its whole query. */
  readonly url: string;
  /** JSON text to post, for the few hosts that read their questions from the body. */
  readonly body?: string;
  /** What it costs in the host's own currency of weight; 1 when the host counts calls. */
  readonly weight: number;
  /** Which of the host's budgets it draws from: the `name` of a `HostBudget`. */
  readonly budget: string;
  /** Answers above this are refused unread. Default 4 MB. */
  readonly maxBytes?: number;
  /** The answer is a table in text, which is the payload as it stands; JSON when not given. */
  readonly format?: 'csv';
  readonly headers?: Readonly<Record<string, string>>;
  readonly why: RequestWhy;
}

/** So much weight in so long a window; the source is named in the venue's file. We keep to half of what the host allows. */
export interface HostBudget {
  readonly name: string;
  readonly host: string;
  readonly weight: number;
  readonly windowMs: number;
}

/** What a parser may know besides the payload. Time is an argument: parsers ask no clock. */
export interface ParseContext {
  /** Market time of receipt, ms. */
  readonly receivedTime: number;
  /** The venue's own listings by symbol. May be empty: then what needs a multiplier stays undefined. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** Mark prices by symbol, US dollars for one unit as the symbol counts it. */
  readonly markPrices?: ReadonlyMap<string, number>;
}

/** A WebSocket that carries liquidations. `lib/feeds` opens and nurses it; the venue only says how. */
export interface SocketPlan {
  /** The stream's name inside the venue, stable: coverage and health are kept under it. */
  readonly stream: string;
  readonly url: string;
  /** Frames are compressed: each binary frame is one gzip member with the text in it. */
  readonly decode?: 'gzip';
  /** Text frames to send once open, in order. */
  readonly subscribe: readonly string[];
  /** Least time between two frames of `subscribe`, for venues that limit them; all at once when not given. */
  readonly subscribeEveryMs?: number;
  /**
   * How many `control` results named `subscribed` make the stream heard. When not given: as many controls of any name as there are frames in
   * `subscribe`, one at the least.
   */
  readonly acknowledgements?: number;
  /**
   * An application message that the venue answers, to keep the socket and the worker alive. `id` counts up from 1. Left out where the venue
   * itself keeps asking (see `reply`).
   */
  readonly heartbeat?: { readonly everyMs: number; frame(id: number): string };
  /** What to send back at once to a frame that asks for it (a server's ping). Handed what `parse` is handed. */
  reply?(frame: unknown): string | undefined;
  /** Without any frame for this long the stream is not heard. */
  readonly silenceMs: number;
  /** Rows may come this late after their event: what lies nearer to now than this is not yet claimed as heard. */
  readonly lagMs: number;
  /** The venue cuts a connection at this age; we go before. */
  readonly maxAgeMs: number;
  /** How many connections the host allows one address in how long, where that is few. We keep to half, over the death of the worker too. */
  readonly connectLimit?: { readonly count: number; readonly windowMs: number };
  /** `frame` is the decoded JSON of one text frame; the text itself where it is one bare word (`pong`). */
  parse(frame: unknown, context: ParseContext): Parsed<Liquidation>;
}

/** A REST endpoint that answers with the forced orders of a time window. */
export interface LiquidationPoll {
  readonly stream: string;
  readonly everyMs: number;
  /** The longest window one request may ask for. */
  readonly maxWindowMs: number;
  /** How far back the endpoint is asked at the most. */
  readonly reachMs: number;
  readonly lagMs: number;
  /** This many rows mean that the answer was cut: ask again for half the window. */
  readonly pageRows: number;
  /** `[fromMs, toMs)`; a venue that counts in seconds widens it to whole seconds. */
  request(fromMs: number, toMs: number): HttpRequest;
  parse(payload: unknown, context: ParseContext): Parsed<Liquidation>;
  /** Rows in the payload, read or not, for `pageRows`. 0 when it is no list. */
  rows(payload: unknown): number;
}

/** What a history is asked for by itself: one contract, a family of them, or everything at once. */
export interface HistoryUnit {
  /** Stable inside the venue; coverage and progress are kept under it. */
  readonly key: string;
  /** Contracts whose forced orders all come with it. */
  readonly instruments: readonly Instrument[];
}

/**
 * A REST endpoint that answers with single forced orders of the past, to fill what the stream did not hear. Its rows give the same `key` as
 * the stream's, so that an order read twice counts once.
 */
export interface History {
  /** How far back a first run asks; 0 for a history that only heals gaps, since each hour of it costs too much. */
  readonly firstReachMs: number;
  /** How far back a gap is healed. */
  readonly healReachMs: number;
  /** Rows may appear this late after their order: what lies nearer to now is not asked for. */
  readonly lagMs: number;
  /** The longest window one request may ask for. */
  readonly maxWindowMs: number;
  /**
   * Windows are not cut shorter than this, however many pages they have. Set where an answer always begins at now, so that each part of a window
   * would cost all that is newer once more.
   */
  readonly leastWindowMs?: number;
  /** Set for a venue without a stream: it is asked again and again for what is new. */
  readonly everyMs?: number;
  /** Units in the order of `instruments`, which come with the largest coins first. */
  units(instruments: readonly Instrument[]): readonly HistoryUnit[];
  /** Forced orders of `[window.from, window.to)`; rows outside of it are dropped by the caller. `page` is what `next` gave. */
  request(unit: HistoryUnit, window: Interval, page: string | undefined): HttpRequest;
  parse(payload: unknown, unit: HistoryUnit, context: ParseContext): Parsed<Liquidation>;
  /** The page after this answer; `undefined` when the window is exhausted. */
  next(payload: unknown, unit: HistoryUnit, window: Interval, page: string | undefined): string | undefined;
}

/** One pass of ready-made bars over the past. */
export interface BackfillStage {
  readonly name: '24h' | '7d' | '30d';
  readonly grainMs: number;
  /** How far back from now it reaches, ms. */
  readonly reachMs: number;
}

/** A REST endpoint that answers with ready-made sums of the past. */
export interface Backfill {
  /** In the order in which they run. */
  readonly stages: readonly BackfillStage[];
  /** Most rows that one answer may hold. */
  readonly pageRows: number;
  request(instrument: Instrument, stage: BackfillStage, fromMs: number): HttpRequest;
  /** Bars of one contract. A bar still forming (its end after `receivedTime`) is left out. */
  parse(payload: unknown, instrument: Instrument, stage: BackfillStage, context: ParseContext): Parsed<LiquidationBar>;
}

/**
 * An exchange: data and pure functions. Everything that opens a socket, retries or counts weight is in `lib/feeds`; what is said of it to the user is in
 * `lib/format/venue-words.ts`.
 */
export interface Venue {
  readonly id: VenueId;
  readonly name: string;
  /**
   * `sampled`: the venue leaves forced orders out, so that its sums are floors even when all was heard. `none`: it publishes no forced orders
   * at all, and gives prices, open interest and funding only.
   */
  readonly completeness: 'complete' | 'sampled' | 'none';
  readonly budgets: readonly HostBudget[];
  readonly instruments: {
    readonly requests: readonly HttpRequest[];
    parse(payload: unknown, context: ParseContext): Parsed<Instrument>;
    /** The next page, for venues that page; `undefined` when this was the last. */
    next?(payload: unknown, request: HttpRequest): HttpRequest | undefined;
  };
  /** Price, mark price and 24h change of many contracts at once. */
  readonly quotes: {
    readonly requests: readonly HttpRequest[];
    parse(payload: unknown, context: ParseContext): Parsed<Quote>;
  };
  readonly openInterest: {
    /** All contracts come in a few answers, so that the venue can be asked before it is known which coins matter. */
    readonly isBulk: boolean;
    /** Whether the venue keeps a past that can be asked for. Where not, our own samples make one. */
    readonly hasPast: boolean;
    /** As few requests as the venue allows; `instruments` are those of the universe. */
    requests(instruments: readonly Instrument[]): readonly HttpRequest[];
    parse(payload: unknown, context: ParseContext): Parsed<OpenInterest>;
    /**
     * One page of the past of one contract, from `fromMs` on: five-minute rows, a day of them or as many as the venue gives at once.
     * Throws a `RangeError` where `hasPast` is false.
     */
    requestPast(instrument: Instrument, fromMs: number): HttpRequest;
    /**
     * Ascending. Dollars or coins may be unknown where the venue's history gives only the other. `context.markPrices` must be of that time, or
     * absent: today's prices would give wrong figures.
     */
    parsePast(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest>;
  };
  /** Funding rates of many contracts; `undefined` where the venue tells them one by one only. */
  readonly funding?: {
    requests(instruments: readonly Instrument[]): readonly HttpRequest[];
    parse(payload: unknown, context: ParseContext): Parsed<Funding>;
  };
  /** Names of the streams that `sockets` may open. */
  readonly socketStreams: readonly string[];
  /** Sockets for the given contracts. Empty for a venue that is polled. */
  sockets(instruments: readonly Instrument[]): readonly SocketPlan[];
  readonly polls: readonly LiquidationPoll[];
  readonly backfill: Backfill | undefined;
  /** Single orders of the past; `undefined` where the venue keeps none that can be asked for. */
  readonly history?: History;
}

/** A provider of one kind of figure that is no exchange of contracts. */
export interface Source<Row> {
  readonly id: string;
  readonly name: string;
  /** What its terms ask us to print beside the figure; `undefined` when they ask for nothing. */
  readonly attribution: { readonly text: string; readonly url: string } | undefined;
  readonly budgets: readonly HostBudget[];
  /** `request` is the one that was answered: some answers do not say which coin they are about, and are rejected without it. */
  parse(payload: unknown, context: { readonly receivedTime: number; readonly request?: HttpRequest | undefined }): Parsed<Row>;
}

/** Daily Fear & Greed. */
export interface FearGreedSource extends Source<FearGreedDay> {
  request(days: number): HttpRequest;
}

/** Lengths of the bars that are asked for, ms: a minute, an hour, four hours. */
export type BarStep = 60_000 | 3_600_000 | 14_400_000;

/** Spot prices of the majors, and bars. */
export interface PriceSource extends Source<Quote> {
  /** Nobody trades on credit there: what is turned over is no forced order, and follows none. */
  readonly isUnleveraged?: true;
  /** One or more requests that together quote the coins. */
  requests(bases: readonly string[]): readonly HttpRequest[];
  /** The last `count` bars, the forming one among them, or as many as the source gives at once; of an hour when no step is given. */
  bars(base: string, count: number, now: number, stepMs?: BarStep): HttpRequest;
  /** Ascending; the last may still be forming. */
  parseBars(payload: unknown, stepMs?: BarStep): Parsed<Bar>;
}

/** Dollars in an order book within one per cent of the middle price. */
export interface BookDepth {
  readonly bidUsd: number;
  readonly askUsd: number;
  /** The answer ends before one per cent on a side: both figures are floors. */
  readonly isPartial: boolean;
}

/** What takers traded of one contract in one hour, in coins as its symbol counts them. */
export interface TakerHour {
  /** The venue's time of the hour, ms. */
  readonly time: number;
  readonly bought: number;
  readonly sold: number;
}

/** Figures of one venue's contracts, one contract an answer. */
export interface ContractSource<Row> extends Source<Row> {
  /** A venue that is switched off is not asked. */
  readonly venue: VenueId;
  /** Whether it is asked for this contract: one of a coin at the most. */
  lists(instrument: Instrument): boolean;
  request(instrument: Instrument): HttpRequest;
}
