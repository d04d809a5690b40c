import { okxFeed } from '../ledger/feeds/okx.ts';
import { json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { hashUniform } from '../random.ts';
import { sampledOrders } from '../sampled.ts';
import { dayMs, dayRange, hourMs, marketsOn, minuteMs, openInterestUnits, printed, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import { groupsOf } from './okx-stream.ts';

/** A limit of requests in two seconds. By address, and some by contract besides; here by address alone, the harder reading. */
const perTwoSeconds = (name: string, limit: number): BudgetRule => ({ name, limit, windowMs: 2 * secondMs, perRoute: true });
const common = perTwoSeconds('okx requests', 20);
const slow = perTwoSeconds('okx slow requests', 10);
const liquidations = perTwoSeconds('okx liquidation orders', 40);

const instType: ParamRule = { required: true, oneOf: ['SWAP', 'FUTURES', 'MARGIN', 'SPOT', 'OPTION'] };
const name: ParamRule = { pattern: /^[A-Z0-9_-]{2,40}$/ };
const moment: ParamRule = { min: 0 };

/** How far back forced orders are kept; the documents said seven days once, and reports say one. */
const depthMs = 26 * hourMs;
/** What one granularity of the past open interest holds. */
const pastEntries = 1_440;
const pastMs = 5 * minuteMs;

/**
 * OKX v5, REST. Documents of November 2025 and July 2026: the envelope `{code, msg, data}`; `after` asks for what is older, newest first; the past of
 * open interest leaves out `begin` and `end` themselves.
 */
export const okx: Provider = {
  name: 'okx',
  hosts: ['www.okx.com'],
  refuse,
  sockets: [],
  routes: [
    { path: '/api/v5/public/time', query: {}, budget: common, answer: ({ now }) => good([{ ts: String(now) }]) },
    {
      path: '/api/v5/public/instruments',
      query: { instType, instFamily: name, uly: name, instId: name },
      budget: common,
      answer: ask => good([...wanted(ask).map(instrumentOf), ...decoys(ask)]),
    },
    {
      path: '/api/v5/market/tickers',
      query: { instType },
      budget: common,
      answer: ask => good(wanted(ask).map(market => tickerOf(ask, market))),
    },
    {
      path: '/api/v5/public/open-interest',
      query: { instType, instFamily: name, uly: name, instId: name },
      budget: common,
      answer: ask => good(wanted(ask).map(market => heldOf(ask, market))),
    },
    { path: '/api/v5/public/funding-rate', query: { instId: { ...name, required: true } }, budget: slow, answer: fundingRate },
    {
      path: '/api/v5/rubik/stat/contracts/open-interest-history',
      query: {
        instId: { ...name, required: true },
        period: { oneOf: ['5m'] },
        begin: moment,
        end: moment,
        limit: { min: 1, max: 100 },
      },
      budget: slow,
      answer: pastHeld,
    },
    {
      path: '/api/v5/public/liquidation-orders',
      query: {
        instType,
        state: { required: true, oneOf: ['filled', 'unfilled'] },
        uly: name,
        instFamily: name,
        instId: name,
        after: moment,
        before: moment,
        limit: { min: 1, max: 100 },
      },
      budget: liquidations,
      answer: liquidationOrders,
    },
  ],
};

function good(data: readonly unknown[]): Reply {
  return json({ code: '0', msg: '', data });
}

function bad(code: string, msg: string, status = 200): Reply {
  return { ...json({ code, msg, data: [] }, status), refused: msg };
}

function refuse({ kind, parameter = '' }: Problem): Reply {
  if (kind === 'over-budget') return bad('50011', 'Too Many Requests', 429);
  if (kind === 'missing-parameter') return bad('50014', `Parameter ${parameter} can not be empty.`, 400);
  if (kind === 'unknown-path' || kind === 'method') return bad('404', 'Not Found', 404);
  return bad('51000', `Parameter ${parameter} error`, 400);
}

function wanted({ query, world }: Ask): readonly Market[] {
  const { instType: type = '', instId, uly, instFamily = uly } = query;
  return marketsOn(world.ledger, 'okx', type.toLowerCase()).filter(
    ({ symbol, alias }) => (instId ?? symbol) === symbol && (instFamily ?? alias) === alias,
  );
}

function instrumentOf(market: Market): Readonly<Record<string, unknown>> {
  const { symbol, board, alias, contract, base, quote, quantityStep, priceTick } = market;
  const isMargin = board === 'margin';
  const isLinear = contract === 'linear';
  const size = isLinear ? market.unitsPerQuantity : market.contractUsd;
  return {
    instType: board.toUpperCase(),
    instId: symbol,
    instFamily: alias,
    uly: alias,
    baseCcy: isMargin ? base : '',
    quoteCcy: isMargin ? quote : '',
    settleCcy: isMargin ? '' : isLinear ? quote : base,
    ctType: isMargin ? '' : contract,
    ctVal: isMargin ? '' : String(size),
    ctMult: isMargin ? '' : '1',
    ctValCcy: isMargin ? '' : isLinear ? base : 'USD',
    lotSz: printed(quantityStep, quantityStep),
    minSz: printed(quantityStep, quantityStep),
    tickSz: printed(priceTick, priceTick),
    lever: '100',
    state: 'live',
    ruleType: 'normal',
    listTime: '1573557408000',
    expTime: board === 'futures' ? '1774598400000' : '',
    instCategory: '1',
  };
}

/** A share and a contract that does not trade yet, in every list of perpetuals. */
function decoys({ query }: Ask): readonly unknown[] {
  if (query.instType !== 'SWAP' || Object.keys(query).length > 1) return [];
  const share = {
    instType: 'SWAP',
    instId: 'AAPL-USDT-SWAP',
    instFamily: 'AAPL-USDT',
    uly: 'AAPL-USDT',
    settleCcy: 'USDT',
    ctType: 'linear',
    ctVal: '0.1',
    ctMult: '1',
    ctValCcy: 'AAPL',
    state: 'live',
    instCategory: '3',
  };
  return [share, { ...share, instId: 'SOON-USDT-SWAP', ctValCcy: 'SOON', state: 'preopen', instCategory: '1' }];
}

function tickerOf(
  { world: { ledger }, now }: Ask,
  { board, symbol, base, priceTick }: Market,
): Readonly<Record<string, unknown>> {
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const at = (time: number) => printed(ledger.price(base, time), priceTick);
  return {
    instType: board.toUpperCase(),
    instId: symbol,
    last: at(now),
    lastSz: '1',
    askPx: at(now),
    askSz: '1',
    bidPx: at(now),
    bidSz: '1',
    open24h: at(now - dayMs),
    high24h: printed(high, priceTick),
    low24h: printed(low, priceTick),
    volCcy24h: volumeBase.toFixed(4),
    vol24h: volumeBase.toFixed(4),
    sodUtc0: at(Math.floor(now / dayMs) * dayMs),
    sodUtc8: at(Math.floor(now / dayMs) * dayMs),
    ts: String(now),
  };
}

/** Contracts, coins and dollars of one side. */
function heldAt({ world: { ledger } }: Ask, market: Market, time: number): readonly [oi: string, oiCcy: string, oiUsd: string] {
  const coins = ledger.openInterestCoins(market, time);
  const contracts = openInterestUnits(ledger, market, time);
  return [String(contracts), coins.toFixed(6), (coins * ledger.price(market.base, time)).toFixed(4)];
}

function heldOf(ask: Ask, market: Market): Readonly<Record<string, unknown>> {
  const [oi, oiCcy, oiUsd] = heldAt(ask, market, ask.now);
  return { instType: market.board.toUpperCase(), instId: market.symbol, oi, oiCcy, oiUsd, ts: String(ask.now) };
}

function pastHeld(ask: Ask): Reply {
  const { query, world, now } = ask;
  const market = world.ledger.markets.find(({ venue, symbol }) => venue === 'okx' && symbol === query.instId);
  if (market === undefined || market.board === 'margin') return bad('51001', 'Instrument ID does not exist');
  const newest = Math.floor(now / pastMs) * pastMs;
  const begin = Math.max(Number(query.begin ?? 0), newest - pastEntries * pastMs);
  const end = Math.min(Number(query.end ?? Infinity), newest + 1);
  const rows: unknown[] = [];
  for (let time = Math.ceil(end / pastMs) * pastMs - pastMs; time > begin; time -= pastMs) {
    rows.push([String(time), ...heldAt(ask, market, time)]);
  }
  return good(rows.slice(0, Number(query.limit ?? 100)));
}

/** Most contracts pay every eight hours, some every four, which shows only in the distance of the next two settlements. */
function fundingRate({ query, world: { ledger }, now }: Ask): Reply {
  const swaps = marketsOn(ledger, 'okx', 'swap').filter(({ symbol }) => query.instId === 'ANY' || symbol === query.instId);
  if (swaps.length === 0) return bad('51001', 'Instrument ID does not exist');
  return good(
    swaps.map(market => {
      const hours = ['SUI', 'WIF'].includes(market.base) ? 4 : 8;
      const next = (Math.floor(now / (hours * hourMs)) + 1) * hours * hourMs;
      return {
        instType: 'SWAP',
        instId: market.symbol,
        method: 'current_period',
        formulaType: 'withRate',
        fundingRate: ((ledger.funding(market, now) * hours) / 8).toFixed(10),
        nextFundingRate: '',
        fundingTime: String(next),
        nextFundingTime: String(next + hours * hourMs),
        minFundingRate: '-0.00375',
        maxFundingRate: '0.00375',
        settState: 'settled',
        settFundingRate: '0.0001',
        premium: '0',
        ts: String(now),
      };
    }),
  );
}

/** Rows come 69 to 92 minutes after their order. */
function staleMs(now: number): number {
  return (69 + 23 * hashUniform(Math.floor(now / hourMs), 1)) * minuteMs;
}

/** A page holds `limit` rows and whatever else is of the minute of the last, so that it may be longer. */
function liquidationOrders(ask: Ask): Reply {
  const { query, world, now } = ask;
  if (query.instFamily === undefined && query.uly === undefined && (query.instType !== 'MARGIN' || query.instId === undefined)) {
    return bad('50015', 'Either parameter uly or instFamily is required');
  }
  const own = new Set(wanted(ask).map(({ symbol }) => symbol));
  const from = Math.max(now - depthMs, Number(query.before ?? 0) + 1);
  const to = Math.min(now - staleMs(now), Number(query.after ?? Infinity));
  const rows = sampledOrders(world.ledger, 'okx', okxFeed, from, to)
    .filter(({ market }) => own.has(market.symbol))
    .reverse();
  const minute = (order: ForcedOrder | undefined) => Math.floor((order?.time ?? -1) / minuteMs);
  let count = Math.min(rows.length, Number(query.limit ?? 100));
  while (count < rows.length && minute(rows[count]) === minute(rows[count - 1])) count += 1;
  return good(groupsOf(rows.slice(0, count)));
}
