import { bitgetFeed } from '../ledger/feeds/bitget.ts';
import { json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { sampledOrders } from '../sampled.ts';
import { dayMs, dayRange, hourMs, marketsOn, minuteMs, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { rowOf } from './bitget-stream.ts';

const requests: BudgetRule = { name: 'bitget requests', limit: 20, windowMs: secondMs, perRoute: true };
const liquidationRequests: BudgetRule = { name: 'bitget liquidation requests', limit: 5, windowMs: secondMs };

const category: ParamRule = { required: true, oneOf: ['USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES', 'SPOT'] };
const symbol: ParamRule = { pattern: /^[A-Z0-9_]{2,30}$/ };
const depthMs = 3 * dayMs;
/** "Delayed": by how much is not said. */
const staleMs = 10 * minuteMs;

/** Bitget, REST of the unified account (v3). UTA documents, 2026: `code` "00000" is good; forced orders come newest first, by a cursor. */
export const bitget: Provider = {
  name: 'bitget',
  hosts: ['api.bitget.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/api/v3/market/instruments',
      query: { category, symbol },
      budget: requests,
      answer: ask => good(ask.now, [...listed(ask).map(instrumentOf), ...decoys(ask)]),
    },
    {
      path: '/api/v3/market/tickers',
      query: { category, symbol },
      budget: requests,
      answer: ask =>
        good(
          ask.now,
          listed(ask).map(market => tickerOf(ask, market)),
        ),
    },
    {
      path: '/api/v3/market/liquidations',
      query: { category, symbol, limit: { min: 1, max: 100 }, cursor: { pattern: /^\d{1,20}$/ } },
      budget: liquidationRequests,
      answer: liquidations,
    },
  ],
};

function good(now: number, data: unknown): Reply {
  return json({ code: '00000', msg: 'success', requestTime: now, data });
}

function refuse({ kind, parameter = '' }: Problem, _request: unknown, now: number): Reply {
  const error = (code: string, msg: string, status: number) => json({ code, msg, requestTime: now, data: null }, status);
  if (kind === 'over-budget') return error('429', 'Too Many Requests', 429);
  if (kind === 'unknown-path' || kind === 'method') return error('40404', 'Request URL NOT FOUND', 404);
  return error(kind === 'missing-parameter' ? '40019' : '40020', `Parameter ${parameter} error`, 400);
}

function listed({ query, world }: Ask): readonly Market[] {
  return marketsOn(world.ledger, 'bitget', (query.category ?? '').toLowerCase()).filter(
    market => (query.symbol ?? market.symbol) === market.symbol,
  );
}

function prefixed({ base, unitsPerPrice }: Market): string {
  return unitsPerPrice === 1 ? base : `${unitsPerPrice}${base}`;
}

/** Hours between two payments: eight, four on a few. */
function fundingHours({ base }: Market): number {
  return ['ENA', 'SUI'].includes(base) ? 4 : 8;
}

function instrumentOf(market: Market): Readonly<Record<string, unknown>> {
  const { quantityStep, priceTick, quote, board } = market;
  return {
    symbol: market.symbol,
    category: board.toUpperCase(),
    baseCoin: prefixed(market),
    quoteCoin: quote,
    isRwa: 'NO',
    minOrderQty: printed(quantityStep, quantityStep),
    maxOrderQty: '10000',
    pricePrecision: String(printed(priceTick, priceTick).split('.')[1]?.length ?? 0),
    quantityPrecision: String(printed(quantityStep, quantityStep).split('.')[1]?.length ?? 0),
    priceMultiplier: printed(priceTick, priceTick),
    quantityMultiplier: printed(quantityStep, quantityStep),
    type: 'perpetual',
    status: 'online',
    fundInterval: String(fundingHours(market)),
    launchTime: '',
    deliveryTime: '',
    minLeverage: '1',
    maxLeverage: '125',
  };
}

/** Gold, and a contract that is not traded any more. */
function decoys({ query }: Ask): readonly unknown[] {
  if (query.category !== 'USDT-FUTURES' || query.symbol !== undefined) return [];
  const gold = {
    symbol: 'XAUUSDT',
    category: 'USDT-FUTURES',
    baseCoin: 'XAU',
    quoteCoin: 'USDT',
    isRwa: 'YES',
    quantityMultiplier: '0.001',
    type: 'perpetual',
    status: 'online',
    fundInterval: '8',
  };
  return [gold, { ...gold, symbol: 'GONEUSDT', baseCoin: 'GONE', isRwa: 'NO', status: 'offline' }];
}

function tickerOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { base, priceTick, unitsPerPrice } = market;
  const price = quotedPrice(ledger, market, now);
  const before = quotedPrice(ledger, market, now - dayMs);
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const hours = fundingHours(market);
  const tick = (value: number) => printed(value, priceTick);
  return {
    category: market.board.toUpperCase(),
    symbol: market.symbol,
    ts: String(now),
    lastPrice: tick(price),
    openPrice24h: tick(before),
    highPrice24h: tick(high * unitsPerPrice),
    lowPrice24h: tick(low * unitsPerPrice),
    ask1Price: tick(price + priceTick),
    bid1Price: tick(price),
    bid1Size: '1',
    ask1Size: '1',
    price24hPcnt: (price / before - 1).toFixed(5),
    volume24h: volumeBase.toFixed(4),
    turnover24h: (volumeBase * ledger.price(base, now)).toFixed(4),
    indexPrice: String(price),
    markPrice: price.toPrecision(10),
    fundingRate: ((ledger.funding(market, now) * hours) / 8).toFixed(10),
    nextFundingTime: String((Math.floor(now / (hours * hourMs)) + 1) * hours * hourMs),
    openInterest: (ledger.openInterestCoins(market, now) / market.unitsPerQuantity).toFixed(6),
    deliveryStartTime: '',
    deliveryTime: '',
    deliveryStatus: '',
  };
}

/** The cursor is the id of the last row; what it means is the venue's own affair. */
function liquidations(ask: Ask): Reply {
  const { query, world, now } = ask;
  const own = new Set(listed(ask).map(market => market.symbol));
  const older = query.cursor === undefined ? Infinity : Number(query.cursor);
  const rows = sampledOrders(world.ledger, 'bitget', bitgetFeed, now - depthMs, now - staleMs)
    .filter(({ id, market }) => own.has(market.symbol) && id < older)
    .reverse()
    .slice(0, Number(query.limit ?? 100));
  // Gold stands among the rest on the first page.
  const gold = { symbol: 'XAUUSDT', side: 'buy', price: '3000', amount: '3000', ts: String(now - staleMs - 1) };
  const isFirst = query.category === 'USDT-FUTURES' && query.cursor === undefined && query.symbol === undefined;
  const list = [...(isFirst ? [gold] : []), ...rows.map(rowOf)];
  return good(now, { list, cursor: rows.at(-1) === undefined ? '' : String(rows.at(-1)?.id) });
}
