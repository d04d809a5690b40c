import { json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, hourMs, marketsOn, minuteMs, openInterestUnits, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { openDydxSocket } from './dydx-stream.ts';
import { newestTrades } from './dydx-trades.ts';

/** "100 requests / 10 seconds" for each address (indexer documents, 2026). */
const requests: BudgetRule = { name: 'dydx requests', limit: 100, windowMs: 10 * secondMs };

const limit: ParamRule = { min: 1, max: 1_000 };
const iso: ParamRule = { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/ };
const grains: Readonly<Record<string, number>> = {
  '1MIN': minuteMs,
  '5MINS': 5 * minuteMs,
  '15MINS': 15 * minuteMs,
  '30MINS': 30 * minuteMs,
  '1HOUR': hourMs,
  '4HOURS': 4 * hourMs,
  '1DAY': dayMs,
};

/** dYdX v4, indexer and its stream (documents of 2026, code of v4-chain): one host for both. */
export const dydx: Provider = {
  name: 'dydx',
  venue: 'dydx',
  hosts: ['indexer.dydx.trade'],
  refuse,
  sockets: [{ path: '/v4/ws', open: openDydxSocket }],
  routes: [
    {
      path: '/v4/perpetualMarkets',
      query: { ticker: { pattern: /^[\w,-]{3,90}$/ }, market: { pattern: /^[\w,-]{3,90}$/ }, limit },
      budget: requests,
      answer: markets,
    },
    {
      path: '/v4/trades/perpetualMarket/:ticker',
      query: { limit, createdBeforeOrAt: iso, createdBeforeOrAtHeight: { min: 0 }, page: { min: 1 } },
      budget: requests,
      answer: trades,
    },
    {
      path: '/v4/candles/perpetualMarkets/:ticker',
      query: { resolution: { required: true, oneOf: Object.keys(grains) }, limit, fromISO: iso, toISO: iso },
      budget: requests,
      answer: candles,
    },
  ],
};

function refuse({ kind, detail, parameter = '' }: Problem): Reply {
  if (kind === 'over-budget') return json({ errors: [{ msg: 'Too many requests' }] }, 429);
  if (kind === 'unknown-path' || kind === 'method') return json({ errors: [{ msg: 'Not Found' }] }, 404);
  return json({ errors: [{ msg: detail, param: parameter, location: 'query' }] }, 400);
}

function marketOf({ params, world }: Ask): Market | undefined {
  return marketsOn(world.ledger, 'dydx', 'perp').find(({ symbol }) => symbol === params.ticker);
}

const unknownTicker = ({ params }: Ask): Reply =>
  json({ errors: [{ msg: `${params.ticker ?? ''} not found in markets of type perpetual` }] }, 400);

function markets({ world: { ledger }, query, now }: Ask): Reply {
  const wanted = query.ticker ?? query.market;
  const listed = marketsOn(ledger, 'dydx', 'perp').filter(({ symbol }) => (wanted ?? symbol) === symbol);
  const rows = listed.map(market => {
    const price = quotedPrice(ledger, market, now);
    return rowOf(market.symbol, market.alias ?? '', {
      oraclePrice: printed(price, market.priceTick / 100),
      priceChange24H: (price - quotedPrice(ledger, market, now - dayMs)).toFixed(10),
      // Paid each hour, an eighth of what is paid in eight.
      nextFundingRate: (ledger.funding(market, now) / 8).toFixed(12),
      openInterest: printed(openInterestUnits(ledger, market, now), market.quantityStep),
      tickSize: String(market.priceTick),
      stepSize: String(market.quantityStep),
    });
  });
  // Markets that have ended, and those that anyone may list.
  const others = [
    rowOf('LUNA-USD', '900', { status: 'FINAL_SETTLEMENT' }),
    rowOf('TOK,RAYDIUM,9BB6NFECJBCTNNLFKO2FQVQBQ8HHM13KCYYCDQBGPUMP-USD', '901', { marketType: 'ISOLATED' }),
  ];
  return json({ markets: Object.fromEntries([...rows, ...(wanted === undefined ? others : [])].map(row => [row.ticker, row])) });
}

function rowOf(ticker: string, clobPairId: string, fields: Readonly<Record<string, string>>) {
  return {
    clobPairId,
    ticker,
    status: 'ACTIVE',
    oraclePrice: '0.1',
    priceChange24H: '0',
    volume24H: '1000000',
    trades24H: 4_320,
    nextFundingRate: '0',
    initialMarginFraction: '0.02',
    maintenanceMarginFraction: '0.012',
    openInterest: '10',
    atomicResolution: -10,
    quantumConversionExponent: -9,
    stepBaseQuantums: 1_000_000,
    subticksPerTick: 100_000,
    marketType: 'CROSS',
    openInterestLowerCap: '0',
    openInterestUpperCap: '0',
    baseOpenInterest: '20',
    defaultFundingRate1H: '0',
    ...fields,
  };
}

function trades(ask: Ask): Reply {
  const market = marketOf(ask);
  if (market === undefined) return unknownTicker(ask);
  const { query, now, world } = ask;
  // The replicas that answer run behind by less than a second.
  const before = Math.min(now - 900, query.createdBeforeOrAt === undefined ? now : Date.parse(query.createdBeforeOrAt));
  const found = newestTrades(world.ledger, market, before, Number(query.limit ?? 1_000));
  return json({ trades: found.map(({ row }) => row) });
}

function candles(ask: Ask): Reply {
  const market = marketOf(ask);
  if (market === undefined) return unknownTicker(ask);
  const { query, now, world } = ask;
  const { ledger } = world;
  const grain = grains[query.resolution ?? ''] ?? hourMs;
  const from = Math.max(ledger.from, query.fromISO === undefined ? 0 : Date.parse(query.fromISO));
  const to = Math.min(now + 1, query.toISO === undefined ? now + 1 : Date.parse(query.toISO));
  const rows: unknown[] = [];
  for (let at = Math.floor((to - 1) / grain) * grain; at >= from && rows.length < Number(query.limit ?? 100); at -= grain) {
    const price = (time: number): string => printed(quotedPrice(ledger, market, time), market.priceTick / 100);
    const [open, close] = [price(at), price(Math.min(at + grain, now))];
    rows.push({
      startedAt: new Date(at).toISOString(),
      ticker: market.symbol,
      resolution: query.resolution,
      low: Number(open) < Number(close) ? open : close,
      high: Number(open) < Number(close) ? close : open,
      open,
      close,
      baseTokenVolume: '10',
      usdVolume: '1000',
      trades: 15,
      startingOpenInterest: printed(openInterestUnits(ledger, market, at), market.quantityStep),
      orderbookMidPriceOpen: open,
      orderbookMidPriceClose: close,
    });
  }
  return json({ candles: rows });
}
