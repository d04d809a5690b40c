import { barsOf } from '../bars.ts';
import { json, type Ask, type BudgetRule, type Provider, type Reply, type Route } from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { digitsOf, intervalMs, marketsOn, openInterestUnits, openInterestUsd, printed, quotedPrice } from '../wire.ts';
import type { Market, Venue } from '../world.ts';
import {
  contractTypeOf,
  deliveryDateOf,
  fundingData,
  futuresData,
  futuresWeight,
  invalidSymbol,
  pairOf,
  refuseAsBinance,
  usedWeightHeader,
} from './binance-common.ts';
import { areTimes, historyQuery, historyTimes } from './binance-history.ts';

const symbolRule = { pattern: /^[A-Z0-9_]{2,30}$/ };

/**
 * Binance USD-M, REST. Shapes: Binance connector docstrings (2026-08-19) and the recorded exchangeInfo of 2021.
 * Open interest is one-sided, in base units; values are in US dollars.
 */
export const binanceUsdm: Provider = {
  name: 'binance-usdm',
  hosts: ['fapi.binance.com'],
  refuse: refuseAsBinance,
  headers: usedWeightHeader(futuresWeight),
  sockets: [],
  routes: [
    ...usdmRoutes('/fapi/v1', futuresWeight),
    { path: '/fapi/v1/fundingInfo', query: {}, budget: fundingData, answer: fundingInfo },
    {
      path: '/futures/data/openInterestHist',
      query: { symbol: { ...symbolRule, required: true }, ...historyQuery },
      budget: futuresData,
      answer: openInterestHist,
    },
    {
      path: '/futures/data/takerlongshortRatio',
      query: { symbol: { ...symbolRule, required: true }, ...historyQuery },
      budget: futuresData,
      answer: takerVolumes,
    },
  ],
};

/** The routes that Aster took over, under the start of a path. */
export function usdmRoutes(start: string, budget: BudgetRule): readonly Route[] {
  return [
    { path: `${start}/ping`, query: {}, budget, answer: () => json({}) },
    { path: `${start}/time`, query: {}, budget, answer: ({ now }) => json({ serverTime: now }) },
    { path: `${start}/exchangeInfo`, query: {}, budget, answer: exchangeInfo },
    {
      path: `${start}/premiumIndex`,
      query: { symbol: symbolRule },
      budget,
      weight: query => (query.symbol === undefined ? 10 : 1),
      answer: premiumIndex,
    },
    { path: `${start}/openInterest`, query: { symbol: { ...symbolRule, required: true } }, budget, answer: openInterest },
  ];
}

const venues: Readonly<Record<string, Venue>> = { 'fapi.asterdex.com': 'aster' };

/** The markets of the host that was asked. */
function listed({ world, request }: Pick<Ask, 'world' | 'request'>): readonly Market[] {
  return marketsOn(world.ledger, venues[request.host] ?? 'binance', 'um');
}

/** Only contracts whose interval or bounds were changed: all others pay every eight hours. */
function fundingInfo(ask: Ask): Reply {
  const adjusted = listed(ask).filter(market => contractTypeOf(market) === 'PERPETUAL' && fundingHours(market) !== 8);
  return json(
    adjusted.map(market => ({
      symbol: market.symbol,
      adjustedFundingRateCap: '0.02000000',
      adjustedFundingRateFloor: '-0.02000000',
      fundingIntervalHours: fundingHours(market),
      disclaimer: false,
    })),
  );
}

function asked(ask: Ask): Market | undefined {
  return listed(ask).find(market => market.symbol === ask.query.symbol);
}

function exchangeInfo(ask: Ask): Reply {
  const { now } = ask;
  return json({
    timezone: 'UTC',
    serverTime: now,
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2_400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1_200 },
    ],
    exchangeFilters: [],
    assets: ['USDT', 'USDC', 'BTC'].map(asset => ({ asset, marginAvailable: true, autoAssetExchange: '-10000' })),
    symbols: [...listed(ask).map(market => symbolOf(market, 'TRADING')), ...delisted(ask)],
  });
}

/** One symbol that is being wound up: a client must not subscribe to it or count it. */
function delisted(ask: Ask): readonly unknown[] {
  const model = listed(ask).find(market => contractTypeOf(market) === 'PERPETUAL');
  return model === undefined ? [] : [symbolOf({ ...model, symbol: 'GONEUSDT', base: 'GONE', quote: 'USDT' }, 'SETTLING')];
}

