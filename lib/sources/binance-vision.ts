import * as v from 'valibot';
import { events, rejected, type Parsed } from '../model/parsed.ts';
import type { Bar, Quote } from '../model/trade.ts';
import type { HttpRequest, PriceSource } from '../model/venue.ts';
import { bad, clip, readRows, row, toFaults, type RowReading } from '../std/rows.ts';
import { ascending, readBar } from './bars.ts';
import { figure, isCoin, price, text, timeBounds } from './fields.ts';

const dayMs = 86_400_000;
// Up to 20 symbols cost as much as one.
const symbolsPerRequest = 20;
const maxBars = 1_000;

const Ticker = v.object({
  symbol: text(/^[A-Z0-9]{1,20}USDT$/, 'not a symbol'),
  lastPrice: price,
  priceChangePercent: figure({ atLeast: -100, below: 1e6 }),
  closeTime: figure(timeBounds),
});
const Kline = v.looseTuple([figure(timeBounds), price, price, price, price]);

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
    if (!Array.isArray(payload)) return refusal(payload);
    const { rows, rejections } = readRows(payload, '', value => readTicker(value, receivedTime));
    return events(rows, rejections);
  },
  bars: (base, hours, now) => ({
    url: `https://data-api.binance.vision/api/v3/klines?symbol=${isCoin(base) ? base : 'BTC'}USDT&interval=1h&endTime=${Math.floor(now)}&limit=${clampBars(hours)}`,
    weight: 2,
    budget: 'binance-vision',
    maxBytes: 1_000_000,
    why: `hourly prices of ${base} on Binance`,
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
    why: 'spot prices and their 24h change on Binance',
  };
}

function readTicker(value: unknown, receivedTime: number): RowReading<Quote> {
  const checked = v.safeParse(Ticker, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { symbol, lastPrice, priceChangePercent, closeTime } = checked.output;
  if (closeTime > receivedTime + dayMs) return bad('not a time', 'closeTime');
  return row({
    source: 'binance-vision',
    symbol,
    base: symbol.slice(0, -4),
    time: closeTime,
    priceUsd: lastPrice,
    markPrice: undefined,
    // In percent here.
    change24h: priceChangePercent / 100,
  });
}

function parseBars(payload: unknown): Parsed<Bar> {
  if (!Array.isArray(payload)) return refusal(payload);
  const { rows, rejections } = readRows(payload, '', value => {
    const checked = v.safeParse(Kline, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const [openTime, open, high, low, close] = checked.output;
    return readBar({ openTime, open, high, low, close });
  });
  return events(ascending(rows), rejections);
}

function refusal(payload: unknown): Parsed<never> {
  const checked = v.safeParse(v.object({ code: v.number(), msg: v.string() }), payload);
  return rejected(checked.success ? clip(`Binance refused (${checked.output.code}): ${checked.output.msg}`) : 'not a list');
}

function clampBars(hours: number): number {
  return Math.min(maxBars, Math.max(1, Math.ceil(hours)));
}
