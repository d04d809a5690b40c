import { describe, expect, it } from 'vitest';
import type { Funding, Instrument, OpenInterest, Quote } from '../../../lib/model/trade.ts';
import type { History, ParseContext } from '../../../lib/model/venue.ts';
import { coinex } from '../../../lib/venues/coinex.ts';
import { parseHistory, readCoinex } from '../../../lib/venues/coinex/history.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rows<Row>(parsed: { readonly kind: string; readonly events?: readonly Row[] }): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events ?? [];
}

function historyOf(): History {
  if (coinex.history === undefined) throw new Error('no history');
  return coinex.history;
}

const listings = rows<Instrument>(coinex.instruments.parse(fixture('coinex', 'markets'), empty));
const context: ParseContext = {
  receivedTime: received,
  instruments: new Map(listings.map(each => [each.symbol, each])),
  markPrices: new Map([
    ['BTCUSDT', 66_000],
    ['1000PEPEUSDT', 0.004],
    ['BTCUSD', 60_000],
  ]),
};
const order = {
  market: 'BTCUSDT',
  side: 'long',
  liq_price: '66000',
  liq_amount: '0.5',
  bkr_price: '65700',
  created_at: received,
};

function page(data: readonly unknown[], hasNext = false) {
  return { code: 0, data, pagination: { has_next: hasNext }, message: 'OK' };
}

describe('the listing', () => {
  it('trims names, and leaves out what is closed or not quoted in dollars', () => {
    expect(listings.map(({ symbol, base, contract, multiplier }) => [symbol, base, contract, multiplier])).toEqual([
      ['BTCUSDT', 'BTC', 'linear', 1],
      ['1000PEPEUSDT', 'PEPE', 'linear', 1_000],
      ['BTCUSD', 'BTC', 'inverse', 1],
    ]);
  });
});

describe('figures', () => {
  it('are last prices of one coin with the change against the open', () => {
    expect(
      rows<Quote>(coinex.quotes.parse(fixture('coinex', 'tickers'), context)).map(
        ({ symbol, priceUsd, markPrice, change24h }) => [symbol, priceUsd, markPrice, Math.round((change24h ?? NaN) * 1e6) / 1e6],
      ),
    ).toEqual([
      // 66,000 after 68,750: 4 % down.
      ['BTCUSDT', 66_000, 66_100, -0.04],
      ['1000PEPEUSDT', 0.000004, 0.0041, 0.25],
      ['BTCUSD', 66_050, 66_100, 0],
    ]);
  });

  it('are open interest in coin on linear markets and in dollars on inverse ones', () => {
    expect(
      rows<OpenInterest>(coinex.openInterest.parse(fixture('coinex', 'markets'), context)).map(({ symbol, coins, usd }) => [
        symbol,
        coins,
        usd,
      ]),
    ).toEqual([
      // 150.5 at 66,000.
      ['BTCUSDT', 150.5, 9_933_000],
      // Two million thousands at 0.004 each.
      ['1000PEPEUSDT', 2_000_000_000, 8_000],
      // 3,000,000 dollars at 60,000.
      ['BTCUSD', 50, 3_000_000],
    ]);
  });

  it('are funding for eight hours by the time between two payments, and none where that makes no hours', () => {
    expect(
      rows<Funding>(coinex.funding?.parse(fixture('coinex', 'funding-rates'), context) ?? { kind: 'none' }).map(
        ({ symbol, ratePer8h }) => [symbol, ratePer8h],
      ),
    ).toEqual([
      ['BTCUSDT', -0.0004],
      ['1000PEPEUSDT', 0.0004],
    ]);
  });

  it('are refused with the words of the venue, whatever the status was', () => {
    for (const parsed of [
      coinex.quotes.parse(fixture('coinex', 'error'), context),
      parseHistory(fixture('coinex', 'error'), context),
    ]) {
      expect(parsed).toEqual({
        kind: 'rejected',
        rejections: [{ reason: 'CoinEx refused (code 3639): Invalid market.', told: 'code 3639: Invalid market.', path: 'code' }],
      });
    }
  });
});

