import { json, type Ask, type BudgetRule, type BudgetUse, type Problem, type Provider, type Reply } from '../provider.ts';
import { dayMs, hourMs, minuteMs, openInterestUnits, printed, quotedPrice, secondMs } from '../wire.ts';
import type { Market } from '../world.ts';

/** 30 requests a minute for clients without a key. */
const requests: BudgetRule = { name: 'bitmex requests', limit: 30, windowMs: minuteMs };

/** Satoshis in a bitcoin. */
const satoshis = 1e8;

/**
 * BitMEX over REST: the one list of contracts, and the orders that are being liquidated at the moment, which is empty nearly always. Beside the
 * ledger's contracts it lists others that a client must tell apart: a quanto one (of which nothing is open), one in euros, one on a currency, a
 * prediction, a spot pair and one that was settled.
 */
export const bitmex: Provider = {
  name: 'bitmex',
  venue: 'bitmex',
  hosts: ['www.bitmex.com'],
  refuse,
  headers: limits,
  sockets: [],
  routes: [
    { path: '/api/v1/instrument/active', query: {}, budget: requests, answer: active },
    {
      path: '/api/v1/liquidation',
      query: { symbol: { pattern: /^[A-Z0-9_]{2,30}$/ }, count: { min: 1, max: 500 } },
      budget: requests,
      answer: () => json([]),
    },
  ],
};

function refuse({ kind, detail, use }: Problem, _request: unknown, now: number): Reply {
  if (kind === 'over-budget') {
    const seconds = Math.max(1, Math.ceil(((use?.resetAt ?? now) - now) / secondMs));
    const error = { message: `Rate limit exceeded, retry in ${seconds} seconds.`, name: 'RateLimitError' };
    return json({ error }, 429, { 'retry-after': String(seconds) });
  }
  if (kind === 'unknown-path' || kind === 'method') return json({ error: { message: 'Not Found', name: 'HTTPError' } }, 404);
  return json({ error: { message: `Invalid parameter: ${detail}`, name: 'HTTPError' } }, 400);
}

function limits(used: (rule: BudgetRule) => BudgetUse): Readonly<Record<string, string>> {
  const { rule, used: spent, resetAt } = used(requests);
  return {
    'x-ratelimit-limit': String(rule.limit),
    'x-ratelimit-remaining': String(rule.limit - spent),
    'x-ratelimit-reset': String(Math.ceil(resetAt / secondMs)),
  };
}

function active(ask: Ask): Reply {
  const listed = ask.world.ledger.markets.filter(market => market.venue === 'bitmex');
  return json([...listed.map(market => contractOf(ask, market)), ...strangers(ask)]);
}

function contractOf({ world: { ledger }, now }: Ask, market: Market): Readonly<Record<string, unknown>> {
  const { symbol, base, quote, contract, priceTick, quantityStep, unitsPerQuantity, unitsPerPrice } = market;
  const price = Number(printed(quotedPrice(ledger, market, now), priceTick));
  const before = quotedPrice(ledger, market, now - dayMs);
  const isInverse = contract === 'inverse';
  const isDated = /[A-Z]\d{2}$/.test(symbol);
  const open = openInterestUnits(ledger, market, now);
  return row(now, {
    symbol,
    typ: isDated ? 'FFCCSX' : 'FFWCSX',
    underlying: symbol.replace(/(USDT?|H26)$/, ''),
    quoteCurrency: quote,
    settlCurrency: isInverse ? 'XBt' : 'USDt',
    positionCurrency: isInverse ? 'USD' : base,
    multiplier: isInverse ? -satoshis : 1,
    underlyingToPositionMultiplier: isInverse ? null : Math.round(unitsPerPrice / unitsPerQuantity),
    underlyingToSettleMultiplier: isInverse ? -satoshis : null,
    isInverse,
    lotSize: quantityStep,
    tickSize: priceTick,
    prevPrice24h: before,
    lastPrice: price,
    markPrice: price,
    lastChangePcnt: Number((price / before - 1).toFixed(4)),
    openInterest: open,
    openValue: Math.round(ledger.openInterestCoins(market, now) * satoshis),
    ...(isDated ? {} : { fundingRate: ledger.funding(market, now), ...fundingTimes(now) }),
  });
}

