import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, dayRange, openInterestUnits, priceText, printed, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { connects, openSocket } from './kraken-futures-stream.ts';
import { historyElement, tradesOf } from './kraken-futures-trades.ts';

/** No public limit is documented. These are the private interface's: 500 in ten seconds, and 100 in ten minutes for the history. */
const requests: BudgetRule = { name: 'kraken futures requests', limit: 500, windowMs: 10 * secondMs };
const historyRequests: BudgetRule = { name: 'kraken futures history', limit: 100, windowMs: 600 * secondMs };

const pageRows = 1_000;
/** A trade is in the history so long after it happened. */
const staleMs = 20 * secondMs;

/** Contracts that are no coins: a tokenised stock, a stock that only `tradfi` tells, and a currency. */
const strangers = [
  { symbol: 'PF_AAPLxUSD', base: 'AAPLx', tradfi: false, price: 261.4 },
  { symbol: 'PF_MSTRUSD', base: 'MSTR', tradfi: true, price: 128.3 },
  { symbol: 'PF_EURUSD', base: 'EUR', tradfi: false, price: 1.1 },
] as const;

/** Kraken Futures: REST v3, the history v3 and the socket share a host. */
export const krakenFutures: Provider = {
  name: 'kraken-futures',
  venue: 'kraken-futures',
  hosts: ['futures.kraken.com'],
  refuse,
  sockets: [{ path: '/ws/v1', connects, open: openSocket }],
  routes: [
    { path: '/derivatives/api/v3/instruments', query: {}, budget: requests, answer: instruments },
    { path: '/derivatives/api/v3/tickers', query: {}, budget: requests, answer: tickers },
    {
      path: '/api/history/v3/market/:tradeable/executions',
      query: {
        since: { min: 0 },
        before: { min: 0 },
        sort: { oneOf: ['asc', 'desc'] },
        count: { min: 1, max: pageRows },
        continuation_token: { pattern: /^[A-Za-z0-9+/=]{1,200}$/ },
      },
      budget: historyRequests,
      answer: executions,
    },
  ],
};

function failed(error: string, now: number, status = 200): Reply {
  const reply = json({ result: 'error', error, serverTime: iso(now) }, status);
  return status === 200 ? { ...reply, refused: error } : reply;
}

function refuse({ kind }: Problem, _request: unknown, now: number): Reply {
  if (kind === 'over-budget') return failed('apiLimitExceeded', now, 429);
  if (kind === 'unknown-path' || kind === 'method') return failed('notFound', now, 404);
  return failed('invalidArgument', now, 400);
}

function listed({ world }: Ask): readonly Market[] {
  return world.ledger.markets.filter(({ venue }) => venue === 'kraken-futures');
}

function instruments(ask: Ask): Reply {
  const contracts = listed(ask).map(({ symbol, base, quote, contract, priceTick }) =>
    instrumentOf(symbol, base, quote, contract === 'inverse' ? 'futures_inverse' : 'flexible_futures', priceTick, false),
  );
  const others = strangers.map(({ symbol, base, tradfi }) => instrumentOf(symbol, base, 'USD', 'flexible_futures', 0.01, tradfi));
  const closed = { ...instrumentOf('PF_LUNAUSD', 'LUNA', 'USD', 'flexible_futures', 0.0001, false), tradeable: false };
  return json({ result: 'success', serverTime: iso(ask.now), instruments: [...contracts, ...others, closed] });
}

