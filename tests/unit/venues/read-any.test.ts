import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { readers, type PayloadReader } from '../../../lib/venues/readers.ts';
import { anything, junkValues } from '../../contract/junk.ts';
import { received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function reader(venue: keyof typeof readers): PayloadReader {
  const read = readers[venue];
  if (read === undefined) throw new Error(`no reader of ${venue}`);
  return read;
}

describe.each(Object.entries(readers))('whatever %s sends', (_id, read) => {
  it('is read without throwing, junk too, and twice the same', () => {
    for (const junk of junkValues) {
      read(junk, empty);
      for (const name of [
        'topic',
        'channel',
        'event',
        'op',
        'e',
        'data',
        'result',
        'arg',
        'feed',
        'type',
        'table',
        'id',
        'code',
        'ts',
      ])
        read({ [name]: junk }, empty);
    }
    fc.assert(
      fc.property(anything, payload => {
        expect(read(payload, empty)).toEqual(read(payload, empty));
      }),
      { numRuns: 200 },
    );
  });
});

describe('Bybit', () => {
  const read = reader('bybit');
  const push = (s: string) => ({
    topic: `allLiquidation.${s}`,
    type: 'snapshot',
    ts: received,
    data: [{ T: received - 5, s, S: 'Sell', v: '600', p: '60000' }],
  });

  it('tells the board of a frame by the contract in its topic', () => {
    expect(read(push('BTCUSD'), empty)).toMatchObject({
      events: [{ position: 'short', quantity: { value: 600, unit: 'usd' }, usd: 600, baseQuantity: 0.01 }],
    });
    expect(read(push('BTCUSDT'), empty)).toMatchObject({
      events: [{ quantity: { value: 600, unit: 'base' }, usd: 36_000_000, baseQuantity: 600 }],
    });
    expect(read(push('BTCUSDH26'), empty)).toMatchObject({ events: [{ quantity: { unit: 'usd' } }] });
    expect(read(push('BTC-27MAR26'), empty)).toMatchObject({ events: [{ quantity: { unit: 'base' } }] });
  });

  it('ignores a frame of contracts that are none of coins in dollars', () => {
    expect(read(push('ETHBTC'), empty).kind).toBe('ignored');
  });

  it('knows acknowledgements and pongs', () => {
    expect(read({ success: true, ret_msg: '', op: 'subscribe' }, empty)).toMatchObject({ kind: 'control', name: 'subscribe' });
    expect(read({ success: true, ret_msg: 'pong', op: 'ping' }, empty)).toMatchObject({ kind: 'control', name: 'pong' });
  });
});

describe('Gate', () => {
  const read = reader('gate');
  const update = (...result: readonly unknown[]) => ({
    channel: 'futures.public_liquidates',
    event: 'update',
    time: Math.floor(received / 1_000),
    time_ms: received,
    result,
  });
  const row = { contract: 'BTC_USD', price: '60000', size: -3_000, time: Math.floor(received / 1_000), time_ms: received - 7 };

  it('sends frames with the price of the order and the sign of the position', () => {
    expect(read(update(row, { contract: 'ETH_USDT', price: 2_000, size: 15, time: received - 9 }), empty)).toMatchObject({
      kind: 'events',
      rejections: [],
      events: [
        {
          position: 'short',
          price: 60_000,
          priceKind: 'order',
          quantity: { value: 3_000, unit: 'contracts' },
          usd: 3_000,
          baseQuantity: 0.05,
          eventTime: received - 7,
        },
        { position: 'long', quantity: { value: 15, unit: 'contracts' }, usd: undefined, baseQuantity: undefined },
      ],
    });
  });

  it('sends equal rows for equal orders: each has a key of its own, and none that a row of the history has', () => {
    const keys = (payload: unknown) => {
      const parsed = read(payload, empty);
      return parsed.kind === 'events' ? parsed.events.map(({ key }) => key) : [];
    };
    const [first, second] = keys(update(row, row));
    expect(first).not.toBe(second);
    expect(keys(update(row))).toEqual([first]);
    expect(first).toMatch(/^ws:/);
  });

  it('sends sizes cut to nothing, which are neither long nor short', () => {
    expect(read(update({ ...row, size: 0 }), empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'neither long nor short', path: 'result.0.size' }],
    });
    expect(read(update({ ...row, time_ms: 5 }), empty)).toMatchObject({ rejections: [{ path: 'result.0.time_ms' }] });
  });

  it('acknowledges, refuses, answers pings and speaks of other things', () => {
    const channel = 'futures.public_liquidates';
    expect(read({ channel, event: 'subscribe', error: null, result: { status: 'success' } }, empty)).toMatchObject({
      kind: 'control',
      name: 'subscribed',
    });
    expect(read({ channel, event: 'subscribe', error: { code: 2, message: 'unknown contract' } }, empty)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: 'error' }],
    });
    expect(read({ channel, event: 'subscribe', result: {} }, empty).kind).toBe('rejected');
    expect(read({ channel: 'futures.pong', event: '' }, empty)).toMatchObject({ kind: 'control', name: 'pong' });
    expect(read({ channel: 'futures.trades', event: 'update', result: [] }, empty)).toEqual({
      kind: 'ignored',
      reason: 'channel futures.trades',
    });
  });

  it('answers with ready-made sums, which are no orders', () => {
    expect(read([{ time: 1_770_856_200, long_liq_size: 5, long_liq_usd: 300, short_liq_size: 0 }], empty)).toEqual({
      kind: 'ignored',
      reason: 'ready-made sums, no single orders',
    });
    expect(read([{ time: 1_770_856_100, contract: 'ETH_BTC', size: 5, fill_price: '0.03' }], empty).kind).toBe('ignored');
    // A list of contracts, say.
    expect(read([{ name: 'BTC_USDT' }], empty).kind).toBe('rejected');
    expect(read([], empty)).toEqual({ kind: 'events', events: [], rejections: [] });
    expect(read({ label: 'CONTRACT_NOT_FOUND', message: 'no such' }, empty)).toMatchObject({ kind: 'rejected' });
  });
});

describe('Binance', () => {
  const read = reader('binance');

  it('answers commands; what it answers is a sign of life, and an error is its own words', () => {
    expect(read({ result: null, id: 1 }, empty).kind).toBe('control');
    expect(read({ result: ['btcusdt@forceOrder'], id: '2' }, empty).kind).toBe('control');
    expect(read({ code: 3, msg: 'Invalid JSON' }, empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Binance refused (3): Invalid JSON', told: '3: Invalid JSON', path: '' }],
    });
  });
});
