import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBitmex } from '../../../lib/venues/bitmex/liquidation.ts';
import { readListing } from '../../../scripts/undertow/listing.ts';
import { received } from '../../contract/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'undertow-listing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(document: unknown): string {
  const path = join(folder, 'listing.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

const bitcoin = {
  symbol: 'XBTUSD',
  typ: 'FFWCSX',
  state: 'Open',
  underlying: 'XBT',
  quoteCurrency: 'USD',
  settlCurrency: 'XBt',
  isInverse: true,
  isQuanto: false,
  multiplier: -100_000_000,
};
const ether = { ...bitcoin, symbol: 'ETHUSD', underlying: 'ETH', isInverse: false, isQuanto: true, multiplier: 100 };
const order = { orderID: 'a-1', symbol: 'ETHUSD', side: 'Buy', price: 3_000, leavesQty: 10 };

describe('the price of a bitcoin, by which quanto contracts are counted', () => {
  it.each([
    ['its mark', { markPrice: 40_000, lastPrice: 39_000 }],
    ['its mark, before the first trade', { markPrice: 40_000 }],
    ['its last price, where no mark is told', { lastPrice: 40_000 }],
  ])('is %s', (_what, prices) => {
    const context = readListing('bitmex', file([{ ...bitcoin, ...prices }, ether]), received);
    // 100 satoshis × 40,000 dollars: 0.04 ETH in a contract, of which there are ten, at 3,000.
    const parsed = readBitmex({ table: 'liquidation', action: 'insert', data: [order] }, context);
    expect(parsed).toMatchObject({ events: [{ position: 'short', baseQuantity: 0.4, usd: 1_200 }] });
  });
});

it('reads an answer that was recorded with its address beside it', () => {
  const answer = [{ name: 'BTC_USDT', type: 'direct', quanto_multiplier: '0.0001' }];
  const bare = readListing('gate', file(answer), received);
  expect(bare.instruments.get('BTC_USDT')?.multiplier).toBe(0.0001);
  for (const recording of [
    { url: 'https://api.gateio.ws/api/v4/futures/usdt/contracts', received_unix: 1, response: answer },
    { method: 'GET', path: '/api/v4/futures/usdt/contracts', response: answer },
  ]) {
    expect(readListing('gate', file(recording), received)).toEqual(bare);
  }
  expect(() => readListing('gate', file({ response: answer }), received)).toThrow(/no list of contracts on gate/);
});