function instrumentOf(
  symbol: string,
  base: string,
  quote: string,
  type: string,
  tickSize: number,
  tradfi: boolean,
): Readonly<Record<string, unknown>> {
  return {
    symbol,
    type,
    tickSize,
    contractSize: 1,
    tradeable: true,
    openingDate: '2022-03-22T13:18:45Z',
    fundingRateCoefficient: 24,
    maxRelativeFundingRate: 0.0025,
    ...(type === 'futures_inverse' ? { underlying: `rr_${symbol.slice(3).toLowerCase()}` } : {}),
    impactMidSize: 1,
    maxPositionSize: 1_000_000,
    marginLevels: [
      type === 'futures_inverse'
        ? { contracts: 0, initialMargin: 0.02, maintenanceMargin: 0.01 }
        : { numNonContractUnits: 0, initialMargin: 0.02, maintenanceMargin: 0.01 },
    ],
    isin: 'GB00J62YGL67',
    contractValueTradePrecision: 0,
    postOnly: false,
    feeScheduleUid: 'a6cbc326-9477-4a6c-911a-d4cb3ed7481e',
    mtf: true,
    base,
    quote,
    pair: `${base}:${quote}`,
    category: '',
    tradfi,
  };
}

function tickers(ask: Ask): Reply {
  const others = strangers.map(({ symbol, base, price }) => ({
    symbol,
    tag: 'perpetual',
    pair: `${base}:USD`,
    last: price,
    markPrice: price,
    openInterest: 90_000,
    fundingRate: 0.01,
    change24h: 0.5,
  }));
  const index = { symbol: 'in_xbtusd', last: ask.world.ledger.price('BTC', ask.now), lastTime: iso(ask.now) };
  return json({
    result: 'success',
    serverTime: iso(ask.now),
    tickers: [...listed(ask).map(market => tickerOf(ask, market)), ...others, index],
  });
}

/**
 * `fundingRate` is what one contract pays in an hour: dollars for each coin where linear, coins for each dollar where inverse (the ratio of
 * `relativeFundingRate` to it is the price, or one over the price).
 */
function tickerOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, quote, contract, priceTick } = market;
  const price = Number(printed(ledger.price(base, now), priceTick));
  const before = ledger.price(base, now - dayMs);
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const hourly = ledger.funding(market, now) / 8;
  const fundingRate = contract === 'inverse' ? hourly / price : hourly * price;
  const isPerpetual = symbol.startsWith('P');
  return {
    symbol,
    last: price,
    lastTime: iso(now),
    tag: isPerpetual ? 'perpetual' : 'quarter',
    pair: `${base}:${quote}`,
    markPrice: price,
    bid: Number(priceText(price - priceTick, priceTick)),
    ask: Number(priceText(price + priceTick, priceTick)),
    bidSize: 100,
    askSize: 100,
    lastSize: 10,
    vol24h: volumeBase,
    volumeQuote: volumeBase * price,
    openInterest: openInterestUnits(ledger, market, now),
    open24h: before,
    high24h: high,
    low24h: low,
    suspended: false,
    indexPrice: price,
    postOnly: false,
    change24h: Number(((price / before - 1) * 100).toFixed(6)),
    ...(isPerpetual ? { fundingRate, fundingRatePrediction: fundingRate } : {}),
  };
}

/** `since` and `before` lie outside of what is given; the token says how many rows of the same question were given already. */
function executions(ask: Ask): Reply {
  const { params, query, world, now } = ask;
  const market = listed(ask).find(({ symbol }) => symbol === params.tradeable);
  if (market === undefined) return failed('contractNotFound', now, 404);
  const from = Math.max(Number(query.since ?? world.ledger.from) + 1, world.ledger.from);
  const to = Math.min(Number(query.before ?? now), now - staleMs);
  const all = from < to ? tradesOf(world.ledger, market, from, to) : [];
  const sorted = query.sort === 'asc' ? all : all.toReversed();
  const start = query.continuation_token === undefined ? 0 : Number(atob(query.continuation_token));
  if (!Number.isSafeInteger(start)) return failed('invalidArgument', now, 400);
  const end = start + Number(query.count ?? pageRows);
  const rows = sorted.slice(start, end);
  return json({
    elements: rows.map(historyElement),
    len: rows.length,
    ...(end < sorted.length ? { continuationToken: btoa(String(end)) } : {}),
  });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
