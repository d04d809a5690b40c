import { html, json, type Ask, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, minuteMs } from '../wire.ts';

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/**
 * Figures of the company that holds most bitcoin, as its own site asks for them: undocumented, no query, coins as text with commas, dollars in millions. What
 * the coins cost is not among them. Shape of an answer of 2026-09-28.
 */
export const strategy: Provider = {
  name: 'strategy',
  hosts: ['api.strategy.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/btc/bitcoinKpis',
      query: {},
      budget: { name: 'strategy requests', limit: 10, windowMs: minuteMs },
      answer: kpis,
    },
  ],
};

function refuse({ kind }: Problem): Reply {
  if (kind === 'over-budget') return json({ message: 'Too Many Requests' }, 429, { 'retry-after': '60' });
  return html('<html><body>Cannot GET</body></html>', kind === 'unknown-path' || kind === 'method' ? 404 : 400);
}

function kpis({ world: { ledger }, now }: Ask): Reply {
  const price = ledger.price('BTC', now);
  const before = ledger.price('BTC', now - dayMs);
  const coins = ledger.surroundings.treasuries(now).find(({ name }) => name === 'Strategy')?.coins ?? 0;
  const millions = Math.round((coins * price) / 1e6);
  const at = Math.floor(now / minuteMs) * minuteMs;
  return json({
    timestamp: new Date(at).toISOString().slice(0, 19),
    results: {
      ufPrice: price,
      msTimestamp: at,
      latestPrice: Math.round(price),
      latestPriceString: grouped(Math.round(price)),
      prevDayPrice: Math.round(before),
      priceVarPerc: ((price / before - 1) * 100).toFixed(2),
      btcHoldings: grouped(coins),
      pctOfBtcTotalSupply: Math.round((coins / 21_000_000) * 1e6) / 1e4,
      btcNav: grouped(millions),
      btcNavNumber: millions,
      mNav: 1.05,
    },
  });
}
