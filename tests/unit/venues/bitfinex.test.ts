import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { bitfinex, readBitfinex } from '../../../lib/venues/bitfinex.ts';
import { readSymbol } from '../../../lib/venues/bitfinex/symbols.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
const dayMs = 86_400_000;

function rowsOf<Row>(parsed: Parsed<Row>): readonly Row[] {
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const listings: readonly Instrument[] = rowsOf(bitfinex.instruments.parse(fixture('bitfinex', 'conf'), empty));
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };
const { history } = bitfinex;
if (history === undefined) throw new Error('no history');
const [unit] = history.units(listings);
if (unit === undefined) throw new Error('no unit');

/** A row of a position, by default the execution of a long of 0.5 BTC at 64,000. */
function row(changes: Readonly<Record<number, unknown>> = {}): readonly unknown[] {
  const fields: unknown[] = ['pos', 7, received - 1_000, null, 'tBTCF0:USTF0', 0.5, 70_000, null, 1, 1, null, 64_000];
  return fields.map((field, place) => (place in changes ? changes[place] : field));
}

describe('symbols of Bitfinex', () => {
  it('are perpetuals and margin pairs in dollars, under the common names of their coins', () => {
    expect(listings.map(({ symbol, base, quote, kind, board }) => [symbol, base, quote, kind, board])).toEqual([
      ['tBTCUSD', 'BTC', 'USD', 'margin', 'margin'],
      ['tETHUST', 'ETH', 'USDT', 'margin', 'margin'],
      ['tDOGE:USD', 'DOGE', 'USD', 'margin', 'margin'],
      ['tDSHUSD', 'DASH', 'USD', 'margin', 'margin'],
      ['tBTCF0:USTF0', 'BTC', 'USDT', 'perp', 'deriv'],
      ['tETHF0:USTF0', 'ETH', 'USDT', 'perp', 'deriv'],
      ['tAMPF0:USTF0', 'AMPL', 'USDT', 'perp', 'deriv'],
    ]);
  });

  it.each([
    'tETHF0:BTCF0',
    'tTESTBTCF0:TESTUSDTF0',
    'tUK100IXF0:USTF0',
    'tXAGF0:USTF0',
    'tEURUSD',
    'tETHBTC',
    'fUSD',
    'BTCUSD',
    't',
  ])('leave out %s', symbol => {
    expect(readSymbol(symbol)).toBeUndefined();
  });

  it('say that perpetuals pay each eight hours', () => {
    expect(listings.map(({ fundingIntervalHours }) => fundingIntervalHours)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      8,
      8,
      8,
    ]);
  });

  it('give way to the venue’s own names', () => {
    expect(readSymbol('tXYZF0:USTF0', new Map([['XYZ', 'ZYX']]))?.base).toBe('ZYX');
  });
});

describe('figures of Bitfinex', () => {
  it('read last prices and changes from tickers, and pass over what is lent', () => {
    expect(
      rowsOf(bitfinex.quotes.parse(fixture('bitfinex', 'tickers'), context)).map(({ symbol, priceUsd, change24h }) => [
        symbol,
        priceUsd,
        change24h,
      ]),
    ).toEqual([
      ['tBTCUSD', 67_460, -0.0169],
      ['tBTCF0:USTF0', 67_320, 0.02],
    ]);
  });

  it('read open interest in coin at the mark price', () => {
    // 2,500 × 67,400 and 40,000.5 × 1,950.
    expect(
      rowsOf(bitfinex.openInterest.parse(fixture('bitfinex', 'status-deriv'), context)).map(({ symbol, coins, usd, time }) => [
        symbol,
        coins,
        usd,
        time,
      ]),
    ).toEqual([
      ['tBTCF0:USTF0', 2_500, 168_500_000, received - 2_000],
      ['tETHF0:USTF0', 40_000.5, 78_000_975, received - 2_000],
    ]);
  });

  it('read the funding of the running eight hours as it is', () => {
    const rows = rowsOf(bitfinex.funding?.parse(fixture('bitfinex', 'status-deriv'), context) ?? { kind: 'ignored', reason: '' });
    expect(rows.map(({ base, ratePer8h }) => [base, ratePer8h])).toEqual([
      ['BTC', 0.0001],
      ['ETH', -0.00025],
    ]);
  });

  it('refuse an empty answer, which is what an unknown key is given', () => {
    expect(bitfinex.openInterest.parse([], context).kind).toBe('rejected');
    expect(bitfinex.openInterest.parse(fixture('bitfinex', 'error'), context)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Bitfinex refused (10020): symbol: invalid', told: '10020: symbol: invalid', path: '' }],
    });
  });
});

