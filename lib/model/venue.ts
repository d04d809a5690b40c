import type { Parsed } from './parsed.ts';
import type { Bar, FearGreedDay, Instrument, Liquidation, LiquidationBar, OpenInterest, Quote, VenueId } from './trade.ts';

/** One GET that `lib/feeds` may make. */
export interface HttpRequest {
  /** https, with its whole query. */
  readonly url: string;
  /** What it costs in the host's own currency of weight; 1 when the host counts calls. */
  readonly weight: number;
  /** Which of the host's budgets it draws from: the `name` of a `HostBudget`. */
  readonly budget: string;
  /** Answers above this are refused unread. Default 4 MB. */
  readonly maxBytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** In one sentence, for the ledger of requests that the user can read. */
  readonly why: string;
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
  /** Text frames to send once open, in order. */
  readonly subscribe: readonly string[];
  /** An application message that the venue answers, to keep the socket and the worker alive. `id` counts up from 1. */
  readonly heartbeat: { readonly everyMs: number; frame(id: number): string };
  /** Without any frame for this long the stream is not heard. */
  readonly silenceMs: number;
  /** Rows may come this late after their event: what lies nearer to now than this is not yet claimed as heard. */
  readonly lagMs: number;
  /** The venue cuts a connection at this age; we go before. */
  readonly maxAgeMs: number;
  /** `frame` is the decoded JSON of one text frame. */
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

/** An exchange: data and pure functions. Everything that opens a socket, retries or counts weight is in `lib/feeds`. */
export interface Venue {
  readonly id: VenueId;
  readonly name: string;
  /** What a reader should know of its liquidation feed, in one sentence. */
  readonly note: string;
  /** `sampled`: the venue leaves forced orders out, so that its sums are floors even when all was heard. */
  readonly completeness: 'complete' | 'sampled';
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
    /** As few requests as the venue allows; `instruments` are those of the universe. */
    requests(instruments: readonly Instrument[]): readonly HttpRequest[];
    parse(payload: unknown, context: ParseContext): Parsed<OpenInterest>;
    /** One page of the past of one contract, from `fromMs` on: five-minute rows, a day of them or as many as the venue gives at once. */
    requestPast(instrument: Instrument, fromMs: number): HttpRequest;
    /**
     * Ascending. Dollars or coins may be unknown where the venue's history gives only the other. `context.markPrices` must be of that time, or
     * absent: today's prices would give wrong figures.
     */
    parsePast(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest>;
  };
  /** Names of the streams that `sockets` may open. */
  readonly socketStreams: readonly string[];
  /** Sockets for the given contracts. Empty for a venue that is polled. */
  sockets(instruments: readonly Instrument[]): readonly SocketPlan[];
  readonly polls: readonly LiquidationPoll[];
  readonly backfill: Backfill | undefined;
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

/** Spot prices of the majors, and their hourly bars. */
export interface PriceSource extends Source<Quote> {
  /** One or more requests that together quote the coins. */
  requests(bases: readonly string[]): readonly HttpRequest[];
  bars(base: string, hours: number, now: number): HttpRequest;
  /** Ascending; the last may still be forming. */
  parseBars(payload: unknown): Parsed<Bar>;
}
