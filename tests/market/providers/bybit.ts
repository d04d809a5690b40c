import {
  html,
  json,
  type Ask,
  type BudgetRule,
  type BudgetUse,
  type ParamRule,
  type Problem,
  type Provider,
  type Reply,
} from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { bookOf, type BookRow } from './books.ts';
import {
  dayMs,
  dayRange,
  digitsOf,
  hourMs,
  marketsOn,
  minuteMs,
  openInterestUnits,
  openInterestUsd,
  printed,
  quotedPrice,
  secondMs,
} from '../wire.ts';
import type { Market } from '../world.ts';

/** 600 requests in 5 seconds and address, then HTTP 403 "access too frequent" for 10 minutes (rate-limit page, 2026-07-24). */
export const bybitRequests: BudgetRule = {
  name: 'bybit requests',
  limit: 600,
  windowMs: 5 * secondMs,
  ban: { strikes: 1, forMs: 10 * minuteMs },
};

const category: ParamRule = { required: true, oneOf: ['linear', 'inverse'] };
const symbol: ParamRule = { pattern: /^[A-Z0-9-]{2,30}$/ };
const cursor: ParamRule = { mayBeEmpty: true };

const historyIntervals: Readonly<Record<string, number>> = {
  '5min': 5 * minuteMs,
  '15min': 15 * minuteMs,
  '30min': 30 * minuteMs,
  '1h': hourMs,
  '4h': 4 * hourMs,
  '1d': dayMs,
};

/**
 * Bybit v5, REST. Documents of 2026-07-24 (repository `bybit-exchange/docs`, commit 072c197): the envelope carries errors with status
 * 200; `openInterest` counts both sides, `singleOpenInterest` (since 2026-06-11) one; lists are newest first.
 */
export const bybit: Provider = {
  name: 'bybit',
  hosts: ['api.bybit.com'],
  refuse,
  headers: limits,
  sockets: [],
  routes: [
    { path: '/v5/market/time', query: {}, budget: bybitRequests, answer: time },
    {
      path: '/v5/market/instruments-info',
      query: {
        category,
        symbol,
        status: { oneOf: ['Trading', 'PreLaunch'] },
        baseCoin: { pattern: /^[A-Z0-9]{1,20}$/ },
        limit: { min: 1, max: 1_000 },
        cursor,
      },
      budget: bybitRequests,
      answer: instruments,
    },
    { path: '/v5/market/tickers', query: { category, symbol }, budget: bybitRequests, answer: tickers },
    {
      path: '/v5/market/open-interest',
      query: {
        category,
        symbol: { ...symbol, required: true },
        intervalTime: { required: true, oneOf: Object.keys(historyIntervals) },
        startTime: { min: 0 },
        endTime: { min: 0 },
        limit: { min: 1, max: 200 },
        cursor,
      },
      budget: bybitRequests,
      answer: openInterest,
    },
    {
      path: '/v5/market/orderbook',
      query: { category, symbol: { ...symbol, required: true }, limit: { min: 1, max: 1_000 } },
      budget: bybitRequests,
      answer: orderbook,
    },
  ],
};

function enveloped(result: unknown, now: number, retCode = 0, retMsg = 'OK'): Reply {
  const reply = json({ retCode, retMsg, result, retExtInfo: {}, time: now });
  return retCode === 0 ? reply : { ...reply, refused: retMsg };
}

function refuse({ kind, detail, parameter = '' }: Problem, _request: unknown, now: number): Reply {
  switch (kind) {
    case 'over-budget':
      return html('access too frequent', 403);
    case 'unknown-path':
    case 'method':
      return html('<html><head><title>404 Not Found</title></head><body>404</body></html>', 404);
    default:
      return enveloped({}, now, 10_001, `params error: ${parameter} ${detail}`);
  }
}

function limits(used: (rule: BudgetRule) => BudgetUse): Readonly<Record<string, string>> {
  const { rule, used: spent, resetAt } = used(bybitRequests);
  return {
    'x-bapi-limit': String(rule.limit),
    'x-bapi-limit-status': String(rule.limit - spent),
    'x-bapi-limit-reset-timestamp': String(resetAt),
  };
}

