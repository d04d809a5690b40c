import { describe, expect, it } from 'vitest';
import { createMarkets, quotedPrice } from '../../market/ledger/markets.ts';

const markets = createMarkets('260327');
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

  it('spells thousands as the venues do, and keeps the coin as base', () => {
    const pepe = markets.filter(({ base }) => base === 'PEPE').map(({ symbol, unitsPerQuantity }) => [symbol, unitsPerQuantity]);
    expect(pepe).toEqual([
      ['1000PEPEUSDT', 1000],
      ['1000PEPEUSDT', 1000],
      ['PEPE_USDT', 10_000_000],
    ]);
    expect(markets.filter(({ base }) => base === 'SHIB').map(({ symbol }) => symbol)).toEqual([
      '1000SHIBUSDT',
      'SHIB1000USDT',
      'SHIB_USDT',
    ]);
  });

  it('quotes per thousand coins where the symbol says so, and per coin at Gate', () => {
    const quoted = markets.filter(({ base }) => base === 'PEPE').map(market => quotedPrice(market, 0.0000037));
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