describe('the history', () => {
  const history = historyOf();
  const [unit] = history.units(listings);
  if (unit === undefined) throw new Error('no unit');
  const window = { from: received - 3_600_000, to: received };

  it('is asked market by market, a hundred orders at a time', () => {
    expect(history.units(listings).map(({ key }) => key)).toEqual(['BTCUSDT', '1000PEPEUSDT', 'BTCUSD']);
    expect(history.request(unit, window, undefined).url).toBe(
      `https://api.coinex.com/v2/futures/liquidation-history?market=BTCUSDT&start_time=${received - 3_600_000}&end_time=${received}&page=1&limit=100`,
    );
    expect(history.request(unit, window, '7').url).toContain('&page=7&');
  });

  it('goes on while the venue says that there is more, and ends with an empty page, a refusal or the last page that answers', () => {
    expect(history.next(page([order], true), unit, window, undefined)).toBe('2');
    expect(history.next(page([order], true), unit, window, '9')).toBe('10');
    expect(history.next(page([order], false), unit, window, '2')).toBeUndefined();
    expect(history.next(page([], true), unit, window, '2')).toBeUndefined();
    expect(history.next(fixture('coinex', 'error'), unit, window, '2')).toBeUndefined();
    expect(history.next(page([order], true), unit, window, '2000')).toBeUndefined();
  });

  it('reads orders without a listing, by their names', () => {
    expect(
      rows(
        parseHistory(
          page([
            { ...order, market: ' LATUSDT' },
            { ...order, market: 'ETHUSD' },
          ]),
          empty,
        ),
      ),
    ).toMatchObject([
      { symbol: 'LATUSDT', base: 'LAT', usd: 33_000, quantity: { value: 0.5, unit: 'base' } },
      { symbol: 'ETHUSD', base: 'ETH', usd: 0.5, quantity: { value: 0.5, unit: 'usd' } },
    ]);
  });

  it('passes over markets that are not quoted in dollars or not listed', () => {
    expect(rows(parseHistory(page([{ ...order, market: 'ETHBTC' }]), empty))).toEqual([]);
    expect(rows(parseHistory(page([{ ...order, market: 'GONEUSDT' }]), context))).toEqual([]);
    expect(readCoinex(page([{ ...order, market: 'ETHBTC' }]), empty).kind).toBe('ignored');
    expect(rows(readCoinex(page([]), empty))).toEqual([]);
  });

  it('gives equal orders keys of their own, and the same ones however the page is cut', () => {
    const keys = (data: readonly unknown[]) => rows<{ key: string }>(parseHistory(page(data), context)).map(({ key }) => key);
    const [first, second] = keys([order, order]);
    expect(first).not.toBe(second);
    expect(keys([{ ...order, liq_amount: '0.50' }])).toEqual([first]);
    expect(keys([{ ...order, side: 'short' }, order])[1]).toBe(first);
    expect(keys([{ ...order, liq_amount: '0.51' }])).not.toEqual([first]);
    expect(keys([{ ...order, bkr_price: '65701' }])).not.toEqual([first]);
  });

  it.each([
    ['a side that is an order', { side: 'sell' }, 'side'],
    ['no price', { liq_price: '0' }, 'liq_price'],
    ['a negative amount', { liq_amount: '-1' }, 'liq_amount'],
    ['a time in seconds', { created_at: received / 1_000 }, 'created_at'],
    ['a name with markup', { market: '<b>' }, 'market'],
    ['more than five billion dollars', { liq_amount: '1000000' }, ''],
  ])('rejects %s', (_what, change, path) => {
    const parsed = readCoinex(page([{ ...order, ...change }]), context);
    expect(parsed.kind === 'rejected' && parsed.rejections[0]?.path).toBe(path === '' ? 'data.0' : `data.0.${path}`);
    // Another row of the answer is not to blame.
    expect(rows(parseHistory(page([{ ...order, ...change }, order]), context))).toHaveLength(1);
  });
});