function listed({ query, world }: Ask): readonly Market[] {
  return marketsOn(world.ledger, 'bybit', query.category === 'inverse' ? 'inverse' : 'linear');
}

function unknownSymbol(now: number): Reply {
  return enveloped({}, now, 10_001, 'params error: symbol invalid');
}

function time({ now }: Ask): Reply {
  return enveloped({ timeSecond: String(Math.floor(now / secondMs)), timeNano: String(BigInt(now) * 1_000_000n) }, now);
}

function instruments(ask: Ask): Reply {
  const { query, now } = ask;
  const wanted = listed(ask).filter(
    market => (query.symbol ?? market.symbol) === market.symbol && (query.baseCoin ?? bybitBase(market)) === bybitBase(market),
  );
  if (wanted.length === 0) return unknownSymbol(now);
  const rows = wanted.map(instrumentOf);
  // A listing that is not trading yet: without `status` it is part of the list.
  const first = wanted[0];
  if (first?.contract === 'linear' && query.symbol === undefined && query.status === undefined && query.baseCoin === undefined) {
    rows.push({ ...instrumentOf({ ...first, symbol: 'SOONUSDT' }), baseCoin: 'SOON', status: 'PreLaunch', isPreListing: true });
  }
  return enveloped({ category: query.category, ...page(rows, ask, Number(query.limit ?? 500)) }, now);
}

/** The part of a list that a cursor asks for. The cursor comes percent-encoded, as in the documents' sample; both spellings are taken back. */
function page(
  rows: readonly unknown[],
  { query }: Ask,
  limit: number,
): { readonly list: readonly unknown[]; readonly nextPageCursor: string } {
  const from = Number(/offset=(\d+)/.exec(decodeURIComponent(query.cursor ?? ''))?.[1] ?? 0);
  const next = from + limit;
  return {
    list: rows.slice(from, next),
    nextPageCursor: next < rows.length ? encodeURIComponent(`page=next&offset=${next}`) : '',
  };
}

/** Bybit's own name of the coin keeps the prefix: `1000PEPE`. */
function bybitBase({ symbol: name, quote, contract }: Market): string {
  if (contract === 'inverse') return name.replace(/USD.*$/, '');
  return quote === 'USDC' ? name.replace(/(PERP|USDC|-.*)$/, '') : name.replace(/USDT.*$/, '');
}

function instrumentOf(market: Market): Readonly<Record<string, unknown>> {
  const { priceTick, quantityStep, contract, quote, base } = market;
  const step = printed(quantityStep, quantityStep);
  return {
    symbol: market.symbol,
    contractType: contract === 'linear' ? 'LinearPerpetual' : 'InversePerpetual',
    status: 'Trading',
    baseCoin: bybitBase(market),
    quoteCoin: quote,
    launchTime: '1585526400000',
    deliveryTime: '0',
    deliveryFeeRate: '',
    priceScale: String(digitsOf(priceTick)),
    leverageFilter: { minLeverage: '1', maxLeverage: '100.00', leverageStep: '0.01' },
    priceFilter: { minPrice: printed(priceTick, priceTick), maxPrice: '1999999.80', tickSize: printed(priceTick, priceTick) },
    lotSizeFilter: {
      maxOrderQty: '1000000',
      minOrderQty: step,
      qtyStep: step,
      postOnlyMaxOrderQty: '1000000',
      maxMktOrderQty: '500000',
      minNotionalValue: '5',
    },
    unifiedMarginTrade: true,
    // In minutes.
    fundingInterval: 60 * fundingHours(market),
    settleCoin: contract === 'inverse' ? base : quote,
    isPreListing: false,
  };
}

function tickers(ask: Ask): Reply {
  const { query, now } = ask;
  const wanted = listed(ask).filter(market => (query.symbol ?? market.symbol) === market.symbol);
  if (wanted.length === 0) return unknownSymbol(now);
  return enveloped({ category: query.category, list: wanted.map(market => tickerOf(ask, market)) }, now);
}

function tickerOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { priceTick, quantityStep, contract, base } = market;
  const price = quotedPrice(ledger, market, now);
  const before = quotedPrice(ledger, market, now - dayMs);
  const perCoin = price / ledger.price(base, now);
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const units = openInterestUnits(ledger, market, now);
  const inverse = contract === 'inverse';
  const value = inverse ? ledger.openInterestCoins(market, now) : openInterestUsd(ledger, market, now);
  const tick = (text: number) => printed(text, priceTick);
  const volumeUnits = inverse ? volumeBase * price : volumeBase / market.unitsPerQuantity;
  return {
    symbol: market.symbol,
    lastPrice: tick(price),
    indexPrice: tick(price * 1.0002),
    markPrice: tick(price),
    prevPrice24h: tick(before),
    price24hPcnt: (price / before - 1).toFixed(6),
    highPrice24h: tick(high * perCoin),
    lowPrice24h: tick(low * perCoin),
    prevPrice1h: tick(quotedPrice(ledger, market, now - hourMs)),
    openInterest: printed(2 * units, quantityStep),
    openInterestValue: (2 * value).toFixed(inverse ? 4 : 2),
    // Documented for linear only.
    ...(inverse ? {} : { singleOpenInterest: printed(units, quantityStep), singleOpenInterestValue: value.toFixed(2) }),
    turnover24h: (inverse ? volumeBase : volumeBase * ledger.price(base, now)).toFixed(4),
    volume24h: volumeUnits.toFixed(4),
    fundingRate: fundingText(ledger, market, now),
    nextFundingTime: String(nextPayment(market, now)),
    predictedDeliveryPrice: '',
    basisRate: '',
    deliveryFeeRate: '',
    deliveryTime: '0',
    ask1Size: '1',
    bid1Price: tick(price - priceTick),
    ask1Price: tick(price + priceTick),
    bid1Size: '1',
    basis: '',
    preOpenPrice: '',
    preQty: '',
    curPreListingPhase: '',
    fundingIntervalHour: String(fundingHours(market)),
    basisRateYear: '',
    fundingCap: '0.005',
  };
}

/** Pairs of price and amount as text, best first; amounts in coins as the symbol counts them, dollars on inverse contracts. */
function orderbook(ask: Ask): Reply {
  const { query, now, world } = ask;
  const market = listed(ask).find(listing => listing.symbol === query.symbol);
  if (market === undefined) return unknownSymbol(now);
  const { base, unitsPerPrice, unitsPerQuantity, contract, priceTick } = market;
  const rows = Number(query.limit ?? 25);
  const { bids, asks } = bookOf(world.ledger, base, now, { step: priceTick / unitsPerPrice, rows, share: 1 });
  const side = (levels: readonly BookRow[]) =>
    levels.map(([price, coins]) => {
      const amount = contract === 'inverse' ? coins * price : coins / unitsPerQuantity;
      return [printed(price * unitsPerPrice, priceTick), amount.toFixed(8)];
    });
  return enveloped({ s: market.symbol, b: side(bids), a: side(asks), ts: now, u: 5_277_055, seq: 7_961_638_724, cts: now }, now);
}

function openInterest(ask: Ask): Reply {
  const { query, now, world } = ask;
  const { ledger } = world;
  const market = listed(ask).find(listing => listing.symbol === query.symbol);
  if (market === undefined) return unknownSymbol(now);
  const step = historyIntervals[query.intervalTime ?? ''] ?? hourMs;
  const from = Math.max(Number(query.startTime ?? 0), ledger.from);
  const to = Math.min(Number(query.endTime ?? now), now);
  const rows: unknown[] = [];
  for (let timestamp = Math.floor(to / step) * step; timestamp >= from; timestamp -= step) {
    const units = openInterestUnits(ledger, market, timestamp);
    rows.push({
      openInterest: (2 * units).toFixed(8),
      singleOpenInterest: market.contract === 'inverse' ? units.toFixed(0) : printed(units, market.quantityStep),
      timestamp: String(timestamp),
    });
  }
  return enveloped({ symbol: market.symbol, category: query.category, ...page(rows, ask, Number(query.limit ?? 50)) }, now);
}
