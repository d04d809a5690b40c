import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { aster, readAster } from '../../../lib/venues/aster.ts';
import { fixture, received } from '../../contract/fixtures.ts';
import { junkValues } from '../../contract/junk.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rows<Row>(parsed: { readonly kind: string; readonly events?: readonly Row[] }): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events ?? [];
}

const plain = rows<Instrument>(aster.instruments.parse(fixture('aster', 'exchange-info'), empty));
const listing = new Map(plain.map(each => [each.symbol, each]));
const timed = rows<Instrument>(aster.instruments.parse(fixture('aster', 'funding-info'), { ...empty, instruments: listing }));
const context: ParseContext = {
  receivedTime: received,
  instruments: new Map([...plain, ...timed].map(each => [each.symbol, each])),
  markPrices: new Map([['BTCUSDT', 66_900]]),
};

describe('the listing', () => {
  it('is that of Aster, without shares, what is wound up and what is not quoted in dollars', () => {
    expect(plain.map(({ venue, symbol, base, multiplier }) => [venue, symbol, base, multiplier])).toEqual([
      ['aster', 'BTCUSDT', 'BTC', 1],
      ['aster', '1000PEPEUSDT', 'PEPE', 1_000],
      ['aster', 'ETHUSD1', 'ETH', 1],
    ]);
  });

  it('takes intervals of funding from the list of them, and assumes none for a contract that it does not name', () => {
    expect([...context.instruments.values()].map(({ symbol, fundingIntervalHours }) => [symbol, fundingIntervalHours])).toEqual([
      ['BTCUSDT', 8],
      ['1000PEPEUSDT', 4],
      ['ETHUSD1', undefined],
    ]);
  });

  it('takes no harm from what stands where the kind of a contract should', () => {
    const info = fixture('aster', 'exchange-info') as { symbols: Record<string, unknown>[] };
    for (const junk of junkValues) {
      const strange = { symbols: [{ ...info.symbols[0], underlyingType: junk, underlyingSubType: [junk] }] };
      expect(rows(aster.instruments.parse(strange, empty))).toHaveLength(1);
    }
  });

  it('knows no coin-margined contracts', () => {
    const cm = fixture('binance', 'cm-exchange-info');
    expect(rows(aster.instruments.parse(cm, empty))).toEqual([]);
    const frame = { e: 'forceOrder', o: { s: 'BTCUSD_PERP', S: 'SELL', p: '60000', ap: '60000', q: '1', z: '1', T: received } };
    expect(readAster(frame, empty)).toEqual({ kind: 'ignored', reason: 'unlisted symbol BTCUSD_PERP' });
  });
});

describe('requests', () => {
  it('go to the host of Aster in its third version', () => {
    const urls = [...aster.instruments.requests, ...aster.quotes.requests, ...(aster.funding?.requests(plain) ?? [])].map(
      ({ url }) => url,
    );
    expect(urls).toEqual([
      'https://fapi.asterdex.com/fapi/v3/exchangeInfo',
      'https://fapi.asterdex.com/fapi/v3/fundingInfo',
      'https://fapi.asterdex.com/fapi/v3/premiumIndex',
      'https://fapi.asterdex.com/fapi/v3/premiumIndex',
    ]);
    expect(aster.openInterest.requests(plain).map(({ url }) => url)).toContain(
      'https://fapi.asterdex.com/fapi/v3/openInterest?symbol=BTCUSDT',
    );
  });

  it('are refused in the words of Aster', () => {
    expect(aster.openInterest.parse(fixture('aster', 'error'), context)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Aster refused (-1121): Invalid symbol.', told: '-1121: Invalid symbol.', path: '' }],
    });
    expect(aster.instruments.parse(fixture('aster', 'error'), context).kind).toBe('rejected');
  });
});

describe('figures', () => {
  it('are mark prices for one coin', () => {
    expect(rows<{ source: string }>(aster.quotes.parse(fixture('aster', 'premium-index'), context))[1]).toMatchObject({
      source: 'aster',
      base: 'PEPE',
      priceUsd: 0.0000043,
      markPrice: 0.0043,
    });
  });

  it('are one-sided open interest in coin, at the mark price', () => {
    // 5,000.25 at 66,900.
    expect(rows(aster.openInterest.parse(fixture('aster', 'open-interest'), context))).toEqual([
      { venue: 'aster', symbol: 'BTCUSDT', base: 'BTC', time: received - 2_000, coins: 5_000.25, usd: 334_516_725 },
    ]);
  });

  it('are funding for eight hours: twice the rate of a contract that pays every four, and none of an unknown interval', () => {
    expect(rows(aster.funding?.parse(fixture('aster', 'premium-index'), context) ?? { kind: 'none' })).toEqual([
      { venue: 'aster', symbol: 'BTCUSDT', base: 'BTC', time: received - 1_000, ratePer8h: -0.0002 },
      { venue: 'aster', symbol: '1000PEPEUSDT', base: 'PEPE', time: received - 1_000, ratePer8h: 0.0002 },
    ]);
  });
});

describe('the stream', () => {
  const [plan] = aster.sockets([]);

  it('has no /market in its path, and the mark price of bitcoin beside the forced orders', () => {
    expect(plan?.url).toBe('wss://fstream.asterdex.com/stream?streams=!forceOrder@arr/btcusdt@markPrice');
    expect(plan?.parse(fixture('aster', 'mark-price-frame'), context)).toEqual({
      kind: 'control',
      name: 'markPrice',
      time: received - 500,
    });
  });

  it('gives events of Aster', () => {
    const frame = { e: 'forceOrder', o: { s: 'BTCUSDT', S: 'BUY', p: '1', ap: '67000', q: '1', z: '0.01', T: received - 5 } };
    expect(plan?.parse(frame, context)).toMatchObject({ events: [{ venue: 'aster', position: 'short', usd: 670 }] });
  });

  it('is read with its acknowledgements by the reader of any payload', () => {
    expect(readAster({ id: '1', result: null }, empty)).toEqual({ kind: 'control', name: 'answer', time: undefined });
    expect(readAster({ error: { code: 2, msg: 'Invalid request' }, id: 1 }, empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Aster refused (2): Invalid request', told: '2: Invalid request', path: '' }],
    });
    expect(readAster('pong', empty).kind).toBe('rejected');
  });
});
