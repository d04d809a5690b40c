import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toSiteLine } from '../../../scripts/undertow/site.ts';

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'scripts/undertow/main.ts');

function run(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'site', ...words], {
    input,
    encoding: 'utf8',
    cwd: root,
  });
  return { status, lines: stdout.split('\n').slice(0, -1), stderr };
}

const unknown = { site: null, kind: null, base: null, quote: null, market: null };

describe('what is printed of an address', () => {
  it.each([
    [
      'https://www.binance.com/en/futures/BTCUSDT',
      { site: 'binance', kind: 'exchange', base: 'BTC', quote: 'USDT', market: 'perp' },
    ],
    [
      'https://www.bybit.com/trade/usdt/BTCUSDT-26JUN26',
      { site: 'bybit', kind: 'exchange', base: 'BTC', quote: 'USDT', market: 'future' },
    ],
    [
      'https://app.hyperliquid.xyz/trade/kPEPE',
      { site: 'hyperliquid', kind: 'exchange', base: 'PEPE', quote: null, market: 'perp' },
    ],
    [
      'https://www.tradingview.com/chart/AbCd1234/',
      { site: 'tradingview', kind: 'chart', base: null, quote: null, market: null },
    ],
    ['https://cointelegraph.com/news/a-slug', { site: 'cointelegraph', kind: 'news', base: null, quote: null, market: null }],
    [
      'https://coinmarketcap.com/currencies/bitcoin/',
      { site: 'coinmarketcap', kind: 'data', base: 'BTC', quote: null, market: null },
    ],
    ['https://www.binance.com/en/markets/overview', { ...unknown, site: 'binance' }],
    ['https://www.binance.com/en/login', { ...unknown, site: 'binance' }],
    ['https://www.binance.com.evil.io/en/futures/BTCUSDT', unknown],
    ['http://www.binance.com/en/futures/BTCUSDT', unknown],
    ['https://user:pass@www.binance.com/en/futures/BTCUSDT', unknown],
    ['about:blank', unknown],
  ])('of %s is %j', (address, line) => {
    expect(toSiteLine(address)).toEqual(line);
  });

  it('counts what is traded on margin as spot', () => {
    expect(toSiteLine('https://www.okx.com/trade-margin/eth-usdt')?.market).toBe('spot');
  });
});

describe('the command', () => {
  it('prints one line of JSON, in a fixed order of names', () => {
    const { status, lines, stderr } = run(['https://dydx.trade/trade/BTC-USD']);
    expect(lines).toEqual(['{"site":"dydx","kind":"exchange","base":"BTC","quote":"USD","market":"perp"}']);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('prints a line for each of several addresses, and for each on standard input', () => {
    const input = 'https://dydx.trade/markets\r\n\n  https://app.lighter.xyz/trade/ETH \n';
    const { status, lines } = run(['https://decrypt.co/301234/a-slug', '-'], input);
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { ...unknown, site: 'decrypt', kind: 'news' },
      { ...unknown, site: 'dydx' },
      { site: 'lighter', kind: 'exchange', base: 'ETH', quote: null, market: 'perp' },
    ]);
    expect(status).toBe(0);
  });

  it('says which address is none, answers the others, and ends with 2', () => {
    const { status, lines, stderr } = run(['dydx.trade/trade/BTC-USD', 'https://dydx.trade/']);
    expect(stderr).toContain('"dydx.trade/trade/BTC-USD" is no address');
    expect(lines).toHaveLength(1);
    expect(status).toBe(2);
  });

  it('asks for an address when it is given none', () => {
    const { status, lines, stderr } = run([]);
    expect(stderr).toContain('name an address');
    expect([status, lines]).toEqual([2, []]);
  });
});
