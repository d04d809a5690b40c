import { events, parseRows, type Parsed } from '../model/parsed.ts';
import type { Bar, Quote } from '../model/trade.ts';
import type { BarStep, HttpRequest, PriceSource } from '../model/venue.ts';
import { fieldsOf, figureAt, textAt, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { listOf } from '../std/rows.ts';
import { ascending, checkBar, hourMs, volumesOf } from './bars.ts';
import { isCoin, priceAt, refusedBy, timeBounds } from './fields.ts';

const dayMs = 86_400_000;
// Up to 20 symbols cost as much as one.
const symbolsPerRequest = 20;
const maxBars = 1_000;
const intervals: Readonly<Record<BarStep, string>> = { 60_000: '1m', 3_600_000: '1h', 14_400_000: '4h' };

/**
 * Binance spot through its keyless mirror for public data, which the documents recommend and which answers where the main host refuses.
 * Prices are in USDT. Source: binance-spot-api-docs a5e0bc3 (rest-api.md, faqs/market_data_only.md), 2026-07-21.
 */
export const binanceVision: PriceSource = {
  id: 'binance-vision',
  name: 'Binance',
  attribution: undefined,
  // 6,000 weight a minute and address.
  budgets: [{ name: 'binance-vision', host: 'data-api.binance.vision', weight: 6_000, windowMs: 60_000 }],
  requests: bases => {
    const symbols = [...new Set(bases)].filter(isCoin).map(base => `${base}USDT`);
    const requests: HttpRequest[] = [];
    for (let from = 0; from < symbols.length; from += symbolsPerRequest)
      requests.push(requestTickers(symbols.slice(from, from + symbolsPerRequest)));
    return requests;
  },
  parse(payload, { receivedTime }) {
    return readList(payload, value => readTicker(fieldsOf(value), receivedTime));
  },
  bars: (base, count, now, stepMs = hourMs) => ({
    url: `https://data-api.binance.vision/api/v3/klines?symbol=${isCoin(base) ? base : 'BTC'}USDT&interval=${intervals[stepMs]}&endTime=${Math.floor(now)}&limit=${clampBars(count)}`,
    weight: 2,
    budget: 'binance-vision',
    maxBytes: 1_000_000,
    why: `candles:${base}`,
  }),
  parseBars,
};

// Weight by symbols: 1 to 20 cost 2, 21 to 100 cost 40, more 80.
function requestTickers(symbols: readonly string[]): HttpRequest {
  return {
    url: `https://data-api.binance.vision/api/v3/ticker/24hr?symbols=${encodeURIComponent(JSON.stringify(symbols))}`,
    weight: 2,
    budget: 'binance-vision',
    maxBytes: 100_000,
    why: 'spot',
  };
}

function readTicker(row: Fields, receivedTime: number): Quote {
  const symbol = textAt(row, 'symbol', /^[A-Z0-9]{1,20}USDT$/, 'not a symbol');
  const time = figureAt(row, 'closeTime', { ...timeBounds, atMost: receivedTime + dayMs }, 'not a time');
  return {
    source: 'binance-vision',
    symbol,
    base: symbol.slice(0, -4),
    time,
    priceUsd: priceAt(row, 'lastPrice'),
    markPrice: undefined,
    // In percent here.
    change24h: figureAt(row, 'priceChangePercent', { atLeast: -100, below: 1e6 }) / 100,
  };
}

/** Volume is in place 5, and of it what takers bought in place 9, both in coins (rest-api.md, "Kline/Candlestick data"). */
function parseBars(payload: unknown, stepMs: BarStep = hourMs): Parsed<Bar> {
  const parsed = readList(payload, value => {
    const row = listOf(value);
    const bar: Bar = {
      openTime: figureAt(row, 0, timeBounds),
      open: priceAt(row, 1),
      high: priceAt(row, 2),
      low: priceAt(row, 3),
      close: priceAt(row, 4),
      ...volumesOf(row[5], row[9]),
    };
    return checkBar(bar, stepMs);
  });
  return parsed.kind === 'events' ? events(ascending(parsed.events), parsed.rejections) : parsed;
}

function readList<Row>(payload: unknown, read: (value: unknown) => Row): Parsed<Row> {
  if (!isRecord(payload) || typeof payload.code !== 'number') return parseRows(payload, '', read);
  return refusedBy('Binance', payload.code, payload.msg);
}

function clampBars(count: number): number {
  return Math.min(maxBars, Math.max(1, Math.ceil(count)));
}
