import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { minuteMs } from '../wire.ts';
import type { ListedCoin } from '../world.ts';

/** Without a key the limit is unpublished; five a minute and address is the least that people report (2026). */
const keyless: BudgetRule = { name: 'coingecko keyless requests', limit: 5, windowMs: minuteMs };

const page = { page: { min: 1, max: 1_000 }, per_page: { min: 1, max: 250 } };
const entities = ['companies', 'governments'];

/** CoinGecko's interface without a key (OpenAPI description of 2026-06-22). Figures are whole numbers, fractions or null for one and the same field. */
export const coingecko: Provider = {
  name: 'coingecko',
  hosts: ['api.coingecko.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/api/v3/coins/markets',
      query: {
        vs_currency: { required: true, oneOf: ['usd'] },
        order: { oneOf: ['market_cap_desc', 'market_cap_asc'] },
        ...page,
        price_change_percentage: { pattern: /^(1h|24h|7d|14d|30d|200d|1y)(,(1h|24h|7d|14d|30d|200d|1y))*$/ },
        sparkline: { oneOf: ['false'] },
      },
      budget: keyless,
      answer: markets,
    },
    {
      path: '/api/v3/:entity/public_treasury/:coin',
      query: { ...page, order: { oneOf: ['total_holdings_usd_desc', 'total_holdings_usd_asc'] } },
      budget: keyless,
      answer: treasuries,
    },
  ],
};

function refuse({ kind, detail }: Problem): Reply {
  const status = (code: number, message: string, headers = {}): Reply =>
    json({ status: { error_code: code, error_message: message } }, code, headers);
  if (kind === 'over-budget')
    return status(429, "You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing.", {
      'retry-after': '60',
    });
  if (kind === 'unknown-path' || kind === 'method')
    return json({ error: 'Incorrect path. Please check https://docs.coingecko.com/' }, 404);
  return json({ error: detail }, 422);
}

function pageOf<Row>({ query }: Ask, rows: readonly Row[], usual: number): readonly Row[] {
  const size = Number(query.per_page ?? usual);
  const first = (Number(query.page ?? 1) - 1) * size;
  return rows.slice(first, first + size);
}

function markets(ask: Ask): Reply {
  const ranked = ask.world.ledger.surroundings.listedCoins(ask.now).map((coin, index) => toMarket(coin, index + 1, ask.now));
  return json(pageOf(ask, ask.query.order === 'market_cap_asc' ? ranked.toReversed() : ranked, 100));
}

function toMarket({ id, symbol, name, supply, price, priceDayAgo, isNew }: ListedCoin, rank: number, now: number): unknown {
  const change = isNew ? null : Math.round((price / priceDayAgo - 1) * 1e7) / 1e5;
  const shown = price >= 1_000 ? Math.round(price) : Number(price.toPrecision(6));
  const cap = Math.round(supply * price);
  return {
    id,
    symbol: symbol.toLowerCase(),
    name,
    image: `https://coin-images.coingecko.com/coins/images/${rank}/large/${id}.png`,
    current_price: shown,
    market_cap: cap,
    market_cap_rank: rank,
    fully_diluted_valuation: cap,
    total_volume: Math.round(cap / 20),
    high_24h: isNew ? null : Math.max(shown, Number(priceDayAgo.toPrecision(6))),
    low_24h: isNew ? null : Math.min(shown, Number(priceDayAgo.toPrecision(6))),
    price_change_24h: isNew ? null : price - priceDayAgo,
    price_change_percentage_24h: change,
    circulating_supply: supply,
    total_supply: supply,
    max_supply: null,
    roi: null,
    last_updated: new Date(now - 40_000).toISOString(),
  };
}

function treasuries(ask: Ask): Reply {
  const { params, world, now } = ask;
  if (!entities.includes(params.entity ?? ''))
    return json({ error: 'Incorrect path. Please check https://docs.coingecko.com/' }, 404);
  if (params.coin !== 'bitcoin' || params.entity !== 'companies') return json({ error: 'coin not found' }, 404);
  const price = world.ledger.price('BTC', now);
  const known = world.ledger.surroundings.treasuries(now);
  const total = known.reduce((sum, { coins }) => sum + coins, 0);
  return json({
    total_holdings: total,
    total_value_usd: total * price,
    market_cap_dominance: Math.round((total / 20_000_000) * 10_000) / 100,
    companies: pageOf(ask, known, 250).map(({ name, ticker, coins, listedAverageUsd }) => ({
      name,
      symbol: ticker,
      country: ticker.endsWith('.US') ? 'US' : 'JP',
      total_holdings: coins,
      // 0 where nobody knows.
      total_entry_value_usd: (listedAverageUsd ?? 0) * coins,
      total_current_value_usd: coins * price,
      percentage_of_total_supply: Math.round((coins / 21_000_000) * 100_000) / 1_000,
    })),
  });
}