/** Contracts that are no coins in dollars, or of which nothing is open. */
function strangers({ world: { ledger }, now }: Ask): readonly unknown[] {
  const bitcoin = ledger.price('BTC', now);
  const ether = ledger.price('ETH', now);
  const linear = { quoteCurrency: 'USDT', settlCurrency: 'USDt', multiplier: 1, underlyingToPositionMultiplier: 1_000 };
  const inBitcoin = { settlCurrency: 'XBt', underlyingToPositionMultiplier: null };
  return [
    row(now, {
      ...inBitcoin,
      symbol: 'ETHUSD',
      underlying: 'ETH',
      quoteCurrency: 'USD',
      multiplier: 100,
      isQuanto: true,
      lastPrice: ether,
      markPrice: ether,
      openInterest: 0,
      fundingRate: 0.0001,
      ...fundingTimes(now),
    }),
    row(now, {
      ...inBitcoin,
      symbol: 'XBTEUR',
      underlying: 'XBT',
      quoteCurrency: 'EUR',
      multiplier: -satoshis,
      isInverse: true,
      lastPrice: bitcoin * 0.9,
      markPrice: bitcoin * 0.9,
      openInterest: 7_000_000,
    }),
    row(now, {
      ...linear,
      symbol: 'EURUSDT',
      typ: 'FFWCSF',
      underlying: 'EUR',
      lastPrice: 1.1,
      markPrice: 1.1,
      openInterest: 900_000,
    }),
    row(now, {
      ...linear,
      symbol: 'P_RATEH26',
      typ: 'FFICSX',
      underlying: 'RATE',
      lastPrice: 40,
      markPrice: 40,
      openInterest: 50_000,
    }),
    row(now, { ...linear, symbol: 'XBT_USDT', typ: 'IFXXXP', underlying: 'XBT', lastPrice: bitcoin, markPrice: bitcoin }),
    row(now, { ...linear, symbol: 'LUNAUSDT', state: 'Settled', underlying: 'LUNA', lastPrice: 0.0001, markPrice: 0.0001 }),
  ];
}

/** A row with every field that the host prints; what nobody reads is null. */
function row(now: number, own: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const price = own.markPrice;
  return {
    ...Object.fromEntries(unread.map(name => [name, null])),
    rootSymbol: own.underlying,
    state: 'Open',
    typ: 'FFWCSX',
    listing: '2020-01-01T04:00:00.000Z',
    front: '2020-01-01T04:00:00.000Z',
    positionCurrency: '',
    underlyingSymbol: `${String(own.underlying)}=`,
    reference: 'BMEX',
    referenceSymbol: `.B${String(own.underlying)}`,
    maxOrderQty: 10_000_000,
    maxPrice: 1_000_000,
    lotSize: 1,
    tickSize: 0.1,
    isQuanto: false,
    isInverse: false,
    initMargin: 0.01,
    maintMargin: 0.005,
    riskLimit: 20_000_000_000,
    riskStep: 15_000_000_000,
    taxed: true,
    deleverage: true,
    capped: false,
    makerFee: -0.0001,
    takerFee: 0.0005,
    settlementFee: 0,
    hasLiquidity: true,
    instantPnl: true,
    fairMethod: 'FundingRate',
    markMethod: 'FairPrice',
    lastTickDirection: 'PlusTick',
    lastChangePcnt: 0,
    openInterest: null,
    openValue: null,
    fundingRate: null,
    fundingTimestamp: null,
    fundingInterval: null,
    ...Object.fromEntries(pricesLike.map(name => [name, price])),
    ...Object.fromEntries(volumes.map(name => [name, 1_000_000])),
    timestamp: iso(now),
    ...own,
  };
}

const unread = [
  ...[
    'expiry',
    'settle',
    'listedSettle',
    'relistInterval',
    'inverseLeg',
    'sellLeg',
    'buyLeg',
    'optionStrikePcnt',
    'optionStrikeRound',
  ],
  ...['optionStrikePrice', 'optionMultiplier', 'calcInterval', 'publishInterval', 'publishTime', 'underlyingToSettleMultiplier'],
  ...['quoteToSettleMultiplier', 'limit', 'insuranceFee', 'fundingBaseSymbol', 'fundingQuoteSymbol', 'fundingPremiumSymbol'],
  ...[
    'indicativeFundingRate',
    'rebalanceTimestamp',
    'rebalanceInterval',
    'openingTimestamp',
    'closingTimestamp',
    'sessionInterval',
  ],
  ...['limitDownPrice', 'limitUpPrice', 'bankruptLimitDownPrice', 'bankruptLimitUpPrice', 'fairBasisRate', 'fairBasis'],
  ...[
    'indicativeTaxRate',
    'optionUnderlyingPrice',
    'settledPriceAdjustmentRate',
    'settledPrice',
    'fundingBaseRate',
    'fundingQuoteRate',
  ],
  ...['minTick'],
];
const pricesLike = [
  ...[
    'prevClosePrice',
    'prevPrice24h',
    'vwap',
    'highPrice',
    'lowPrice',
    'lastPriceProtected',
    'bidPrice',
    'midPrice',
    'askPrice',
  ],
  ...['impactBidPrice', 'impactMidPrice', 'impactAskPrice', 'fairPrice', 'indicativeSettlePrice'],
];
const volumes = [
  ...['prevTotalVolume', 'totalVolume', 'volume', 'volume24h', 'prevTotalTurnover', 'totalTurnover', 'turnover', 'turnover24h'],
  ...['homeNotional24h', 'foreignNotional24h'],
];

/** Every eight hours from 04:00 UTC; a length is written as the moment that lies so long after the year 2000 began. */
function fundingTimes(now: number): Readonly<Record<string, string>> {
  const next = (Math.floor((now - 4 * hourMs) / (8 * hourMs)) + 1) * 8 * hourMs + 4 * hourMs;
  return { fundingTimestamp: iso(next), fundingInterval: '2000-01-01T08:00:00.000Z' };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
