import type { OtherMarketFigure } from './engine.ts';
import type { HttpRequest, Source } from './venue.ts';

/** A coin in a list that is ordered by size, the largest first. */
export interface RankedCoin {
  /** Upper case, as tickers are written. */
  readonly symbol: string;
  /** As a person reads it; empty where the list has only tickers. */
  readonly name: string;
  readonly usd: number;
  /** Fraction; absent when the provider knows none. */
  readonly change24h?: number;
  /** What all coins in circulation are worth; absent when the provider knows none. */
  readonly capUsd?: number;
}

/** What coins are worth, by ticker, of one list of the largest. */
export interface CoinCaps {
  readonly usd: ReadonlyMap<string, number>;
  /** Market time of receipt, ms. */
  readonly at: number;
  readonly source: string;
}

/** Coins of one holder, as a provider tells them. */
export interface HeldCoins {
  readonly name: string;
  readonly base: string;
  readonly coins: number;
  /** What all of them cost; absent when it is not known. */
  readonly entryUsd?: number;
  /** When it was told, ms. */
  readonly at: number;
}

/** The same with its provider, as it is kept. */
export interface KeptHolder extends HeldCoins {
  readonly source: string;
}

/** What a holder stated of its costs on a day. */
export interface StatedCost {
  /** 00:00 UTC, ms. */
  readonly day: number;
  readonly coins: number;
  /** Average of one coin. */
  readonly averageUsd: number;
}

/** The outside markets, by a name of ours that does not change. */
export type OtherMarketId = OtherMarketFigure['id'];

/** Closes by the day (00:00 UTC of its date, ms), ascending, of up to three months; the last is the value itself, of a day that may be running. */
export type DailyCloses = readonly (readonly [day: number, value: number])[];

/** One value of an outside market. A yield is in per cent. */
export interface MarketRow {
  readonly id: OtherMarketId;
  readonly value: number;
  /** The close of the session before that of `value`. */
  readonly before?: number;
  /** When it was dealt at, ms; of a provider that tells only the date, 00:00 UTC of it, with `isDay`. */
  readonly time: number;
  readonly isDay?: true;
  readonly closes?: DailyCloses;
}

/** The same as it is kept: `at` is the moment that the value is of. */
export interface KeptMarket {
  readonly id: OtherMarketId;
  readonly value: number;
  readonly before?: number;
  readonly at: number;
  readonly source: string;
  readonly closes?: DailyCloses;
}

/** Rows of several providers, with when each was last heard (market time, ms) by the name that the rows are asked under. */
export interface Told<Row> {
  readonly rows: readonly Row[];
  readonly askedAt: Readonly<Record<string, number>>;
}

/** A provider of one list, asked by one request. */
export interface ListSource<Row> extends Source<Row> {
  readonly request: HttpRequest;
}

/** A provider of outside markets. */
export interface MarketSource extends Source<MarketRow> {
  /** It tells closes only, a day late. */
  readonly isDaily?: true;
  /** Requests that together tell what this provider has of `ids`; none where it has nothing of them. */
  requests(ids: readonly OtherMarketId[], now: number): readonly HttpRequest[];
}
