import { describe, expect, it } from 'vitest';
import { coingeckoCoins, coingeckoTreasuries } from '../../../lib/sources/coingecko.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const coins = (payload: unknown) => coingeckoCoins.parse(payload, { receivedTime: received });
const holders = (payload: unknown) => coingeckoTreasuries.parse(payload, { receivedTime: received });

describe('the list of the largest coins', () => {
  it('is asked for by market capitalisation, 250 in one request', () => {
    expect(coingeckoCoins.request.url).toBe(
      'https://api.coingecko.com/api/v3/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=250&page=1',
    );
  });

  it('is read in its order, changes as fractions, an unknown change left out', () => {
    expect(coins(fixture('coingecko', 'markets'))).toEqual({
      kind: 'events',
      rejections: [],
      events: [
        { symbol: 'BTC', name: 'Bitcoin', usd: 67_460, change24h: -1.69 / 100, capUsd: 1e12 },
        { symbol: 'ETH', name: 'Ethereum', usd: 1_950, change24h: -2.84014 / 100, capUsd: 0.5e12 },
        { symbol: 'USDT', name: 'Tether', usd: 0.9993, change24h: 0.01 / 100, capUsd: 333_333_333_333 },
        { symbol: 'FIGR_HELOC', name: 'Figure Heloc', usd: 1.03, capUsd: 250e9 },
      ],
    });
  });

  it('leaves out what cannot be a coin, and says where', () => {
    const parsed = coins([
      { symbol: 'btc', name: 'Bitcoin', current_price: null, price_change_percentage_24h: 1 },
      { symbol: 'eth', name: 'Ethereum', current_price: 1_950, price_change_percentage_24h: -101 },
      { symbol: '<b>', name: 'Bold', current_price: 1, price_change_percentage_24h: 1 },
      { symbol: 'sol', name: '<b>Solana</b>', current_price: 80, price_change_percentage_24h: 0, market_cap: 0 },
    ]);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toEqual([{ symbol: 'SOL', name: '', usd: 80, change24h: 0 }]);
    expect(parsed.rejections.map(({ path }) => path)).toEqual(['0.current_price', '1.price_change_percentage_24h', '2.symbol']);
  });

  it('is rejected with the words of a refusal', () => {
    expect(coins(fixture('coingecko', 'refusal'))).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'CoinGecko: You have exceeded the rate limit', path: '' }],
    });
    expect(coins({ error: 'coin not found' })).toMatchObject({ rejections: [{ reason: 'CoinGecko: coin not found' }] });
    expect(coins('<html>').kind).toBe('rejected');
  });
});

describe('bitcoin of listed companies', () => {
  it('is read with what it cost, and an entry value of 0 is an unknown cost', () => {
    expect(holders(fixture('coingecko-treasuries', 'companies'))).toEqual({
      kind: 'events',
      rejections: [],
      events: [
        { name: 'Strategy', base: 'BTC', coins: 714_644, at: received, entryUsd: 54_674_554_000 },
        { name: 'XXI', base: 'BTC', coins: 43_514, at: received },
        { name: 'Trump Media & Technology Group Corp.', base: 'BTC', coins: 11_542.5, at: received, entryUsd: 1_368_000_000 },
      ],
    });
  });

  it('knows Strategy by its ticker under its older name', () => {
    expect(holders(fixture('coingecko-treasuries', 'older-names'))).toMatchObject({
      events: [{ name: 'Strategy', coins: 174_000 }],
    });
  });

  it('leaves out a holder without coins', () => {
    const row = { name: 'Sold', symbol: 'S.US', total_holdings: 0, total_entry_value_usd: 5 };
    expect(holders({ companies: [row, { ...row, total_holdings: '12' }] })).toMatchObject({
      events: [{ coins: 12 }],
      rejections: [{ path: 'companies.0.total_holdings' }],
    });
  });
});

it('keeps to half of five requests a minute, both lists together', () => {
  const budgets = [coingeckoCoins, coingeckoTreasuries].flatMap(source => source.budgets);
  expect(new Set(budgets.map(budget => JSON.stringify(budget)))).toEqual(
    new Set([JSON.stringify({ name: 'coingecko', host: 'api.coingecko.com', weight: 5, windowMs: 60_000 })]),
  );
});
