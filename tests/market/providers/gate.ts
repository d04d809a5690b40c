import { json, type Ask, type Provider, type Reply } from '../provider.ts';
import { steady } from '../seeded.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { dayMs, dayRange, digitsOf, openInterestUnits, priceText, printed, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import {
  gateError,
  gateHeaders,
  gateRequests,
  listedAt,
  refuseAsGate,
  sizeOf,
  unknownContract,
  unknownSettle,
} from './gate-common.ts';
import { contractStats, statsQuery } from './gate-stats.ts';
import { contractType, stockOrders, stockPrice } from './gate-stocks.ts';

const contractRule = { pattern: /^[A-Za-z0-9_]{2,40}$/ };
/** `to - from` of `liq_orders` may be an hour at most. */
const widestWindow = 3_600;

/** Gate futures, REST v4. Documents: gateapi-python v4.104.3 (`docs/FuturesLiqOrder.md`, `docs/ContractStat.md`, `docs/Contract.md`). */
export const gate: Provider = {
  name: 'gate',
  venue: 'gate',
  hosts: ['api.gateio.ws'],
  refuse: refuseAsGate,
  headers: gateHeaders,
  sockets: [],
  routes: [
    {
      path: '/api/v4/futures/:settle/contracts',
      query: { limit: { min: 1, max: 1_000 }, offset: { min: 0 } },
      budget: gateRequests,
      answer: contracts,
    },
    { path: '/api/v4/futures/:settle/contracts/:contract', query: {}, budget: gateRequests, answer: oneContract },
    { path: '/api/v4/futures/:settle/tickers', query: { contract: contractRule }, budget: gateRequests, answer: tickers },
    { path: '/api/v4/futures/:settle/contract_stats', query: statsQuery, budget: gateRequests, answer: contractStats },
    {
      path: '/api/v4/futures/:settle/liq_orders',
      query: { contract: contractRule, from: { min: 0 }, to: { min: 0 }, limit: { min: 1, max: 1_000 } },
      budget: gateRequests,
      answer: liqOrders,
    },
  ],
};

function contracts(ask: Ask): Reply {
  const listed = listedAt(ask);
  if (listed === undefined) return unknownSettle;
  const offset = Number(ask.query.offset ?? 0);
  const limit = Number(ask.query.limit ?? listed.length);
  return json(listed.slice(offset, offset + limit).map(market => contractOf(ask, market)));
}

function oneContract(ask: Ask): Reply {
  const market = listedAt(ask)?.find(({ symbol }) => symbol === ask.params.contract);
  return market === undefined ? unknownContract : json(contractOf(ask, market));
}

/** Price of one coin (or share) now, US dollars. */
function priceNow({ world, now }: Ask, market: Market): number {
  return stockPrice(market) ?? world.ledger.price(market.base, now);
}

/** One-sided open interest in contracts. */
function openContracts({ world, now }: Ask, market: Market): number {
  return stockPrice(market) === undefined ? openInterestUnits(world.ledger, market, now) : 4_000_000;
}

function rateNow({ world, now }: Ask, market: Market): string {
  return stockPrice(market) === undefined ? fundingText(world.ledger, market, now, 6) : '0.000100';
}

function contractOf(ask: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { priceTick, quantityStep, contract, symbol } = market;
  const price = printed(priceNow(ask, market), priceTick);
  const rate = rateNow(ask, market);
  const users = Math.floor(200 + 2_000 * steady('users', symbol));
  return {
    name: symbol,
    type: contract === 'inverse' ? 'inverse' : 'direct',
    contract_type: contractType(market),
    // 0 on inverse contracts: one US dollar each.
    quanto_multiplier: contract === 'inverse' ? '0' : priceText(market.unitsPerQuantity, market.unitsPerQuantity),
    ref_discount_rate: '0',
    order_price_deviate: '0.5',
    maintenance_rate: '0.005',
    mark_type: 'index',
    last_price: price,
    mark_price: price,
    index_price: price,
    funding_rate_indicative: rate,
    mark_price_round: printed(priceTick, priceTick),
    funding_offset: 0,
    in_delisting: false,
    status: 'trading',
    risk_limit_base: '1000000',
    interest_rate: '0.0003',
    order_price_round: printed(priceTick, priceTick),
    order_size_min: sizeOf(quantityStep, ask),
    ref_rebate_rate: '0.2',
    funding_interval: 3_600 * fundingHours(market),
    risk_limit_step: '1000000',
    leverage_min: '1',
    leverage_max: '100',
    risk_limit_max: '8000000',
    maker_fee_rate: '-0.0001',
    taker_fee_rate: '0.0005',
    funding_rate: rate,
    order_size_max: sizeOf(1_000_000, ask),
    funding_next_apply: nextPayment(market, ask.now) / secondMs,
    short_users: users,
    long_users: users + 300,
    config_change_time: 1_735_689_600,
    trade_size: sizeOf(openContracts(ask, market) * 900, ask),
    position_size: sizeOf(openContracts(ask, market), ask),
    funding_impact_value: '60000',
    orders_limit: 100,
    trade_id: 10_851_092,
    orderbook_id: 2_129_638_396,
    enable_bonus: true,
    enable_credit: true,
    create_time: 1_600_000_000,
    funding_cap_ratio: '0.75',
    enable_decimal: digitsOf(quantityStep) > 0,
  };
}

