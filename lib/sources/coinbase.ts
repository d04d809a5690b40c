import * as v from 'valibot';
import { events, rejected, type Parsed } from '../model/parsed.ts';
import type { Bar } from '../model/trade.ts';
import type { HttpRequest, PriceSource } from '../model/venue.ts';
import { clip, readRows, toFaults } from '../std/rows.ts';
import { ascending, hourMs, readBar } from './bars.ts';
import { isCoin, figure, price, timeBounds } from './fields.ts';

const maxBars = 300;

const Stats = v.object({ open: price, last: price });
const secondBounds = { atLeast: (timeBounds.atLeast ?? 0) / 1_000, below: (timeBounds.below ?? 0) / 1_000 };
const Candle = v.looseTuple([figure(secondBounds), price, price, price, price]);
const productAddress = /^https:\/\/api\.exchange\.coinbase\.com\/products\/([A-Z0-9]{1,20})-USD\/stats$/;

/**
 * Coinbase Exchange, spot against the US dollar: the second opinion on prices. Source: Coinbase Exchange documents; 10 requests a second
 * and address (measured by third parties, September 2026).
 */
export const coinbase: PriceSource = {
  id: 'coinbase',
  name: 'Coinbase',
  attribution: undefined,
  budgets: [{ name: 'coinbase', host: 'api.exchange.coinbase.com', weight: 10, windowMs: 1_000 }],
  requests: bases => [...new Set(bases)].filter(isCoin).map(requestStats),
  /**
   * Reads `stats`: `open` is the price 24 hours ago, so that the change is last / open - 1. The answer does not name its product, which is
   * read from the address that was asked; without `request` it is rejected.
   */
  parse(payload, { request }) {
    const base = request === undefined ? undefined : productAddress.exec(request.url)?.[1];
    const checked = v.safeParse(Stats, payload);
    if (!checked.success) return refusal(payload) ?? { kind: 'rejected', rejections: toFaults(checked.issues) };
    if (base === undefined) return rejected('which product this is about is not known');
    const { open, last } = checked.output;
    return events([
      {
        source: 'coinbase',
        symbol: `${base}-USD`,
        base,
        time: undefined,
        priceUsd: last,
        markPrice: undefined,
        change24h: last / open - 1,
      },
    ]);
  },
  bars: (base, hours, now) => {
    // The last `count` hours, the running one included; 300 candles an answer at most.
    const count = Math.min(maxBars, Math.max(1, Math.ceil(hours)));
    const end = Math.floor(now / hourMs) * hourMs;
    const start = end - (count - 1) * hourMs;
    return {
      url: `https://api.exchange.coinbase.com/products/${isCoin(base) ? base : 'BTC'}-USD/candles?granularity=3600&start=${iso(start)}&end=${iso(end)}`,
      weight: 1,
      budget: 'coinbase',
      maxBytes: 200_000,
      why: `hourly prices of ${base} on Coinbase`,
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
    why: `spot price of ${base} and its 24h change on Coinbase`,
  };
}

/** Rows are [time in seconds, low, high, open, close, volume], newest first. */
function parseBars(payload: unknown): Parsed<Bar> {
  if (!Array.isArray(payload)) return refusal(payload) ?? rejected('not a list');
  const { rows, rejections } = readRows(payload, '', value => {
    const checked = v.safeParse(Candle, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const [time, low, high, open, close] = checked.output;
    return readBar({ openTime: time * 1_000, open, high, low, close });
  });
  return events(ascending(rows), rejections);
}

function refusal(payload: unknown): Parsed<never> | undefined {
  const checked = v.safeParse(v.object({ message: v.string() }), payload);
  return checked.success ? rejected(clip(`Coinbase refused: ${checked.output.message}`)) : undefined;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
