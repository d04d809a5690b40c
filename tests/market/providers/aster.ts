import { json, type Ask, type BudgetRule, type Provider, type Reply } from '../provider.ts';
import { fundingHours } from '../funding.ts';
import { marketsOn, minuteMs } from '../wire.ts';
import { refuseAsBinance, usedWeightHeader } from './binance-common.ts';
import { streamRoutes } from './binance-stream.ts';
import { usdmRoutes } from './binance-usdm.ts';

/** 2,400 weight a minute and address, as Binance had it (`asterdex/api-docs`, futures v3). */
const asterWeight: BudgetRule = {
  name: 'aster weight',
  limit: 2_400,
  windowMs: minuteMs,
  ban: { strikes: 10, forMs: 2 * minuteMs },
};

/** Aster, REST: Binance's USD-M interface under a version of its own. Its `fundingInfo` names every contract, unlike Binance's. */
export const aster: Provider = {
  name: 'aster',
  venue: 'aster',
  hosts: ['fapi.asterdex.com'],
  refuse: refuseAsBinance,
  headers: usedWeightHeader(asterWeight),
  sockets: [],
  routes: [
    ...usdmRoutes('/fapi/v3', asterWeight),
    {
      path: '/fapi/v3/fundingInfo',
      query: { symbol: { pattern: /^[A-Z0-9]{2,30}$/ } },
      budget: asterWeight,
      answer: fundingInfo,
    },
  ],
};

/** Aster, streams: the paths that Binance left, without `/market`, and they speak. One order for each symbol and second; 24 hours a connection. */
export const asterStream: Provider = {
  name: 'aster-stream',
  venue: 'aster',
  hosts: ['fstream.asterdex.com'],
  refuse: refuseAsBinance,
  routes: [],
  sockets: streamRoutes('aster', '', true),
};

function fundingInfo({ world, query, now }: Ask): Reply {
  const wanted = marketsOn(world.ledger, 'aster', 'um').filter(({ symbol }) => (query.symbol ?? symbol) === symbol);
  return json(
    wanted.map(market => ({
      symbol: market.symbol,
      interestRate: '0.00010000',
      time: now,
      fundingIntervalHours: fundingHours(market),
      fundingFeeCap: 0.03,
      fundingFeeFloor: -0.03,
    })),
  );
}
