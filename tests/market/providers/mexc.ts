import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { dayMs, openInterestUnits, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';

/** 20 requests in 2 seconds, as clients tell; the list of contracts more slowly. Unverified. */
const mexcRequests: BudgetRule = { name: 'mexc requests', limit: 20, windowMs: 2 * secondMs };
const mexcDetail: BudgetRule = { name: 'mexc list of contracts', limit: 2, windowMs: 10 * secondMs };

/** MEXC futures, documents of 2025: contracts, tickers, rates of funding. */
export const mexc: Provider = {
  name: 'mexc',
  venue: 'mexc',
  hosts: ['contract.mexc.com'],
  refuse,
  sockets: [],
  routes: [
    { path: '/api/v1/contract/detail', query: {}, budget: mexcDetail, answer: detail },
    { path: '/api/v1/contract/ticker', query: {}, budget: mexcRequests, answer: tickers },
    { path: '/api/v1/contract/funding_rate', query: {}, budget: mexcRequests, answer: fundingRates },
  ],
};

const answered = (data: unknown): Reply => json({ success: true, code: 0, data });

function refuse({ kind, detail }: Problem): Reply {
  if (kind === 'over-budget') return json({ success: false, code: 510, message: 'Requests are too frequent' }, 429);
  return json({ success: false, code: 600, message: detail }, kind === 'unknown-path' ? 404 : 400);
}

function listed({ world }: Ask): readonly Market[] {
  return world.ledger.markets.filter(({ venue }) => venue === 'mexc');
}

function detail(ask: Ask): Reply {
  const rows = listed(ask).map(detailOf);
  const [model] = rows;
  const strangers =
    model === undefined
      ? []
      : [
          { ...model, symbol: 'TSLA_USDT', baseCoin: 'TSLA', conceptPlate: ['mc-trade-zone-stock'] },
          { ...model, symbol: 'GONE_USDT', baseCoin: 'GONE', state: 4 },
        ];
  return answered([...rows, ...strangers]);
}

function detailOf({
  symbol,
  base,
  quote,
  contract,
  unitsPerQuantity,
  contractUsd,
  priceTick,
}: Market): Readonly<Record<string, unknown>> {
  return {
    symbol,
    displayNameEn: `${symbol} PERPETUAL`,
    baseCoin: base,
    quoteCoin: quote,
    settleCoin: contract === 'inverse' ? base : quote,
    futureType: 1,
    contractSize: contract === 'inverse' ? contractUsd : unitsPerQuantity,
    minLeverage: 1,
    maxLeverage: 200,
    priceUnit: priceTick,
    volUnit: 1,
    minVol: 1,
    state: 0,
    isNew: false,
    isHidden: false,
    conceptPlate: ['mc-trade-zone-pow'],
    apiAllowed: true,
  };
}

function tickers(ask: Ask): Reply {
  return answered(listed(ask).map(market => tickerOf(ask, market)));
}

function tickerOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const price = quotedPrice(ledger, market, now);
  const before = quotedPrice(ledger, market, now - dayMs);
  const tick = (value: number) => Number(printed(value, market.priceTick));
  return {
    symbol: market.symbol,
    lastPrice: tick(price),
    bid1: tick(price - market.priceTick),
    ask1: tick(price + market.priceTick),
    volume24: 40_146_908,
    amount24: 124_905_007.4428,
    holdVol: openInterestUnits(ledger, market, now),
    lower24Price: tick(Math.min(price, before)),
    high24Price: tick(Math.max(price, before)),
    riseFallRate: Number((price / before - 1).toFixed(4)),
    riseFallValue: tick(price - before),
    indexPrice: tick(price),
    fairPrice: tick(price),
    fundingRate: Number(fundingText(ledger, market, now)),
    timestamp: now,
  };
}

function fundingRates(ask: Ask): Reply {
  const { world, now } = ask;
  return answered(
    listed(ask).map(market => ({
      symbol: market.symbol,
      fundingRate: Number(fundingText(world.ledger, market, now)),
      maxFundingRate: 0.0018,
      minFundingRate: -0.0018,
      collectCycle: fundingHours(market),
      nextSettleTime: nextPayment(market, now),
      timestamp: now,
    })),
  );
}