function tickers(ask: Ask): Reply {
  const listed = listedAt(ask);
  if (listed === undefined) return unknownSettle;
  const wanted = listed.filter(({ symbol }) => (ask.query.contract ?? symbol) === symbol);
  return wanted.length === 0 ? unknownContract : json(wanted.map(market => tickerOf(ask, market)));
}

function tickerOf(ask: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { world, now } = ask;
  const price = priceNow(ask, market);
  const share = stockPrice(market) !== undefined;
  const before = share ? price : world.ledger.price(market.base, now - dayMs);
  const range = share ? { high: price, low: price, volumeBase: 1_000 } : dayRange(world.ledger, market.base, now);
  const tick = (value: number) => printed(value, market.priceTick);
  const quote = (range.volumeBase * price).toFixed(0);
  const volume = market.contract === 'inverse' ? quote : (range.volumeBase / market.unitsPerQuantity).toFixed(0);
  return {
    contract: market.symbol,
    last: tick(price),
    low_24h: tick(range.low),
    high_24h: tick(range.high),
    change_percentage: ((price / before - 1) * 100).toFixed(2),
    total_size: String(sizeOf(openContracts(ask, market), ask)),
    volume_24h: volume,
    volume_24h_base: range.volumeBase.toFixed(0),
    volume_24h_quote: quote,
    volume_24h_settle: market.contract === 'inverse' ? range.volumeBase.toFixed(0) : quote,
    mark_price: tick(price),
    funding_rate: rateNow(ask, market),
    funding_rate_indicative: rateNow(ask, market),
    index_price: tick(price),
    highest_bid: tick(price - market.priceTick),
    lowest_ask: tick(price + market.priceTick),
  };
}

function liqOrders(ask: Ask): Reply {
  const { query, now, world } = ask;
  const listed = listedAt(ask);
  if (listed === undefined) return unknownSettle;
  if (query.contract !== undefined && !listed.some(({ symbol }) => symbol === query.contract)) return unknownContract;
  const to = Number(query.to ?? Math.floor(now / secondMs));
  const from = Number(query.from ?? to - widestWindow);
  if (from > to || to - from > widestWindow) return gateError('INVALID_PARAM_VALUE', 'from and to must be within an hour');
  // Both ends count, and nothing of the future is known.
  const until = Math.min((to + 1) * secondMs, now + 1);
  const start = Math.max(from * secondMs, world.ledger.from);
  const names = new Set(listed.filter(({ symbol }) => (query.contract ?? symbol) === symbol).map(({ symbol }) => symbol));
  const orders = [...world.ledger.orders('gate', start, until), ...stockOrders(start, until)].filter(({ market }) =>
    names.has(market.symbol),
  );
  orders.sort((a, b) => b.time - a.time);
  return json(orders.slice(0, Number(query.limit ?? 100)).map(order => liqOrderOf(ask, order)));
}

/**
 * One row of `liq_orders`: `size` is the position (above 0 a long), `order_size` the closing order (the other sign), `left` what of it was
 * not filled; executed contracts are |order_size| - |left|. In one row of five a part is left.
 */
function liqOrderOf(
  ask: Ask,
  { id, market, position, time, quantity, fillPrice, bankruptcyPrice }: ForcedOrder,
): Readonly<Record<string, unknown>> {
  const sign = position === 'long' ? 1 : -1;
  const { quantityStep, priceTick } = market;
  const left = id % 5 === 0 ? Math.ceil(quantity / quantityStep / 4) * quantityStep : 0;
  return {
    time: Math.floor(time / secondMs),
    contract: market.symbol,
    size: sizeOf(sign * (quantity + left), ask),
    order_size: sizeOf(-sign * (quantity + left), ask),
    order_price: priceText(bankruptcyPrice, priceTick),
    fill_price: priceText(fillPrice, priceTick),
    left: sizeOf(-sign * left, ask),
  };
}
