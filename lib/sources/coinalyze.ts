import { parseRows, type Parsed } from '../model/parsed.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { fieldsOf, figureAt, flagAt, listAt, textAt, type Fields } from '../std/fields.ts';
import { readRows, refuse } from '../std/rows.ts';
import { dollarBounds } from './fields.ts';
import { toAmounts } from './keyed.ts';
import type { KeyedAmounts, KeyedSource } from './keyed.ts';

const hourMs = 3_600_000;
export const coinalyzeHost = 'api.coinalyze.net';
/** A request may name twenty, and each counts as one call: with the list of contracts before it, that would be over our half of a minute's calls. */
const mostSymbols = 19;

/** One perpetual contract as Coinalyze lists it. */
export interface CoinalyzeMarket {
  readonly symbol: string;
  readonly exchange: string;
  readonly base: string;
}

/** Forced orders of one contract, bar by bar. */
export interface CoinalyzeHistory {
  readonly symbol: string;
  readonly bars: readonly CoinalyzeBar[];
}

/** Forced orders in one bar. */
interface CoinalyzeBar {
  /** Opening of the bar, ms. */
  readonly time: number;
  readonly longUsd: number;
  readonly shortUsd: number;
}

const symbolShape = /^[A-Z0-9_.-]{3,40}$/i;
/**
 * Coinalyze, asked with a free key of the user's own, sent in the header `api_key`. 40 calls a minute, where each symbol of a request is
 * one call; times in seconds, and an answer to other times is empty. Source: api.coinalyze.net/v1 documentation as told by client code, 2026;
 * which of `l` and `s` is which and the fields of a market are unverified: what is otherwise is rejected.
 */
export const coinalyze: KeyedSource<CoinalyzeHistory> & {
  /** The list of contracts. */
  readonly markets: HttpRequest;
  parseMarkets(payload: unknown): Parsed<CoinalyzeMarket>;
  /** Five-minute bars of the last day, in dollars, of at most nineteen contracts. */
  request(symbols: readonly string[], now: number): HttpRequest;
} = {
  id: 'coinalyze',
  name: 'Coinalyze',
  attribution: { text: 'Liquidations: Coinalyze', url: 'https://coinalyze.net/' },
  origin: `https://${coinalyzeHost}/*`,
  header: 'api_key',
  budgets: [{ name: 'coinalyze', host: coinalyzeHost, weight: 40, windowMs: 60_000 }],
  markets: {
    url: `https://${coinalyzeHost}/v1/future-markets`,
    weight: 1,
    budget: 'coinalyze',
    why: 'keyedContracts',
  },
  parseMarkets(payload) {
    return parseRows(payload, '', value => {
      const row = fieldsOf(value);
      const symbol = textAt(row, 'symbol', symbolShape, 'not a symbol');
      const exchange = textAt(row, 'exchange', /^[A-Z0-9]{1,3}$/i, 'not a code');
      const base = textAt(row, 'base_asset', /^[A-Z0-9]{1,20}$/i, 'not a coin').toUpperCase();
      return flagAt(row, 'is_perpetual') ? { symbol, exchange, base } : undefined;
    });
  },
  request(symbols, now) {
    const asked = symbols.slice(0, mostSymbols);
    const seconds = (ms: number): number => Math.floor(ms / 1000);
    const query = `symbols=${encodeURIComponent(asked.join(','))}&interval=5min&from=${seconds(now - 24 * hourMs)}&to=${seconds(now)}`;
    return {
      url: `https://${coinalyzeHost}/v1/liquidation-history?${query}&convert_to_usd=true`,
      weight: asked.length,
      budget: 'coinalyze',
      why: 'keyedTotals',
    };
  },
  parse: payload =>
    parseRows(payload, '', value => {
      const row = fieldsOf(value);
      const symbol = textAt(row, 'symbol', symbolShape, 'not a symbol');
      const { rows, rejections } = readRows(listAt(row, 'history'), 'history', bar => readBar(fieldsOf(bar)));
      // A sum that lacks a bar would be a wrong one.
      return rejections[0] === undefined ? { symbol, bars: rows } : refuse(rejections[0].reason, 'history');
    }),
};

// `l` are longs and `s` shorts by secondary material only (unverified); both are shown beside ours, never added to them.
function readBar(row: Fields): CoinalyzeBar {
  const time = figureAt(row, 't', { above: 1.4e9, below: 4.2e9 }) * 1000;
  return { time, longUsd: figureAt(row, 'l', dollarBounds), shortUsd: figureAt(row, 's', dollarBounds) };
}

/** The perpetual contracts of one coin: at most nineteen, those in dollars of the most venues first. */
export function marketsOf(markets: readonly CoinalyzeMarket[], base: string): readonly CoinalyzeMarket[] {
  const own = markets.filter(market => market.base === base);
  const rank = ({ symbol }: CoinalyzeMarket): number =>
    symbol.startsWith(`${base}USDT`) ? 0 : symbol.startsWith(`${base}USD`) ? 1 : 2;
  // One contract of each venue before the second of any.
  const taken = new Map<string, number>();
  const placed = own
    .sort((a, b) => rank(a) - rank(b))
    .map(market => {
      const turn = taken.get(market.exchange) ?? 0;
      taken.set(market.exchange, turn + 1);
      return { market, turn };
    });
  return placed
    .sort((a, b) => a.turn - b.turn)
    .slice(0, mostSymbols)
    .map(({ market }) => market);
}

/**
 * Sums of the last hour and day of one coin, of the contracts that were asked for and told of: each once, whatever else the answer holds. A bar
 * counts when it opened inside the window. `undefined` when none was told of, which is not the same as nothing forced.
 */
export function toCoinalyzeTotals(
  histories: readonly CoinalyzeHistory[],
  { base, markets, at }: { readonly base: string; readonly markets: readonly CoinalyzeMarket[]; readonly at: number },
): KeyedTotals | undefined {
  const bySymbol = new Map(histories.map(history => [history.symbol, history.bars]));
  const told = markets.filter(({ symbol }) => bySymbol.has(symbol));
  if (told.length === 0) return undefined;
  const bars = told.flatMap(({ symbol }) => bySymbol.get(symbol) ?? []);
  const venues = new Set(told.map(({ exchange }) => exchange)).size;
  const sum = (lengthMs: number): KeyedAmounts => {
    const inside = bars.filter(bar => bar.time >= at - lengthMs && bar.time < at);
    return toAmounts(
      inside.reduce((total, bar) => total + bar.longUsd, 0),
      inside.reduce((total, bar) => total + bar.shortUsd, 0),
    );
  };
  return {
    source: coinalyze.id,
    name: coinalyze.name,
    attribution: coinalyze.attribution,
    scope: { coin: base, venues },
    windows: { '1h': sum(hourMs), '24h': sum(24 * hourMs) },
    at,
  };
}
