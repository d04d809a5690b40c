import { barsOf } from '../bars.ts';
import { json, type Ask, type Provider, type Reply } from '../provider.ts';
import { steady } from '../seeded.ts';
import { dayMs, dayRange, intervalMs, minuteMs } from '../wire.ts';
import { binanceError, invalidSymbol, refuseAsBinance, spotWeight, usedWeightHeader } from './binance-common.ts';

const symbolRule = { pattern: /^[A-Z0-9]{2,24}$/ };

/** Intervals that the mirror's klines know and the ledger can fill (1s, 3d, 1w, 1M are refused here). */
const intervals = Object.keys(intervalMs);

/**
 * The keyless mirror of Binance spot (repository `binance-spot-api-docs`, commit a5e0bc3, 2026-07-21, `faqs/market_data_only.md`).
 * Spot trades every coin of the ledger against USDT, one by one: no multiplier prefixes.
 */
export const binanceVision: Provider = {
  name: 'binance-vision',
  hosts: ['data-api.binance.vision'],
  refuse: refuseAsBinance,
  headers: usedWeightHeader(spotWeight),
  sockets: [],
  routes: [
    { path: '/api/v3/ping', query: {}, budget: spotWeight, answer: () => json({}) },
    { path: '/api/v3/time', query: {}, budget: spotWeight, answer: ({ now }) => json({ serverTime: now }) },
    {
      path: '/api/v3/ticker/24hr',
      query: { symbol: symbolRule, symbols: { pattern: /^\["[A-Z0-9]+"(,"[A-Z0-9]+")*\]$/ }, type: { oneOf: ['FULL', 'MINI'] } },
      budget: spotWeight,
      weight: query => tickerWeight(query.symbol, query.symbols),
      answer: tickers,
    },
    {
      path: '/api/v3/klines',
      query: {
        symbol: { ...symbolRule, required: true },
        interval: { required: true, oneOf: intervals },
        startTime: { min: 0 },
        endTime: { min: 0 },
        limit: { min: 1, max: 1_000 },
      },
      budget: spotWeight,
      weight: () => 2,
      answer: klines,
    },
  ],
};

/** 1 symbol 2, up to 20 2, up to 100 40, more or all 80. */
function tickerWeight(symbol: string | undefined, symbols: string | undefined): number {
  if (symbol !== undefined) return 2;
  if (symbols === undefined) return 80;
  const count = symbols.split(',').length;
  if (count <= 20) return 2;
  return count <= 100 ? 40 : 80;
}

/** The coin of a spot symbol; `undefined` when it is not listed. */
function baseOf({ world }: Ask, symbol: string): string | undefined {
  if (!symbol.endsWith('USDT')) return undefined;
  const base = symbol.slice(0, -4);
  return world.ledger.markets.some(market => market.venue === 'binance' && market.base === base) ? base : undefined;
}

function tickers(ask: Ask): Reply {
  const { symbol, symbols } = ask.query;
  if (symbol !== undefined && symbols !== undefined) return binanceError(-1128, 'Combination of optional parameters invalid.');
  if (symbol !== undefined) {
    const base = baseOf(ask, symbol);
    return base === undefined ? invalidSymbol : json(tickerOf(ask, base));
  }
  const everything = new Set(ask.world.ledger.markets.filter(market => market.venue === 'binance').map(market => market.base));
  const wanted = symbols === undefined ? [...everything].map(base => `${base}USDT`) : symbols.slice(2, -2).split('","');
  const bases = wanted.map(name => baseOf(ask, name));
  const known = bases.filter(base => base !== undefined);
  return known.length < bases.length ? invalidSymbol : json(known.map(base => tickerOf(ask, base)));
}

function tickerOf(ask: Ask, base: string): Readonly<Record<string, unknown>> {
  const { now, world, query } = ask;
  const last = world.ledger.price(base, now);
  const open = world.ledger.price(base, now - dayMs);
  const { high, low, volumeBase } = dayRange(world.ledger, base, now);
  const average = (open + last + high + low) / 4;
  const count = Math.floor(100_000 + 400_000 * steady('trades', base, Math.floor(now / dayMs)));
  const mini = {
    symbol: `${base}USDT`,
    openPrice: open.toFixed(8),
    highPrice: high.toFixed(8),
    lowPrice: low.toFixed(8),
    lastPrice: last.toFixed(8),
    volume: volumeBase.toFixed(8),
    quoteVolume: (volumeBase * average).toFixed(8),
    openTime: now - dayMs,
    closeTime: now,
    firstId: 4_000_000_000,
    lastId: 4_000_000_000 + count - 1,
    count,
  };
  if (query.type === 'MINI') return mini;
  return {
    ...mini,
    priceChange: (last - open).toFixed(8),
    priceChangePercent: ((last / open - 1) * 100).toFixed(3),
    weightedAvgPrice: average.toFixed(8),
    prevClosePrice: open.toFixed(8),
    lastQty: '0.00100000',
    bidPrice: (last * 0.99999).toFixed(8),
    bidQty: '1.00000000',
    askPrice: (last * 1.00001).toFixed(8),
    askQty: '1.00000000',
  };
}

function klines(ask: Ask): Reply {
  const { query, now, world } = ask;
  const base = baseOf(ask, query.symbol ?? '');
  if (base === undefined) return invalidSymbol;
  const step = intervalMs[query.interval ?? ''] ?? minuteMs;
  const limit = Number(query.limit ?? 500);
  const end = Math.min(Number(query.endTime ?? now), now);
  const newest = Math.floor(end / step) * step;
  const from = query.startTime === undefined ? newest - (limit - 1) * step : Math.ceil(Number(query.startTime) / step) * step;
  // An end inside a bar that has closed cuts no bar short: bars are chosen by their opening.
  const until = Math.min(newest + step, from + limit * step, now);
  return json(
    barsOf(world.ledger, base, from, until, step).map(bar => {
      const average = (bar.open + bar.close) / 2;
      return [
        bar.openTime,
        ...[bar.open, bar.high, bar.low, bar.close, bar.volumeBase].map(value => value.toFixed(8)),
        bar.openTime + step - 1,
        (bar.volumeBase * average).toFixed(8),
        Math.floor(1_000 + 50_000 * steady('kline', base, bar.openTime)),
        bar.takerBuyBase.toFixed(8),
        (bar.takerBuyBase * average).toFixed(8),
        '0',
      ];
    }),
  );
}
