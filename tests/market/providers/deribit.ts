import { json, type Ask, type BudgetRule, type ParamRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, dayRange, openInterestUnits, printed, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';
import { bookOf, type BookRow } from './books.ts';
import { openSocket } from './deribit-stream.ts';
import { contractsOf, tradesOf } from './deribit-trades.ts';

/** 50,000 credits, of which 10,000 come back each second (measured 2026-09): the whole of them in five seconds. */
const credits: BudgetRule = { name: 'deribit credits', limit: 50_000, windowMs: 5 * secondMs };
/** What a call costs where nothing else is said. */
const usual = (): number => 500;

const currency: ParamRule = { required: true, oneOf: ['BTC', 'ETH', 'USDC', 'USDT', 'EURR', 'any'] };
const kind: ParamRule = { oneOf: ['future', 'option', 'spot', 'future_combo', 'option_combo'] };
/** A trade is in the past so long after it happened. */
const staleMs = 2 * secondMs;

/** Deribit, API v2: REST and the socket share a host. An error comes with status 400 and a JSON-RPC code. */
export const deribit: Provider = {
  name: 'deribit',
  venue: 'deribit',
  hosts: ['www.deribit.com'],
  refuse,
  sockets: [{ path: '/ws/api/v2', open: openSocket }],
  routes: [
    {
      path: '/api/v2/public/get_instruments',
      query: { currency, kind, expired: { oneOf: ['true', 'false'] } },
      budget: credits,
      weight: () => 10_000,
      answer: ask => answered(ask, instruments(ask)),
    },
    {
      path: '/api/v2/public/get_book_summary_by_currency',
      query: { currency, kind },
      budget: credits,
      weight: usual,
      answer: ask =>
        answered(
          ask,
          listed(ask).map(market => summaryOf(ask, market)),
        ),
    },
    {
      path: '/api/v2/public/get_order_book',
      query: { instrument_name: { required: true, pattern: /^[A-Z0-9_-]{3,40}$/ }, depth: { min: 1, max: 10_000 } },
      budget: credits,
      weight: usual,
      answer: orderBook,
    },
    {
      path: '/api/v2/public/get_last_trades_by_currency_and_time',
      query: {
        currency,
        kind,
        start_timestamp: { required: true, min: 0 },
        end_timestamp: { required: true, min: 0 },
        count: { min: 1, max: 1_000 },
        sorting: { oneOf: ['asc', 'desc', 'default'] },
      },
      budget: credits,
      weight: usual,
      answer: ask => answered(ask, lastTrades(ask)),
    },
  ],
};

function answered({ now }: Ask, result: unknown): Reply {
  return json({ jsonrpc: '2.0', result, usIn: now * 1_000, usOut: now * 1_000 + 100, usDiff: 100, testnet: false });
}

function refuse({ kind: problem, parameter, detail }: Problem): Reply {
  const error = (code: number, message: string, status: number) =>
    json({ jsonrpc: '2.0', error: { message, data: { reason: detail, param: parameter }, code }, testnet: false }, status);
  if (problem === 'over-budget') return error(10_028, 'too_many_requests', 429);
  if (problem === 'unknown-path' || problem === 'method') return error(-32_601, 'Method not found', 400);
  return error(-32_602, 'Invalid params', 400);
}

/** A market maker's book does not go on for ever: so many prices a side at the most. */
const mostRows = 3_000;

/** Pairs of price and amount, best first; amounts are dollars on inverse contracts and coins on others. */
function orderBook(ask: Ask): Reply {
  const { query, now, world } = ask;
  const market = world.ledger.markets.find(({ venue, symbol }) => venue === 'deribit' && symbol === query.instrument_name);
  if (market === undefined) return refuse({ kind: 'bad-parameter', parameter: 'instrument_name', detail: 'wrong format' });
  const { base, contract, priceTick } = market;
  const rows = Math.min(mostRows, Number(query.depth ?? 5));
  const { bids, asks } = bookOf(world.ledger, base, now, { step: priceTick, rows, share: 0.3 });
  const side = (levels: readonly BookRow[]) =>
    levels.map(([price, coins]) => [
      Number(printed(price, priceTick)),
      contract === 'inverse' ? Math.round(coins * price) : Number(coins.toFixed(6)),
    ]);
  const [bid, offer] = [side(bids), side(asks)];
  return answered(ask, {
    timestamp: now,
    state: 'open',
    instrument_name: market.symbol,
    change_id: 133_112_427_566,
    best_bid_price: bid[0]?.[0],
    best_bid_amount: bid[0]?.[1],
    best_ask_price: offer[0]?.[0],
    best_ask_amount: offer[0]?.[1],
    open_interest: openInterestUnits(world.ledger, market, now),
    bids: bid,
    asks: offer,
  });
}

function listed({ query, world }: Ask): readonly Market[] {
  return contractsOf(world.ledger, query.currency ?? '');
}

/** Without `kind` options and combinations come as well. */
function instruments(ask: Ask): readonly unknown[] {
  const contracts: readonly Readonly<Record<string, unknown>>[] = listed(ask).map(instrumentOf);
  const wanted = ask.query.kind;
  const others: readonly Readonly<Record<string, unknown>>[] =
    ask.query.currency === 'BTC'
      ? [
          {
            ...contracts[0],
            instrument_name: 'BTC-27MAR26-70000-C',
            kind: 'option',
            settlement_period: 'month',
            quote_currency: 'BTC',
          },
          { ...contracts[0], instrument_name: 'BTC-FS-27MAR26_PERP', kind: 'future_combo' },
          { ...contracts[0], instrument_name: 'BTC-30JAN26', settlement_period: 'month', is_active: false },
        ]
      : [];
  return [...contracts, ...others].filter(({ kind: own }) => wanted === undefined || wanted === own);
}

function instrumentOf({ symbol, base, quote, contract, quantityStep, priceTick }: Market): Readonly<Record<string, unknown>> {
  const isInverse = contract === 'inverse';
  const isPerpetual = symbol.endsWith('-PERPETUAL');
  return {
    price_index: `${base}_${quote}`.toLowerCase(),
    kind: 'future',
    instrument_name: symbol,
    instrument_id: 124_972,
    max_leverage: 50,
    maker_commission: 0,
    taker_commission: 0.0005,
    max_liquidation_commission: 0.0075,
    block_trade_commission: 0.00025,
    block_trade_min_trade_amount: 200_000,
    block_trade_tick_size: 0.01,
    tick_size_steps: [],
    instrument_type: isInverse ? 'reversed' : 'linear',
    expiration_timestamp: isPerpetual ? 32_503_708_800_000 : Date.UTC(2026, 2, 27, 8),
    creation_timestamp: 1_534_167_754_000,
    is_active: true,
    tick_size: priceTick,
    contract_size: quantityStep,
    min_trade_amount: quantityStep,
    future_type: isInverse ? 'reversed' : 'linear',
    settlement_currency: isInverse ? base : quote,
    settlement_period: isPerpetual ? 'perpetual' : 'month',
    base_currency: base,
    counter_currency: quote,
    quote_currency: quote,
  };
}

function summaryOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, quote, priceTick } = market;
  const price = Number(printed(ledger.price(base, now), priceTick));
  const before = ledger.price(base, now - dayMs);
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  const funding = ledger.funding(market, now);
  return {
    high,
    low,
    last: price,
    instrument_name: symbol,
    bid_price: price - priceTick,
    ask_price: price + priceTick,
    mid_price: price,
    mark_price: price,
    // Dollars where inverse, coins where linear, one-sided.
    open_interest: openInterestUnits(ledger, market, now),
    creation_timestamp: now,
    estimated_delivery_price: price,
    price_change: Number(((price / before - 1) * 100).toFixed(4)),
    volume: volumeBase,
    volume_usd: volumeBase * price,
    base_currency: base,
    quote_currency: quote,
    volume_notional: volumeBase * price,
    ...(symbol.endsWith('-PERPETUAL') ? { current_funding: funding / 2, funding_8h: funding } : {}),
  };
}

/** Both ends count; all trades of all futures of the currency. */
function lastTrades({ query, world: { ledger }, now }: Ask): unknown {
  const from = Math.max(Number(query.start_timestamp), ledger.from);
  const to = Math.min(Number(query.end_timestamp) + 1, now - staleMs);
  const all = from < to ? tradesOf(ledger, query.currency ?? '', from, to) : [];
  const sorted = query.sorting === 'asc' ? all : all.toReversed();
  const count = Number(query.count ?? 10);
  return { trades: sorted.slice(0, count).map(({ row }) => row), has_more: sorted.length > count };
}
