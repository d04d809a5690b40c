import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../wire.ts';
import type { ForcedOrder, Ledger, Market, Venue } from '../world.ts';

/** The one key that the host knows. */
export const coinalyzeKey = 'c0ffee00-5e1f-4a11-9b0b-0123456789ab';

/** Calls a minute for each key; each symbol of a request is one. */
const calls: BudgetRule = { name: 'coinalyze calls', limit: 40, windowMs: minuteMs };

/** Its codes of the exchanges that it counts. */
const codes: Readonly<Partial<Record<Venue, string>>> = {
  binance: 'A',
  bybit: '6',
  okx: '3',
  bitmex: '0',
  deribit: '2',
  htx: '4',
  bitfinex: 'F',
  'kraken-futures': 'K',
  gate: 'Y',
  hyperliquid: 'H',
  dydx: '8',
};

const steps: Readonly<Record<string, number>> = {
  '1min': minuteMs,
  '5min': 5 * minuteMs,
  '15min': 15 * minuteMs,
  '30min': 30 * minuteMs,
  '1hour': hourMs,
  '2hour': 2 * hourMs,
  '4hour': 4 * hourMs,
  '6hour': 6 * hourMs,
  '12hour': 12 * hourMs,
  daily: dayMs,
};

/** Bars of less than a day that are kept: 1,500 to 2,000. */
const keptBars = 1_500;

const epoch = { required: true, min: 0 };

/**
 * Coinalyze v1, as its documents are told of in client code of 2025 and 2026. Times are in seconds; times in milliseconds are answered with an empty
 * list. Not told, and so taken from the harder side: a symbol that it does not know is left out, a bar in which nothing was forced is too, the
 * words of a refused key, and how contracts with a date are spelled.
 */
export const coinalyze: Provider = {
  name: 'coinalyze',
  hosts: ['api.coinalyze.net'],
  refuse,
  sockets: [],
  routes: [
    { path: '/v1/future-markets', query: {}, budget: calls, answer: withKey(futureMarkets) },
    {
      path: '/v1/liquidation-history',
      query: {
        symbols: { required: true, pattern: /^[^,]+(?:,[^,]+){0,19}$/ },
        interval: { required: true, oneOf: Object.keys(steps) },
        from: epoch,
        to: epoch,
        convert_to_usd: { oneOf: ['true', 'false'] },
      },
      budget: calls,
      weight: ({ symbols = '' }) => symbols.split(',').length,
      answer: withKey(liquidationHistory),
    },
  ],
};

function refuse({ kind, detail, use }: Problem, _request: unknown, now: number): Reply {
  if (kind === 'over-budget') {
    const seconds = Math.ceil(((use?.resetAt ?? now) - now) / secondMs);
    return json({ message: 'Too Many Requests' }, 429, { 'retry-after': String(Math.max(1, seconds)) });
  }
  return json({ message: detail }, kind === 'unknown-path' || kind === 'method' ? 404 : 400);
}

/** The key is looked for in the header alone: in the address, where the real host takes it too, it would be written down on its way. */
function withKey(answer: (ask: Ask) => Reply): (ask: Ask) => Reply {
  return ask => (ask.request.headers.api_key === coinalyzeKey ? answer(ask) : json({ message: 'Invalid API key' }, 401));
}

const isDated = ({ symbol }: Market): boolean => /(?:\d{6}|\d{1,2}[A-Z]{3}\d{2}|[FGHJKMNQUVXZ]\d{2})$/.test(symbol);

/** Its name of a contract; `undefined` for what it does not count. Two contracts of one exchange can share a name. */
export function coinalyzeSymbol(market: Market): string | undefined {
  const code = codes[market.venue];
  if (code === undefined || market.board === 'margin') return undefined;
  const pair = `${market.base}${market.quote}`;
  if (isDated(market)) return `${pair}_${market.symbol.replaceAll(/\W/g, '')}.${code}`;
  return market.venue === 'bybit' ? `${pair}.${code}` : `${pair}_PERP.${code}`;
}

function contracts({ markets }: Ledger): ReadonlyMap<string, readonly Market[]> {
  const bySymbol = Map.groupBy(markets, market => coinalyzeSymbol(market) ?? '');
  bySymbol.delete('');
  return bySymbol;
}

function futureMarkets({ world }: Ask): Reply {
  return json(
    [...contracts(world.ledger)].flatMap(([symbol, [market]]) =>
      market === undefined
        ? []
        : [
            {
              symbol,
              exchange: symbol.slice(symbol.lastIndexOf('.') + 1),
              symbol_on_exchange: market.symbol,
              base_asset: market.base,
              quote_asset: market.quote,
              expire_at: isDated(market) ? (world.ledger.t0 + 30 * dayMs) / secondMs : null,
              is_perpetual: !isDated(market),
              margined: market.contract === 'linear' ? 'STABLE' : 'COIN',
              oi_lq_vol_denominated_in: market.contract === 'linear' ? 'BASE_ASSET' : 'QUOTE_ASSET',
              has_long_short_ratio_data: true,
              has_ohlcv_data: true,
              has_buy_sell_data: true,
            },
          ],
    ),
  );
}

function liquidationHistory({ query, world, now }: Ask): Reply {
  const { symbols = '', interval = '', from = '', to = '', convert_to_usd: inDollars } = query;
  const step = steps[interval] ?? minuteMs;
  const asked = { from: Number(from) * secondMs, to: Number(to) * secondMs };
  if (asked.from > now + dayMs) return json([]);
  const oldest = step < dayMs ? now - keptBars * step : 0;
  const first = Math.ceil(Math.max(asked.from, oldest) / step) * step;
  const end = Math.min(Math.floor(asked.to / step) * step + step, now);
  const listed = contracts(world.ledger);
  return json(
    symbols.split(',').flatMap(symbol => {
      const own = listed.get(symbol);
      if (own === undefined) return [];
      const [{ venue } = { venue: undefined }] = own;
      const orders =
        venue === undefined ? [] : world.ledger.orders(venue, first, end).filter(({ market }) => own.includes(market));
      return [{ symbol, history: bars(orders, step, inDollars === 'true') }];
    }),
  );
}

function bars(orders: readonly ForcedOrder[], step: number, inDollars: boolean): readonly unknown[] {
  const byBar = Map.groupBy(orders, ({ time }) => Math.floor(time / step) * step);
  const amount = ({ cents, market, fillPrice }: ForcedOrder): number =>
    inDollars || market.contract === 'inverse' ? cents / 100 : cents / 100 / fillPrice;
  return [...byBar].map(([time, own]) => {
    const sum = (position: ForcedOrder['position']): number =>
      own.filter(order => order.position === position).reduce((total, order) => total + amount(order), 0);
    return { t: time / secondMs, l: sum('long'), s: sum('short') };
  });
}
