import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, digitsOf, marketsOn, minuteMs, openInterestUnits, printed, quotedPrice } from '../wire.ts';
import type { Market } from '../world.ts';
import { openLighterSocket } from './lighter-stream.ts';

/** "60 requests per rolling minute" for an address without an account (apidocs.lighter.xyz, 2026). */
const requests: BudgetRule = { name: 'lighter requests', limit: 60, windowMs: minuteMs };

/** Lighter, REST and stream. Open interest counts coin here; one side of it. */
export const lighter: Provider = {
  name: 'lighter',
  venue: 'lighter',
  hosts: ['mainnet.zklighter.elliot.ai'],
  refuse,
  sockets: [
    { path: '/stream', connects: { name: 'lighter handshakes', limit: 80, windowMs: minuteMs }, open: openLighterSocket },
  ],
  routes: [
    {
      path: '/api/v1/orderBookDetails',
      query: { market_id: { min: 0, max: 65_535 }, filter: { oneOf: ['all', 'perp', 'spot'] } },
      budget: requests,
      answer: details,
    },
    { path: '/api/v1/funding-rates', query: {}, budget: requests, answer: fundingRates },
  ],
};

function refuse({ kind, parameter = '' }: Problem): Reply {
  if (kind === 'over-budget') return json({ code: 23_000, message: 'Too Many Requests' }, 429);
  if (kind === 'unknown-path' || kind === 'method') return json({ code: 404, message: 'not found' }, 404);
  return json({ code: 20_001, message: `invalid param: ${parameter}` }, 400);
}

function details({ world: { ledger }, query, now }: Ask): Reply {
  const wanted = query.market_id;
  const rows = marketsOn(ledger, 'lighter', 'perp')
    .filter(({ alias }) => (wanted ?? alias) === alias)
    .map(market => {
      const price = quotedPrice(ledger, market, now);
      const before = quotedPrice(ledger, market, now - dayMs);
      return rowOf(market, {
        last_trade_price: Number(printed(price, market.priceTick / 100)),
        mark_price: printed(price, market.priceTick / 100),
        daily_price_low: Math.min(price, before),
        daily_price_high: Math.max(price, before),
        // In percent.
        daily_price_change: (price / before - 1) * 100,
        open_interest: openInterestUnits(ledger, market, now),
      });
    });
  const [first] = marketsOn(ledger, 'lighter', 'perp');
  // A share, a contract that has ended, and a spot market.
  const others =
    first === undefined || wanted !== undefined
      ? []
      : [
          rowOf({ ...first, symbol: 'NVDA', alias: '110' }, {}),
          rowOf({ ...first, symbol: 'MKR', alias: '28' }, { status: 'inactive' }),
          rowOf({ ...first, symbol: 'ETH/USDC', alias: '2048' }, { market_type: 'spot' }),
        ];
  return json({ code: 200, order_book_details: [...rows, ...others], spot_order_book_details: [] });
}

function rowOf({ symbol, alias, quantityStep, priceTick }: Market, fields: Readonly<Record<string, unknown>>) {
  return {
    symbol,
    market_id: Number(alias),
    market_type: 'perp',
    base_asset_id: 0,
    quote_asset_id: 0,
    status: 'active',
    taker_fee: '0.0000',
    maker_fee: '0.0000',
    liquidation_fee: '1.0000',
    min_base_amount: String(quantityStep),
    min_quote_amount: '10.000000',
    size_decimals: digitsOf(quantityStep),
    price_decimals: digitsOf(priceTick),
    quote_multiplier: 1,
    last_trade_price: 220.5,
    daily_trades_count: 5_000,
    daily_base_token_volume: 1_000.5,
    daily_quote_token_volume: 2_000_000.5,
    daily_price_change: 1.5,
    open_interest: 900.5,
    daily_chart: {},
    market_config: { hidden: false },
    mark_price: '220.45',
    index_price: '220.40',
    ...fields,
  };
}

/** Rates for eight hours, those of other exchanges among them. */
function fundingRates({ world: { ledger }, now }: Ask): Reply {
  const rates = marketsOn(ledger, 'lighter', 'perp').flatMap(market => {
    const common = { market_id: Number(market.alias), symbol: market.symbol };
    return [
      { ...common, exchange: 'binance', rate: 0.0009 },
      { ...common, exchange: 'lighter', rate: ledger.funding(market, now) },
    ];
  });
  return json({ code: 200, funding_rates: rates });
}
