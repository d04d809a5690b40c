import type { Market, Venue } from '../world.ts';
import { bases } from './bases.ts';
import type { BaseCoin } from './bases.ts';
import { otherListings } from './listings/registry.ts';
import { powerBelow } from './listings/steps.ts';

const PRICE_TICKS: Readonly<Record<string, number>> = { BTC: 0.1, ETH: 0.01, SOL: 0.01 };

const QUANTITY_STEPS: Readonly<Record<string, number>> = { BTC: 0.001, ETH: 0.001, SOL: 0.01, BNB: 0.01 };

/** Gate's quanto multipliers: the documented ones, else a contract worth a few dollars. */
const GATE_MULTIPLIERS: Readonly<Record<string, number>> = {
  BTC: 0.0001,
  ETH: 0.01,
  SOL: 1,
  XRP: 10,
  DOGE: 10,
  ADA: 10,
  SHIB: 10_000,
  PEPE: 10_000_000,
};

/** Gate lists a few contracts with decimal sizes, which a client without `X-Gate-Size-Decimal: 1` sees cut off. */
const GATE_DECIMAL_STEPS: Readonly<Record<string, number>> = { HYPE: 0.1 };

/** Quoted per 1,000 coins at Binance and Bybit. Bybit spells one of them with the thousand behind. */
const PER_THOUSAND = new Set(['PEPE', 'SHIB', 'BONK', 'FLOKI']);
const BYBIT_SPELLINGS: Readonly<Record<string, string>> = { SHIB: 'SHIB1000' };

const BINANCE_USDC = ['BTC', 'ETH', 'SOL', 'DOGE'];
const BYBIT_USDC = ['BTC', 'ETH'];

const coinOf = (base: string): BaseCoin | undefined => bases.find(coin => coin.base === base);

const tickFor = (base: string, quotedPrice: number): number => PRICE_TICKS[base] ?? powerBelow(quotedPrice / 2000);

function stepFor(base: string, quotedPrice: number): number {
  return QUANTITY_STEPS[base] ?? Math.min(100, Math.max(0.01, powerBelow(5 / quotedPrice)));
}

function linear(venue: 'binance' | 'bybit', coin: BaseCoin, quote: 'USDT' | 'USDC'): Market {
  const unitsPerQuantity = PER_THOUSAND.has(coin.base) ? 1000 : 1;
  const prefixed = unitsPerQuantity === 1 ? coin.base : `1000${coin.base}`;
  const name = venue === 'bybit' ? (BYBIT_SPELLINGS[coin.base] ?? prefixed) : prefixed;
  const quotedPrice = coin.usualPrice * unitsPerQuantity;
  return {
    venue,
    symbol: venue === 'bybit' && quote === 'USDC' ? `${name}PERP` : `${name}${quote}`,
    base: coin.base,
    quote,
    contract: 'linear',
    board: venue === 'binance' ? 'um' : 'linear',
    unitsPerQuantity,
    unitsPerPrice: unitsPerQuantity,
    notionalAt: venue === 'bybit' ? 'bankruptcy' : 'fill',
    contractUsd: 0,
    quantityStep: stepFor(coin.base, quotedPrice),
    priceTick: tickFor(coin.base, quotedPrice),
  };
}

function gateLinear(coin: BaseCoin): Market {
  return {
    venue: 'gate',
    symbol: `${coin.base}_USDT`,
    base: coin.base,
    quote: 'USDT',
    contract: 'linear',
    board: 'usdt',
    unitsPerQuantity: GATE_MULTIPLIERS[coin.base] ?? powerBelow(10 / coin.usualPrice),
    unitsPerPrice: 1,
    notionalAt: 'fill',
    contractUsd: 0,
    quantityStep: GATE_DECIMAL_STEPS[coin.base] ?? 1,
    priceTick: tickFor(coin.base, coin.usualPrice),
  };
}

function inverse(venue: Venue, board: Market['board'], symbol: string, base: string, contractUsd: number): Market {
  return {
    venue,
    symbol,
    base,
    quote: 'USD',
    contract: 'inverse',
    board,
    unitsPerQuantity: 1,
    unitsPerPrice: 1,
    notionalAt: venue === 'bybit' ? 'bankruptcy' : 'fill',
    contractUsd,
    quantityStep: 1,
    priceTick: PRICE_TICKS[base] ?? 0.01,
  };
}

/**
 * Every listing of every venue: about 170 of Binance, Bybit and Gate, each coin's USDT contract first, then those of the others.
 * `datedSuffix` is the expiry of the one dated coin-margined contract, for example `260327`.
 */
export function createMarkets(datedSuffix: string): readonly Market[] {
  const pick = (names: readonly string[]): readonly BaseCoin[] => names.flatMap(name => coinOf(name) ?? []);
  return [
    ...bases.filter(coin => coin.absent !== 'b').map(coin => linear('binance', coin, 'USDT')),
    ...pick(BINANCE_USDC).map(coin => linear('binance', coin, 'USDC')),
    inverse('binance', 'cm', 'BTCUSD_PERP', 'BTC', 100),
    inverse('binance', 'cm', 'ETHUSD_PERP', 'ETH', 10),
    inverse('binance', 'cm', `BTCUSD_${datedSuffix}`, 'BTC', 100),
    ...bases.filter(coin => coin.absent !== 'y').map(coin => linear('bybit', coin, 'USDT')),
    ...pick(BYBIT_USDC).map(coin => linear('bybit', coin, 'USDC')),
    inverse('bybit', 'inverse', 'BTCUSD', 'BTC', 1),
    inverse('bybit', 'inverse', 'ETHUSD', 'ETH', 1),
    ...bases.map(coin => gateLinear(coin)),
    inverse('gate', 'btc', 'BTC_USD', 'BTC', 1),
    ...otherListings(),
  ];
}

/** `BTCUSD_260327`, `BTC-27MAR26`, `XBTH26`. */
const DATED = /\d{6}$|\d[A-Z]{3}\d\d$|T[HMUZ]\d\d$/;

/** Share of a coin's orders and open interest at its venue that a listing takes, before they are brought to a sum of one. */
export function listingWeight(market: Market): number {
  const { symbol, quote, contract, board } = market;
  if (DATED.test(symbol)) return 0.015;
  if (contract === 'inverse' || board === 'coin-futures') return 0.06;
  return quote === 'USDC' ? 0.05 : 1;
}

/** The venue's printed price for a coin price in US dollars: per 1,000 coins where the symbol says so. Not rounded. */
export function quotedPrice(market: Market, coinPrice: number): number {
  return coinPrice * market.unitsPerPrice;
}

/**
 * US dollars of a quantity in the venue's own unit at a printed price. Binance and Bybit count in the unit that they quote;
 * Gate counts contracts and quotes single coins; inverse contracts have a face value whatever the price.
 */
export function notionalUsd(market: Market, quantity: number, printedPrice: number): number {
  if (market.contract === 'inverse') return quantity * market.contractUsd;
  return quantity * printedPrice * (market.unitsPerQuantity / market.unitsPerPrice);
}
