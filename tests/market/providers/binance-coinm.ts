import { json, type Ask, type Provider, type Reply } from '../provider.ts';
import { fundingHours, fundingText, nextPayment } from '../funding.ts';
import { digitsOf, marketsOn, openInterestUnits, printed, quotedPrice } from '../wire.ts';
import type { Market } from '../world.ts';
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

const nameRule = { pattern: /^[A-Z0-9_]{2,30}$/ };

/**
 * Binance COIN-M, REST. Shapes: the documents' samples and the recorded exchangeInfo of 2021. Open interest is one-sided, in contracts
 * of `contractSize` US dollars (100 for bitcoin, 10 for the others); the history gives its value in coins.
 */
export const binanceCoinm: Provider = {
  name: 'binance-coinm',
  hosts: ['dapi.binance.com'],
  refuse: refuseAsBinance,
  headers: usedWeightHeader(futuresWeight),
  sockets: [],
  routes: [
    { path: '/dapi/v1/ping', query: {}, budget: futuresWeight, answer: () => json({}) },
    { path: '/dapi/v1/time', query: {}, budget: futuresWeight, answer: ({ now }) => json({ serverTime: now }) },
    { path: '/dapi/v1/exchangeInfo', query: {}, budget: futuresWeight, answer: exchangeInfo },
    { path: '/dapi/v1/fundingInfo', query: {}, budget: fundingData, answer: fundingInfo },
    {
      path: '/dapi/v1/premiumIndex',
      query: { symbol: nameRule, pair: nameRule },
      budget: futuresWeight,
      weight: () => 10,
      answer: premiumIndex,
    },
    {
      path: '/dapi/v1/openInterest',
      query: { symbol: { ...nameRule, required: true } },
      budget: futuresWeight,
      answer: openInterest,
    },
    {
      path: '/futures/data/openInterestHist',
      query: {
        pair: { ...nameRule, required: true },
        contractType: { required: true, oneOf: ['ALL', 'CURRENT_QUARTER', 'NEXT_QUARTER', 'PERPETUAL'] },
        ...historyQuery,
      },
      budget: futuresData,
      answer: openInterestHist,
    },
  ],
};

function listed({ world }: Ask): readonly Market[] {
  return marketsOn(world.ledger, 'binance', 'cm');
}

function exchangeInfo(ask: Ask): Reply {
  return json({
    timezone: 'UTC',
    serverTime: ask.now,
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2_400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1_200 },
    ],
    exchangeFilters: [],
    symbols: listed(ask).map(symbolOf),
  });
}

function symbolOf(market: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, contractUsd, priceTick } = market;
  return {
    symbol,
    pair: pairOf(market),
    contractType: contractTypeOf(market),
    deliveryDate: deliveryDateOf(market),
    onboardDate: 1_597_042_800_000,
    // USD-M calls the same field `status`.
    contractStatus: 'TRADING',
    contractSize: contractUsd,
    marginAsset: base,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: base,
    quoteAsset: 'USD',
    pricePrecision: digitsOf(priceTick),
    quantityPrecision: 0,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    equalQtyPrecision: 4,
    maxMoveOrderLimit: 10_000,
    triggerProtect: '0.0500',
    underlyingType: 'COIN',
    underlyingSubType: [],
    filters: [
      {
        filterType: 'PRICE_FILTER',
        minPrice: printed(priceTick, priceTick),
        maxPrice: '4520958',
        tickSize: printed(priceTick, priceTick),
      },
      { filterType: 'LOT_SIZE', stepSize: '1', minQty: '1', maxQty: '1000000' },
      { filterType: 'MARKET_LOT_SIZE', stepSize: '1', minQty: '1', maxQty: '60000' },
    ],
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX'],
    liquidationFee: '0.015000',
    marketTakeBound: '0.05',
  };
}

/** Bitcoin's alone: its bounds were changed, its interval was not. */
function fundingInfo(ask: Ask): Reply {
  const adjusted = listed(ask).filter(market => contractTypeOf(market) === 'PERPETUAL' && market.base === 'BTC');
  return json(
    adjusted.map(market => ({
      symbol: market.symbol,
      adjustedFundingRateCap: '0.00300000',
      adjustedFundingRateFloor: '-0.00300000',
      fundingIntervalHours: fundingHours(market),
      disclaimer: false,
    })),
  );
}

function premiumIndex(ask: Ask): Reply {
  const { symbol, pair } = ask.query;
  const rows = listed(ask).filter(
    market => (symbol ?? market.symbol) === market.symbol && (pair ?? pairOf(market)) === pairOf(market),
  );
  // An array even for one symbol, unlike USD-M.
  return rows.length === 0 ? invalidSymbol : json(rows.map(market => premiumOf(ask, market)));
}

function premiumOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const price = quotedPrice(ledger, market, now);
  const perpetual = contractTypeOf(market) === 'PERPETUAL';
  return {
    symbol: market.symbol,
    pair: pairOf(market),
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
  const market = listed(ask).find(({ symbol }) => symbol === ask.query.symbol);
  if (market === undefined) return invalidSymbol;
  return json({
    symbol: market.symbol,
    pair: pairOf(market),
    openInterest: openInterestUnits(ask.world.ledger, market, ask.now).toFixed(0),
    contractType: contractTypeOf(market),
    time: ask.now,
  });
}

function openInterestHist(ask: Ask): Reply {
  const { pair, contractType = 'ALL' } = ask.query;
  const markets = listed(ask).filter(
    market => pairOf(market) === pair && (contractType === 'ALL' || contractTypeOf(market) === contractType),
  );
  if (!listed(ask).some(market => pairOf(market) === pair)) return invalidSymbol;
  const times = historyTimes(ask);
  if (!areTimes(times)) return times;
  const { ledger } = ask.world;
  const sum = (of: (market: Market) => number) => markets.reduce((total, market) => total + of(market), 0);
  return json(
    times.map(timestamp => ({
      pair,
      contractType,
      sumOpenInterest: sum(market => openInterestUnits(ledger, market, timestamp)).toFixed(0),
      sumOpenInterestValue: sum(market => ledger.openInterestCoins(market, timestamp)).toFixed(8),
      timestamp,
    })),
  );
}
