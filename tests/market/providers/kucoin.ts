import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { dayMs, hourMs, openInterestUnits, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';

/** The weight of this request is not verified: thirty in thirty seconds, far below what is told. */
const kucoinRequests: BudgetRule = { name: 'kucoin requests', limit: 30, windowMs: 30 * secondMs };

/** KuCoin futures: the list of contracts, with everything about them (answers recorded by client libraries, 2024 to 2026). */
export const kucoin: Provider = {
  name: 'kucoin',
  venue: 'kucoin',
  hosts: ['api-futures.kucoin.com'],
  refuse,
  sockets: [],
  routes: [{ path: '/api/v1/contracts/active', query: {}, budget: kucoinRequests, answer: contracts }],
};

function refuse({ kind, detail }: Problem): Reply {
  if (kind === 'over-budget') return json({ code: '429000', msg: 'Too Many Requests' }, 429);
  return json({ code: kind === 'unknown-path' ? '404000' : '400100', msg: detail }, kind === 'unknown-path' ? 404 : 400);
}

function contracts(ask: Ask): Reply {
  const rows = ask.world.ledger.markets.filter(({ venue }) => venue === 'kucoin').map(market => contractOf(ask, market));
  const [model] = rows;
  const strangers =
    model === undefined
      ? []
      : [
          { ...model, symbol: 'TSLAUSDTM', baseCurrency: 'TSLA', assetClass: 'STOCK', marketType: 'STOCK' },
          { ...model, symbol: 'GONEUSDTM', baseCurrency: 'GONE', status: 'Paused' },
        ];
  return json({ code: '200000', data: [...rows, ...strangers] });
}

function contractOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, quote, contract, priceTick, quantityStep, unitsPerQuantity, contractUsd } = market;
  const price = quotedPrice(ledger, market, now);
  const before = quotedPrice(ledger, market, now - dayMs);
  const isInverse = contract === 'inverse';
  const coin = base === 'BTC' ? 'XBT' : base;
  const hours = fundingHours(market);
  return {
    symbol,
    rootSymbol: isInverse ? coin : quote,
    type: 'FFWCSX',
    firstOpenDate: 1_585_555_200_000,
    expireDate: null,
    settleDate: null,
    baseCurrency: coin,
    quoteCurrency: quote,
    settleCurrency: isInverse ? coin : quote,
    lotSize: 1,
    tickSize: priceTick,
    // -1 on inverse contracts: a dollar each.
    multiplier: isInverse ? -contractUsd : unitsPerQuantity,
    isDeleverage: true,
    isQuanto: !isInverse,
    isInverse,
    fundingRateSymbol: `.${symbol}FPI${hours}H`,
    status: 'Open',
    fundingFeeRate: Number(fundingText(ledger, market, now)),
    predictedFundingFeeRate: 0.00012,
    openInterest: printed(openInterestUnits(ledger, market, now), quantityStep),
    markPrice: Number(printed(price, priceTick)),
    indexPrice: Number(printed(price, priceTick)),
    lastTradePrice: Number(printed(price, priceTick)),
    // What remains in ms, not a time.
    nextFundingRateTime: nextPayment(market, now) - now,
    priceChgPct: Number((price / before - 1).toFixed(4)),
    assetClass: 'CRYPTO',
    marketType: 'CRYPTO',
    fundingRateGranularity: hours * hourMs,
    currentFundingRateGranularity: hours * hourMs,
  };
}
