import {
  json,
  type Ask,
  type BudgetRule,
  type ParamRule,
  type Problem,
  type Provider,
  type Reply,
  type Route,
} from '../provider.ts';
import { dayMs, dayRange, hourMs, marketsOn, printed, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import { htxSockets, rowOf } from './htx-stream.ts';

/** 240 requests in three seconds and address, for all reference data together. */
const requests: BudgetRule = { name: 'htx requests', limit: 240, windowMs: 3 * secondMs };

const code: ParamRule = { pattern: /^[A-Za-z0-9-]{2,30}$/ };
const business: ParamRule = { oneOf: ['swap', 'futures', 'all'] };
/** `start_time` may lie so far before `end_time`, and both so far back. */
const widestMs = 2 * hourMs;
const depthMs = 90 * dayMs;
/** Rows of a page of past forced orders; the documents do not say. */
const pageRows = 50;
/** A row is there so long after its order. */
const staleMs = 20 * secondMs;

/**
 * HTX, one host for REST and sockets, by the documents of reference data of November 2025: answers of version 1 say `status`, those of version 3 `code`. Open
 * interest counts both sides. Past forced orders are asked by contract and two hours, or by coin for coin-margined futures.
 */
export const htx: Provider = {
  name: 'htx',
  venue: 'htx',
  hosts: ['api.hbdm.com'],
  refuse,
  sockets: htxSockets,
  routes: [
    listing('/linear-swap-api/v1/swap_contract_info', 'linear', { business_type: business }),
    listing('/swap-api/v1/swap_contract_info', 'swap'),
    listing('/api/v1/contract_contract_info', 'futures'),
    {
      path: '/v2/linear-swap-ex/market/detail/batch_merged',
      query: { contract_code: code, business_type: business },
      budget: requests,
      answer: ask => good(ask.now, { ticks: listed(ask, 'linear').map(market => tickOf(ask, market)) }),
    },
    {
      path: '/linear-swap-api/v1/swap_open_interest',
      query: { contract_code: code, business_type: business },
      budget: requests,
      answer: ask => good(ask.now, { data: listed(ask, 'linear').map(market => heldOf(ask, market)) }),
    },
    past('/linear-swap-api/v3/swap_liquidation_orders', 'linear', 'contract'),
    past('/swap-api/v3/swap_liquidation_orders', 'swap', 'contract'),
    past('/api/v3/contract_liquidation_orders', 'futures', 'symbol'),
  ],
};

function good(now: number, body: Readonly<Record<string, unknown>>): Reply {
  return json({ status: 'ok', ...body, ts: now });
}

function refuse({ kind, parameter = '', detail }: Problem, { path }: { readonly path: string }, now: number): Reply {
  if (kind === 'over-budget')
    return json({ status: 'error', err_code: 1032, err_msg: 'The number of access exceeded the limit.', ts: now }, 429);
  if (kind === 'unknown-path' || kind === 'method')
    return json({ status: 'error', err_code: 404, err_msg: 'Not Found', ts: now }, 404);
  const words = `The parameter ${parameter} is invalid: ${detail}`;
  return path.includes('/v3/') ? wrong(now, words) : json({ status: 'error', err_code: 1030, err_msg: words, ts: now });
}

function wrong(now: number, msg: string): Reply {
  return { ...json({ code: 1030, msg, data: null, ts: now }), refused: msg };
}

function listed({ query, world }: Ask, board: string): readonly Market[] {
  return marketsOn(world.ledger, 'htx', board).filter(({ symbol }) => (query.contract_code ?? symbol) === symbol);
}

function listing(path: string, board: string, more: Readonly<Record<string, ParamRule>> = {}): Route {
  return {
    path,
    query: { contract_code: code, ...more },
    budget: requests,
    answer: ask => {
      const rows = listed(ask, board).map(instrumentOf);
      // A contract that is not listed yet.
      const [first] = rows;
      return good(ask.now, {
        data: [...rows, { ...first, symbol: 'SOON', contract_code: 'SOON-USDT', pair: 'SOON-USDT', contract_status: 0 }],
      });
    },
  };
}

function instrumentOf({
  base,
  symbol,
  board,
  contract,
  unitsPerQuantity,
  contractUsd,
  priceTick,
}: Market): Readonly<Record<string, unknown>> {
  return {
    symbol: base,
    contract_code: symbol,
    contract_size: contract === 'linear' ? unitsPerQuantity : contractUsd,
    price_tick: priceTick,
    delivery_date: board === 'futures' ? '20260327' : '',
    delivery_time: board === 'futures' ? '1774598400000' : '',
    create_date: '20201021',
    contract_status: 1,
    settlement_date: '1770883200000',
    ...(board === 'linear'
      ? { support_margin_mode: 'all', business_type: 'swap', pair: symbol, contract_type: 'swap' }
      : board === 'futures'
        ? { contract_type: 'quarter' }
        : {}),
  };
}

function tickOf({ world: { ledger }, now }: Ask, { base, symbol, priceTick }: Market): Readonly<Record<string, unknown>> {
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const price = ledger.price(base, now);
  return {
    id: Math.floor(now / secondMs),
    ts: now,
    ask: [Number(printed(price + priceTick, priceTick)), 1],
    bid: [Number(printed(price, priceTick)), 1],
    business_type: 'swap',
    contract_code: symbol,
    open: printed(ledger.price(base, now - dayMs), priceTick),
    close: printed(price, priceTick),
    low: printed(low, priceTick),
    high: printed(high, priceTick),
    amount: volumeBase.toFixed(4),
    count: 1,
    vol: (volumeBase * price).toFixed(4),
    number_of: '1',
  };
}

/** Both sides of each contract: twice what is open. */
function heldOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const coins = 2 * ledger.openInterestCoins(market, now);
  return {
    volume: Math.round(coins / market.unitsPerQuantity),
    amount: Number(coins.toFixed(6)),
    symbol: market.base,
    value: Number((coins * ledger.price(market.base, now)).toFixed(4)),
    contract_code: market.symbol,
    trade_amount: 0,
    trade_volume: 0,
    trade_turnover: 0,
    business_type: 'swap',
    pair: market.symbol,
    contract_type: 'swap',
  };
}