describe('frames of Bitfinex', () => {
  it.each([
    [[91, 'hb'], 'hb'],
    [fixture('bitfinex', 'subscribed'), 'subscribed'],
    [{ event: 'info', version: 2, platform: { status: 1 } }, 'info'],
    [{ event: 'pong', ts: received, cid: 3 }, 'pong'],
  ])('%j is a sign of life', (frame, name) => {
    expect(readBitfinex(frame, empty)).toMatchObject({ kind: 'control', name });
  });

  it.each([
    [{ event: 'info', code: 20_051, msg: 'stop' }, 'code'],
    [{ event: 'error', msg: 'key: invalid', code: 10_300 }, 'msg'],
    [{ event: 'subscribed', channel: 'status', key: 'deriv:tBTCF0:USTF0' }, 'key'],
    [[91, 7], '1'],
    ['pong', ''],
  ])('%j is refused', (frame, path) => {
    expect(readBitfinex(frame, empty)).toMatchObject({ kind: 'rejected', rejections: [{ path }] });
  });

  it.each([
    [{ event: 'info', code: 20_060, msg: 'maintenance' }, true],
    [{ event: 'info', version: 2, platform: { status: 0 } }, true],
    [{ event: 'info', code: 20_061, msg: 'maintenance over' }, false],
  ])('%j tells of a maintenance: %s', (frame, isMaintenance) => {
    expect(readBitfinex(frame, empty)).toMatchObject({ kind: 'control', isMaintenance });
  });

  it('count executions alone, though a trigger may carry a price', () => {
    expect(readBitfinex([1, [row({ 8: 0, 11: 64_000 })]], empty)).toEqual({
      kind: 'ignored',
      reason: 'triggers, of which the execution follows',
    });
    expect(rowsOf(readBitfinex([1, [row({ 8: 0 }), row()]], empty))).toHaveLength(1);
  });

  it('read without a listing what the symbol itself says', () => {
    // 0.5 at 64,000: the entry of 70,000 is not the price.
    expect(rowsOf(readBitfinex([1, [row({ 2: received - 999.2 })]], empty))).toMatchObject([
      { base: 'BTC', position: 'long', usd: 32_000, quantity: { value: 0.5, unit: 'base' }, eventTime: received - 1_000 },
    ]);
  });

  it('pass over contracts that are not listed, and say which', () => {
    expect(readBitfinex([1, [row({ 4: 'tSOLF0:USTF0' })]], context)).toEqual({
      kind: 'ignored',
      reason: 'tSOLF0:USTF0 is no listed coin in dollars',
    });
  });

  it.each([
    [0, 'sub'],
    [1, null],
    [2, 'yesterday'],
    [4, 'btc/usd'],
    [5, 0],
    [8, 2],
    [11, null],
  ])('refuse a row whose field %i is %j', (place, value) => {
    expect(readBitfinex([1, [row({ [place]: value })]], empty)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: `1.0.${String(place)}` }],
    });
  });
});

describe('the history of Bitfinex', () => {
  const window = { from: received - 30 * dayMs, to: received };

  it('is of all contracts at once, oldest first, 500 rows a page', () => {
    expect(history.units(listings)).toHaveLength(1);
    expect(history.request(unit, window, undefined).url).toBe(
      `https://api-pub.bitfinex.com/v2/liquidations/hist?start=${window.from}&end=${window.to}&limit=500&sort=1`,
    );
  });

  it('goes on from the time of the last row of a full page, and ends with one that is not full', () => {
    const page = (last: number, count = 500): unknown => Array.from({ length: count }, () => [row({ 2: last })]);
    const next = history.next(page(window.from + 5_000.7), unit, window, undefined);
    expect(next).toBe(String(window.from + 5_000));
    expect(history.request(unit, window, next).url).toContain(`start=${window.from + 5_000}&`);
    // A page that is all of one millisecond would come again.
    expect(history.next(page(window.from + 5_000), unit, window, next)).toBe(String(window.from + 5_001));
    expect(history.next(page(window.to + 1), unit, window, next)).toBeUndefined();
    expect(history.next(page(window.from, 499), unit, window, undefined)).toBeUndefined();
    expect(history.next(fixture('bitfinex', 'error'), unit, window, undefined)).toBeUndefined();
  });

  it('gives the keys of the stream', () => {
    const [streamed] = rowsOf(readBitfinex([1, [row({ 2: received - 999.2 })]], context));
    const [past] = rowsOf(history.parse([[row()]], unit, context));
    expect(past?.key).toBe(streamed?.key);
  });

  it('tells pieces of one position apart', () => {
    const keys = rowsOf(history.parse([[row()], [row({ 5: 0.25 })], [row({ 2: received })]], unit, context)).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('may be empty', () => {
    expect(history.parse([], unit, context)).toEqual({ kind: 'events', events: [], rejections: [] });
  });
});

it('opens one socket for all contracts, and none before there are any', () => {
  expect(bitfinex.sockets([])).toEqual([]);
  const [plan] = bitfinex.sockets(listings);
  expect(plan).toMatchObject({ acknowledgements: 1, subscribe: ['{"event":"subscribe","channel":"status","key":"liq:global"}'] });
  expect(plan?.heartbeat?.frame(4)).toBe('{"event":"ping","cid":4}');
});
