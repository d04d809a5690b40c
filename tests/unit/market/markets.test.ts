import { describe, expect, it } from 'vitest';
import { findBase } from '../../market/ledger/bases.ts';
import { createMarkets, notionalUsd, quotedPrice } from '../../market/ledger/markets.ts';
import { venues } from '../../market/ledger/venues.ts';

const markets = createMarkets('260327');
const firstThree = markets.filter(({ venue }) => ['binance', 'bybit', 'gate'].includes(venue));
const symbols = (venue: string, board: string): readonly string[] =>
  markets.flatMap(market => (market.venue === venue && market.board === board ? [market.symbol] : []));

describe('the listings', () => {
  it('names every market once', () => {
    expect(new Set(markets.map(({ venue, symbol }) => `${venue} ${symbol}`)).size).toBe(markets.length);
  });

  it('has the coin-margined contracts of Binance with their face values', () => {
    const faces = markets.filter(({ board }) => board === 'cm').map(({ symbol, contractUsd }) => [symbol, contractUsd]);
    expect(faces).toEqual([
      ['BTCUSD_PERP', 100],
      ['ETHUSD_PERP', 10],
      ['BTCUSD_260327', 100],
    ]);
  });

  it('has one-dollar inverse contracts at Bybit and on the second board of Gate', () => {
    expect(symbols('bybit', 'inverse')).toEqual(['BTCUSD', 'ETHUSD']);
    expect(symbols('gate', 'btc')).toEqual(['BTC_USD']);
  });

  it('has bitcoin, ether and solana at every venue, and no coin that has no price', () => {
    for (const venue of venues) {
      const coins = new Set(markets.filter(market => market.venue === venue).map(({ base }) => base));
      for (const base of ['BTC', 'ETH', 'SOL']) expect([venue, coins.has(base)]).toEqual([venue, true]);
      for (const base of coins) expect(findBase(base).base).toBe(base);
    }
  });

  it('has a step, a tick and a unit that orders can be counted in', () => {
    for (const market of markets) {
      const { contract, contractUsd, quantityStep, priceTick, unitsPerQuantity, unitsPerPrice } = market;
      const isSound = Math.min(quantityStep, priceTick, unitsPerQuantity, unitsPerPrice) > 0;
      expect([market.symbol, isSound, contractUsd > 0]).toEqual([market.symbol, true, contract === 'inverse']);
      const step = notionalUsd(market, quantityStep, quotedPrice(market, findBase(market.base).usualPrice));
      // More than a few hundred dollars a step, and sums could not be brought to a target.
      expect([market.venue, market.symbol, step < 200]).toEqual([market.venue, market.symbol, true]);
      const ticks = quotedPrice(market, findBase(market.base).usualPrice) / priceTick;
      expect([market.venue, market.symbol, ticks > 400]).toEqual([market.venue, market.symbol, true]);
    }
  });

  it('spells thousands as the venues do, and keeps the coin as base', () => {
    const pepe = firstThree
      .filter(({ base }) => base === 'PEPE')
      .map(({ symbol, unitsPerQuantity }) => [symbol, unitsPerQuantity]);
    expect(pepe).toEqual([
      ['1000PEPEUSDT', 1000],
      ['1000PEPEUSDT', 1000],
      ['PEPE_USDT', 10_000_000],
    ]);
    expect(firstThree.filter(({ base }) => base === 'SHIB').map(({ symbol }) => symbol)).toEqual([
      '1000SHIBUSDT',
      'SHIB1000USDT',
      'SHIB_USDT',
    ]);
  });

  it('quotes per thousand coins where the symbol says so, and per coin at Gate', () => {
    const quoted = firstThree.filter(({ base }) => base === 'PEPE').map(market => quotedPrice(market, 0.0000037));
    expect(quoted).toEqual([0.0037, 0.0037, 0.0000037]);
  });

  it('has at Gate exactly one contract with decimal sizes', () => {
    const decimal = markets.filter(({ venue, quantityStep }) => venue === 'gate' && quantityStep < 1);
    expect(decimal.map(({ symbol }) => symbol)).toEqual(['HYPE_USDT']);
  });

  it('has about 55 linear USDT contracts at Binance and Bybit and 60 at Gate', () => {
    expect(symbols('binance', 'um').filter(symbol => symbol.endsWith('USDT'))).toHaveLength(57);
    expect(symbols('bybit', 'linear').filter(symbol => symbol.endsWith('USDT'))).toHaveLength(56);
    expect(symbols('gate', 'usdt')).toHaveLength(60);
  });
});