function past(path: string, board: string, by: 'contract' | 'symbol'): Route {
  return {
    path,
    query: {
      [by]: { ...code, required: true },
      pair: code,
      trade_type: { required: true, oneOf: ['0', '5', '6'] },
      start_time: { min: 0 },
      end_time: { min: 0 },
      direct: { oneOf: ['next', 'prev'] },
      from_id: { min: 0 },
    },
    budget: requests,
    answer: ask => pastOrders(ask, board, by),
  };
}

function pastOrders({ query, world: { ledger }, now }: Ask, board: string, by: 'contract' | 'symbol'): Reply {
  const of = (market: Market) => (by === 'symbol' ? market.base : market.symbol) === query[by];
  if (!marketsOn(ledger, 'htx', board).some(of)) return wrong(now, `${by} ${query[by] ?? ''} does not exist`);
  const to = Number(query.end_time ?? now);
  const from = Number(query.start_time ?? to - widestMs);
  if (to - from > widestMs || to < from) return wrong(now, 'the window is wider than 2 hours');
  if (from < now - depthMs) return wrong(now, 'the window lies more than 90 days back');
  const position = ({ '5': 'long', '6': 'short' } as const)[query.trade_type ?? ''];
  const orders = ledger
    .orders('htx', from, Math.min(to + 1, now - staleMs))
    .filter(({ market }) => market.board === board && of(market))
    .filter(order => position === undefined || order.position === position);
  const start = query.from_id === undefined ? undefined : Number(query.from_id);
  const rows =
    query.direct === 'next'
      ? orders.filter(({ id }) => id > (start ?? -1))
      : orders.filter(({ id }) => id < (start ?? Infinity)).reverse();
  return json({ code: 200, msg: '', data: rows.slice(0, pageRows).map(pastRow), ts: now });
}

/** The rows of the past lack the kind of the contract and have an id. */
function pastRow(order: ForcedOrder): unknown {
  const { contract_type: _kind, ...row } = rowOf(order);
  return { query_id: order.id, ...row };
}