function symbolOf(market: Market, status: string): Readonly<Record<string, unknown>> {
  const { symbol, quote, priceTick, quantityStep } = market;
  const step = printed(quantityStep, quantityStep);
  return {
    symbol,
    pair: pairOf(market),
    contractType: contractTypeOf(market),
    deliveryDate: deliveryDateOf(market),
    onboardDate: 1_569_398_400_000,
    status,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    // The prefix belongs to the listed asset: `1000PEPE`, not `PEPE`.
    baseAsset: pairOf(market).slice(0, -quote.length),
    quoteAsset: quote,
    marginAsset: quote,
    pricePrecision: digitsOf(priceTick),
    quantityPrecision: digitsOf(quantityStep),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: [],
    settlePlan: 0,
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: [
      {
        filterType: 'PRICE_FILTER',
        minPrice: printed(priceTick, priceTick),
        maxPrice: '10000000',
        tickSize: printed(priceTick, priceTick),
      },
      { filterType: 'LOT_SIZE', stepSize: step, minQty: step, maxQty: '1000000' },
      { filterType: 'MARKET_LOT_SIZE', stepSize: step, minQty: step, maxQty: '100000' },
      { filterType: 'MAX_NUM_ORDERS', limit: 200 },
      { filterType: 'MIN_NOTIONAL', notional: '5' },
      { filterType: 'PERCENT_PRICE', multiplierUp: '1.0500', multiplierDown: '0.9500', multiplierDecimal: '4' },
    ],
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  };
}

function premiumIndex(ask: Ask): Reply {
  if (ask.query.symbol === undefined) return json(listed(ask).map(market => premiumOf(ask, market)));
  const market = asked(ask);
  return market === undefined ? invalidSymbol : json(premiumOf(ask, market));
}

function premiumOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const price = quotedPrice(ledger, market, now);
  const perpetual = contractTypeOf(market) === 'PERPETUAL';
  return {
    symbol: market.symbol,
    markPrice: price.toFixed(8),
    indexPrice: (price * 1.0002).toFixed(8),
    estimatedSettlePrice: (price * 1.0001).toFixed(8),
    lastFundingRate: perpetual ? fundingText(ledger, market, now) : '',
    interestRate: perpetual ? '0.00010000' : '',
    nextFundingTime: perpetual ? nextPayment(market, now) : 0,
    time: now,
  };
}

function openInterest(ask: Ask): Reply {
  const market = asked(ask);
  if (market === undefined) return invalidSymbol;
  const units = openInterestUnits(ask.world.ledger, market, ask.now);
  return json({ symbol: market.symbol, openInterest: printed(units, market.quantityStep), time: ask.now });
}

function openInterestHist(ask: Ask): Reply {
  const market = asked(ask);
  if (market === undefined) return invalidSymbol;
  const times = historyTimes(ask);
  if (!areTimes(times)) return times;
  const { ledger } = ask.world;
  return json(
    times.map(timestamp => ({
      symbol: market.symbol,
      sumOpenInterest: openInterestUnits(ledger, market, timestamp).toFixed(8),
      sumOpenInterestValue: openInterestUsd(ledger, market, timestamp).toFixed(8),
      CMCCirculatingSupply: '19990000.00000000',
      timestamp,
    })),
  );
}

/** Perpetuals turn over so many times what spot does. */
const perpTurnover = 5;

/** Whole periods, dated by their beginning; volumes in the unit of the symbol. */
function takerVolumes(ask: Ask): Reply {
  const market = asked(ask);
  if (market === undefined) return invalidSymbol;
  const times = historyTimes(ask);
  if (!areTimes(times)) return times;
  const step = intervalMs[ask.query.period ?? ''] ?? 0;
  const { ledger } = ask.world;
  const whole = times.map(time => time - step);
  return json(
    whole.flatMap(timestamp => {
      const [bar] = barsOf(ledger, market.base, timestamp, timestamp + step, step);
      if (bar === undefined) return [];
      const bought = (bar.takerBuyBase * perpTurnover) / market.unitsPerQuantity;
      const sold = ((bar.volumeBase - bar.takerBuyBase) * perpTurnover) / market.unitsPerQuantity;
      return { buySellRatio: (bought / sold).toFixed(4), sellVol: sold.toFixed(4), buyVol: bought.toFixed(4), timestamp };
    }),
  );
}
