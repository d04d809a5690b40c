import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import {
  dayMs,
  dayRange,
  digitsOf,
  hourMs,
  openInterestUnits,
  ordersOf,
  priceText,
  printed,
  quotedPrice,
  secondMs,
} from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';

/** Limits are not verified: what is known to be borne is a request each 0.4 s, and this is twice that. */
const coinexRequests: BudgetRule = { name: 'coinex requests', limit: 50, windowMs: 10 * secondMs };

/** How long an order takes to appear in the history: not known, so that it takes its time. */
export const coinexLateMs = 45 * secondMs;

const market = { pattern: /^[A-Z0-9,]{2,300}$/, mayBeEmpty: true };

/** CoinEx v2, futures (documents of 2025). Errors come with status 200; there is no stream of forced orders. */
export const coinex: Provider = {
  name: 'coinex',
  venue: 'coinex',
  hosts: ['api.coinex.com'],
  refuse,
  sockets: [],
  routes: [
    { path: '/v2/futures/market', query: { market }, budget: coinexRequests, answer: markets },
    { path: '/v2/futures/ticker', query: { market }, budget: coinexRequests, answer: tickers },
    { path: '/v2/futures/funding-rate', query: { market }, budget: coinexRequests, answer: fundingRates },
    {
      path: '/v2/futures/liquidation-history',
      query: {
        market: { required: true, pattern: /^[A-Z0-9]{2,30}$/ },
        start_time: { min: 0 },
        end_time: { min: 0 },
        page: { min: 1 },
        limit: { min: 1, max: 100 },
      },
      budget: coinexRequests,
      answer: liquidationHistory,
    },
  ],
};

function answered(data: unknown, more: Readonly<Record<string, unknown>> = {}): Reply {
  return json({ code: 0, data, message: 'OK', ...more });
}

function coinexError(code: number, message: string): Reply {
  return { ...json({ code, data: {}, message }), refused: message };
}

function refuse({ kind, detail, parameter = '' }: Problem): Reply {
  switch (kind) {
    case 'over-budget':
      return json({ code: 4213, data: {}, message: 'Request frequency too high' }, 429);
    case 'unknown-path':
    case 'method':
      return json({ code: 4001, data: {}, message: 'Service unavailable' }, 404);
    default:
      return coinexError(3639, `${parameter}: ${detail}`);
  }
}

function listed({ world }: Ask): readonly Market[] {
  return world.ledger.markets.filter(({ venue }) => venue === 'coinex');
}

function wanted(ask: Ask): readonly Market[] {
  const names = (ask.query.market ?? '').split(',').filter(name => name !== '');
  return listed(ask).filter(({ symbol }) => names.length === 0 || names.includes(symbol));
}

function markets(ask: Ask): Reply {
  const rows = wanted(ask).map(each => marketOf(ask, each));
  const [model] = rows;
  // One that is closed, and one that is not quoted in dollars.
  const others = ask.query.market === undefined && model !== undefined;
  const strangers = others
    ? [
        { ...model, market: 'GONEUSDT', base_ccy: 'GONE', is_market_available: false },
        { ...model, market: 'ETHBTC', base_ccy: 'ETH', quote_ccy: 'BTC', contract_type: 'linear' },
      ]
    : [];
  return answered([...rows, ...strangers]);
}

function marketOf({ world, now }: Ask, each: Market): Readonly<Record<string, unknown>> {
  const { symbol, contract, quote, quantityStep, priceTick } = each;
  return {
    market: symbol,
    contract_type: contract,
    taker_fee_rate: '0.0005',
    maker_fee_rate: '0.0003',
    min_amount: printed(quantityStep, quantityStep),
    base_ccy: symbol.slice(0, -quote.length),
    quote_ccy: quote,
    base_ccy_precision: 8,
    quote_ccy_precision: digitsOf(priceTick),
    tick_size: printed(priceTick, priceTick),
    is_market_available: true,
    is_copy_trading_available: true,
    is_api_trading_available: true,
    leverage: ['3', '5', '10', '20', '50', '100'],
    open_interest_volume: printed(openInterestUnits(world.ledger, each, now), quantityStep),
  };
}

function tickers(ask: Ask): Reply {
  return answered(wanted(ask).map(each => tickerOf(ask, each)));
}

function tickerOf({ world: { ledger }, now }: Ask, each: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, priceTick, quantityStep, unitsPerPrice } = each;
  const tick = (price: number) => printed(price, priceTick);
  const price = quotedPrice(ledger, each, now);
  const { high, low, volumeBase } = dayRange(ledger, base, now);
  return {
    market: symbol,
    last: tick(price),
    open: tick(quotedPrice(ledger, each, now - dayMs)),
    close: tick(price),
    high: tick(high * unitsPerPrice),
    low: tick(low * unitsPerPrice),
    volume: volumeBase.toFixed(4),
    volume_sell: (volumeBase / 2).toFixed(4),
    volume_buy: (volumeBase / 2).toFixed(4),
    value: (volumeBase * ledger.price(base, now)).toFixed(2),
    index_price: tick(price * 1.0002),
    mark_price: tick(price),
    open_interest_volume: printed(openInterestUnits(ledger, each, now), quantityStep),
    period: 86_400,
  };
}

function fundingRates(ask: Ask): Reply {
  const { world, now } = ask;
  return answered(
    wanted(ask).map(each => {
      const latest = nextPayment(each, now);
      return {
        market: each.symbol,
        mark_price: printed(quotedPrice(world.ledger, each, now), each.priceTick),
        latest_funding_rate: fundingText(world.ledger, each, now),
        next_funding_rate: fundingText(world.ledger, each, now),
        max_funding_rate: '0.00375',
        min_funding_rate: '-0.00375',
        latest_funding_time: latest,
        next_funding_time: latest + fundingHours(each) * hourMs,
      };
    }),
  );
}

/** Newest first, in pages; `has_next` says whether there is another. */
function liquidationHistory(ask: Ask): Reply {
  const { query, now, world } = ask;
  const each = listed(ask).find(({ symbol }) => symbol === query.market);
  if (each === undefined) return coinexError(3639, 'Invalid market.');
  const limit = Number(query.limit ?? 10);
  const skipped = (Number(query.page ?? 1) - 1) * limit;
  const until = Math.min(Number(query.end_time ?? now) + 1, now - coinexLateMs);
  const from = Math.max(Number(query.start_time ?? 0), world.ledger.from);
  const orders = until > from ? ordersOf(world.ledger, each, from, until).toReversed() : [];
  return answered(orders.slice(skipped, skipped + limit).map(rowOf), {
    pagination: { total: orders.length, has_next: skipped + limit < orders.length },
  });
}

/** `side` is the liquidated position. The name has a blank before it, as in the documents' sample. */
function rowOf({
  market: { symbol, priceTick, quantityStep },
  position,
  quantity,
  fillPrice,
  bankruptcyPrice,
  time,
}: ForcedOrder): unknown {
  return {
    market: ` ${symbol}`,
    side: position,
    liq_price: priceText(fillPrice, priceTick),
    liq_amount: printed(quantity, quantityStep),
    bkr_price: priceText(bankruptcyPrice, priceTick),
    created_at: time,
  };
}
