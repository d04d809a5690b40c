import { json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, hourMs, marketsOn, openInterestUnits, ordersOf, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { openPoloniexSocket, orderRow } from './poloniex-stream.ts';

/** "300 requests per second" for each address, as third parties quote the documents (September 2026). */
const requests: BudgetRule = { name: 'poloniex requests', limit: 300, windowMs: secondMs };

/** How long after an order its row stands in the history. */
const staleMs = 20 * secondMs;
const symbol: ParamRule = { pattern: /^[A-Z0-9_]{5,40}$/ };
const time: ParamRule = { min: 0 };

/** Poloniex futures v3, REST and stream (api-docs.poloniex.com, 2025). What is refused has status 200 and another code. */
export const poloniex: Provider = {
  name: 'poloniex',
  venue: 'poloniex',
  hosts: ['api.poloniex.com', 'ws.poloniex.com'],
  refuse,
  sockets: [{ path: '/ws/v3/public', open: openPoloniexSocket }],
  routes: [
    { path: '/v3/market/allInstruments', query: { symbol }, budget: requests, answer: contracts },
    { path: '/v3/market/tickers', query: { symbol }, budget: requests, answer: tickers },
    { path: '/v3/market/openInterest', query: { symbol: { ...symbol, required: true } }, budget: requests, answer: openInterest },
    { path: '/v3/market/fundingRate', query: { symbol: { ...symbol, required: true } }, budget: requests, answer: funding },
    {
      path: '/v3/market/liquidationOrder',
      query: { symbol, sTime: time, eTime: time, from: time, limit: { min: 1, max: 100 }, direct: { oneOf: ['PREV', 'NEXT'] } },
      budget: requests,
      answer: liquidations,
    },
  ],
};

const answered = (data: unknown): Reply => json({ code: 200, msg: 'Success', data });

function refused(code: number, msg: string): Reply {
  return { ...json({ code, msg, data: '' }), refused: msg };
}

function refuse({ kind, parameter = '' }: Problem): Reply {
  if (kind === 'over-budget') return json({ code: 429, message: 'TOO_MANY_REQUEST' }, 429);
  if (kind === 'unknown-path' || kind === 'method') return json({ code: 404, message: 'Resources do not exist' }, 404);
  return refused(parameter === 'limit' ? 24_104 : 24_101, parameter === 'limit' ? 'Invalid limit!' : `Invalid ${parameter}!`);
}

function listed({ world, query }: Ask): readonly Market[] {
  return marketsOn(world.ledger, 'poloniex', 'usdt').filter(market => (query.symbol ?? market.symbol) === market.symbol);
}

const unknownSymbol = (): Reply => refused(24_101, 'Invalid symbol!');

function contracts(ask: Ask): Reply {
  const rows = listed(ask).map(({ symbol: name, unitsPerQuantity, unitsPerPrice, priceTick }) => ({
    symbol: name,
    bAsset: `.P${name.split('_')[0] ?? ''}USDT`,
    bCcy: name.split('_')[0],
    qCcy: 'USDT',
    sCcy: 'USDT',
    visibleStartTime: '1584721775000',
    tradableStartTime: '1584721775000',
    oDate: '1584721775000',
    tSz: String(priceTick),
    pxScale: String(priceTick),
    lotSz: '1',
    minSz: '1',
    // What one contract holds, in the unit that the symbol counts.
    ctVal: String(unitsPerQuantity / unitsPerPrice),
    status: 'OPEN',
    ctType: 'LINEAR',
    alias: '',
    maxLever: '100',
    lever: '10',
  }));
  const paused = rows.slice(0, 1).map(row => ({ ...row, symbol: 'XMR_USDT_PERP', bCcy: 'XMR', status: 'PAUSED' }));
  return answered(ask.query.symbol === undefined ? [...rows, ...paused] : rows);
}

function tickers(ask: Ask): Reply {
  const { ledger } = ask.world;
  const rows = listed(ask).map(market => {
    const print = (at: number): string => printed(quotedPrice(ledger, market, at), market.priceTick / 100);
    const [before, last] = [print(ask.now - dayMs), print(ask.now)];
    return {
      s: market.symbol,
      o: before,
      c: last,
      l: before,
      h: last,
      qty: '1000',
      amt: '1000000',
      tC: 4_000,
      sT: ask.now - dayMs,
      cT: ask.now,
      dN: market.symbol,
      dC: (Number(last) / Number(before) - 1).toFixed(4),
      bPx: last,
      bSz: '10',
      aPx: last,
      aSz: '10',
      mPx: last,
      iPx: last,
    };
  });
  return answered(rows);
}

function openInterest(ask: Ask): Reply {
  const [market] = listed(ask);
  if (market === undefined) return unknownSymbol();
  return answered({ s: market.symbol, oInterest: openInterestUnits(ask.world.ledger, market, ask.now).toFixed(18) });
}

function funding(ask: Ask): Reply {
  const [market] = listed(ask);
  if (market === undefined) return unknownSymbol();
  const next = (Math.floor(ask.now / (8 * hourMs)) + 1) * 8 * hourMs;
  const rate = ask.world.ledger.funding(market, ask.now).toFixed(8);
  return answered({ s: market.symbol, fR: rate, fT: String(next - 8 * hourMs), nFR: rate, nFT: String(next) });
}

/** Newest first. The rows carry no id, so that nobody can page by `from`. */
function liquidations(ask: Ask): Reply {
  const { query, now, world } = ask;
  const { ledger } = world;
  const markets = listed(ask);
  if (markets.length === 0) return unknownSymbol();
  const from = Math.max(ledger.from, Number(query.sTime ?? 0));
  const to = Math.min(Number(query.eTime ?? now), now - staleMs);
  const orders = markets.flatMap(market => ordersOf(ledger, market, from, to + 1)).sort((a, b) => b.time - a.time);
  return answered(orders.slice(0, Number(query.limit ?? 10)).map(orderRow));
}
