import { events, parseRows, type Parsed } from '../model/parsed.ts';
import type { KeyedTotals } from '../model/snapshot.ts';
import type { HttpRequest } from '../model/venue.ts';
import { fieldsOf, figureAt, flagAt, listAt, textAt, type Fields } from '../std/fields.ts';
import { readRows, refuse } from '../std/rows.ts';
import { dollarBounds } from './fields.ts';
import type { KeyedSource } from './keyed.ts';

const hourMs = 3_600_000;
/** A request may name so many, and each counts as one call. */
const mostSymbols = 20;

/** One perpetual contract as Coinalyze lists it. */
export interface CoinalyzeMarket {
  readonly symbol: string;
  readonly exchange: string;
  readonly base: string;
}

/** Forced orders of one contract in one bar. */
export interface CoinalyzeBar {
  readonly symbol: string;
  /** Opening of the bar, ms. */
  readonly time: number;
  readonly longUsd: number;
  readonly shortUsd: number;
}

const symbolShape = /^[A-Z0-9_.-]{3,40}$/i;
/**
 * Coinalyze, asked with a free key of the user's own, sent in the header `api_key`. 40 calls a minute, where each symbol of a request is
 * one call; times in seconds. Source: api.coinalyze.net/v1 documentation as told by client code, 2026; the names of `l` and `s` and
 * the fields of a market are unverified: what is otherwise is rejected.
 */
export const coinalyze: KeyedSource<CoinalyzeBar> & {
  /** The list of contracts. */
  readonly markets: HttpRequest;
  parseMarkets(payload: unknown): Parsed<CoinalyzeMarket>;
  /** Five-minute bars of the last day, in dollars, of at most twenty contracts. */
  request(symbols: readonly string[], now: number): HttpRequest;
} = {
  id: 'coinalyze',
  name: 'Coinalyze',
  attribution: { text: 'Liquidations: Coinalyze', url: 'https://coinalyze.net/' },
  origin: 'https://api.coinalyze.net/*',
  header: 'api_key',
  budgets: [{ name: 'coinalyze', host: 'api.coinalyze.net', weight: 40, windowMs: 60_000 }],
  markets: {
    url: 'https://api.coinalyze.net/v1/future-markets',
    weight: 1,
    budget: 'coinalyze',
    why: 'contracts that Coinalyze counts, with your key',
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
      url: `https://api.coinalyze.net/v1/liquidation-history?${query}&convert_to_usd=true`,
      weight: asked.length,
      budget: 'coinalyze',
      why: 'totals of Coinalyze, with your key',
    };
  },
  parse(payload) {
    const parsed = parseRows(payload, '', value => {
      const row = fieldsOf(value);
      const symbol = textAt(row, 'symbol', symbolShape, 'not a symbol');
      const { rows, rejections } = readRows(listAt(row, 'history'), 'history', bar => readBar(fieldsOf(bar), symbol));
      return rejections[0] === undefined ? rows : refuse(rejections[0].reason, 'history');
    });
    return parsed.kind === 'events' ? events(parsed.events.flat(), parsed.rejections) : parsed;
  },
};

// `l` are longs and `s` shorts by secondary material only (unverified); both are shown beside ours, never added to them.
function readBar(row: Fields, symbol: string): CoinalyzeBar {
  const time = figureAt(row, 't', { above: 1.4e9, below: 4.2e9 }) * 1000;
  return { symbol, time, longUsd: figureAt(row, 'l', dollarBounds), shortUsd: figureAt(row, 's', dollarBounds) };
}

/** The perpetual contracts of one coin: at most twenty, those in dollars of the most venues first. */
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

/** Sums of the last hour and day of one coin. A bar counts when it opened inside the window. */
export function toCoinalyzeTotals(
  bars: readonly CoinalyzeBar[],
  { base, venues, at }: { readonly base: string; readonly venues: number; readonly at: number },
): KeyedTotals {
  const sum = (lengthMs: number) => {
    const inside = bars.filter(bar => bar.time >= at - lengthMs && bar.time < at);
    const longUsd = inside.reduce((total, bar) => total + bar.longUsd, 0);
    const shortUsd = inside.reduce((total, bar) => total + bar.shortUsd, 0);
    return { usd: longUsd + shortUsd, longUsd, shortUsd };
  };
  return {
    source: coinalyze.id,
    name: coinalyze.name,
    attribution: coinalyze.attribution,
    scope: `${base} on ${venues} venues`,
    windows: { '1h': sum(hourMs), '24h': sum(24 * hourMs) },
    at,
  };
}
