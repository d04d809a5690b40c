import { events, parseRows, parsing, rejected, type Parsed } from '../model/parsed.ts';
import type { Bar } from '../model/trade.ts';
import type { BarStep, HttpRequest, PriceSource } from '../model/venue.ts';
import { fieldsOf, figureAt, type Fields } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip, listOf, refuse } from '../std/rows.ts';
import { ascending, checkBar, foldBars, hourMs, volumesOf } from './bars.ts';
import { isCoin, priceAt, timeBounds } from './fields.ts';

const maxBars = 300;

const secondBounds = { atLeast: timeBounds.atLeast / 1_000, below: timeBounds.below / 1_000 };
const productAddress = /^https:\/\/api\.exchange\.coinbase\.com\/products\/([A-Z0-9]{1,20})-USD\/stats$/;

/**
 * Coinbase Exchange, spot against the US dollar: the second opinion on prices. Source: Coinbase Exchange documents; 10 requests a second
 * and address (measured by third parties, September 2026).
 */
export const coinbase: PriceSource = {
  id: 'coinbase',
  name: 'Coinbase',
  attribution: undefined,
  isUnleveraged: true,
  budgets: [{ name: 'coinbase', host: 'api.exchange.coinbase.com', weight: 10, windowMs: 1_000 }],
  requests: bases => [...new Set(bases)].filter(isCoin).map(requestStats),
  /**
   * Reads `stats`: `open` is the price 24 hours ago, so that the change is last / open - 1. The answer does not name its product, which is
   * read from the address that was asked; without `request` it is rejected.
   */
  parse(payload, { request }) {
    const base = request === undefined ? undefined : productAddress.exec(request.url)?.[1];
    return parsing(() => {
      const row = openAnswer(payload);
      const open = priceAt(row, 'open');
      const priceUsd = priceAt(row, 'last');
      if (base === undefined) return rejected('which product this is about is not known');
      const change24h = priceUsd / open - 1;
      return events([
        { source: 'coinbase', symbol: `${base}-USD`, base, time: undefined, priceUsd, markPrice: undefined, change24h },
      ]);
    });
  },
  bars: (base, count, now, stepMs = hourMs) => {
    // There are no candles of four hours: hours are put together, and 300 candles an answer reach back twelve days.
    const candleMs = candleOf(stepMs);
    const candles = Math.min(maxBars, Math.max(1, Math.ceil((count * stepMs) / candleMs)));
    const end = Math.floor(now / candleMs) * candleMs;
    const start = end - (candles - 1) * candleMs;
    return {
      url: `https://api.exchange.coinbase.com/products/${isCoin(base) ? base : 'BTC'}-USD/candles?granularity=${candleMs / 1_000}&start=${iso(start)}&end=${iso(end)}`,
      weight: 1,
      budget: 'coinbase',
      maxBytes: 200_000,
      why: `candles:${base}`,
    };
  },
  parseBars,
};

function requestStats(base: string): HttpRequest {
  return {
    url: `https://api.exchange.coinbase.com/products/${base}-USD/stats`,
    weight: 1,
    budget: 'coinbase',
    maxBytes: 10_000,
    why: `spot:${base}`,
  };
}

/** Rows are [time in seconds, low, high, open, close, volume in coins], newest first; what takers bought is not told. */
function parseBars(payload: unknown, stepMs: BarStep = hourMs): Parsed<Bar> {
  const parsed = parsing(() =>
    parseRows(isRecord(payload) ? openAnswer(payload) : payload, '', value => {
      const row = listOf(value);
      const bar: Bar = {
        openTime: figureAt(row, 0, secondBounds) * 1_000,
        open: priceAt(row, 3),
        high: priceAt(row, 2),
        low: priceAt(row, 1),
        close: priceAt(row, 4),
        ...volumesOf(row[5]),
      };
      return checkBar(bar, candleOf(stepMs));
    }),
  );
  return parsed.kind === 'events' ? events(foldBars(ascending(parsed.events), stepMs), parsed.rejections) : parsed;
}

function candleOf(stepMs: BarStep): BarStep {
  return stepMs > hourMs ? hourMs : stepMs;
}

// The fields of an answer; an error is refused with its words.
function openAnswer(payload: unknown): Fields {
  const answer = fieldsOf(payload);
  return typeof answer.message === 'string'
    ? refuse({ reason: `Coinbase refused: ${answer.message}`, told: clip(answer.message) })
    : answer;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
