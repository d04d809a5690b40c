import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';
import { readDeribit } from '../../../lib/venues/deribit/trades.ts';
import { deribit } from '../../../lib/venues/deribit.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
/** The time of the trades and summaries of the fixtures, less their ids. */
const stamped = 1_770_856_199_000;

function listings(): readonly Instrument[] {
  return ['btc-instruments', 'usdc-instruments'].flatMap(name => {
    const parsed = deribit.instruments.parse(fixture('deribit', name), empty);
    if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
    expect(parsed.rejections).toEqual([]);
    return parsed.events;
  });
}

const listed: ParseContext = { ...empty, instruments: new Map(listings().map(each => [each.symbol, each])) };

function socket(): SocketPlan {
  const [plan] = deribit.sockets(listings());
  if (plan === undefined) throw new Error('no socket');
  return plan;
}

const trade = {
  trade_id: '77',
  timestamp: received - 1_000,
  price: 50_000,
  instrument_name: 'BTC-PERPETUAL',
  direction: 'sell',
  amount: 1_000,
  liquidation: 'T',
};

function push(...rows: readonly Readonly<Record<string, unknown>>[]) {
  const data = rows.map(changes => ({ ...trade, ...changes }));
  return { jsonrpc: '2.0', method: 'subscription', params: { channel: 'trades.future.BTC.100ms', data } };
}

function eventsOf(payload: unknown, context = listed) {
  const parsed = socket().parse(payload, context);
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events;
}

describe('the listing', () => {
  it('keeps futures in dollars that trade: coins of linear ones, dollars of inverse ones', () => {
    expect(
      listings().map(({ symbol, base, quote, kind, contract, multiplier, board }) => [
        symbol,
        base,
        quote,
        kind,
        contract,
        multiplier,
        board,
      ]),
    ).toEqual([
      ['BTC-PERPETUAL', 'BTC', 'USD', 'perp', 'inverse', 10, 'BTC'],
      ['BTC-27MAR26', 'BTC', 'USD', 'future', 'inverse', 10, 'BTC'],
      ['SOL_USDC-PERPETUAL', 'SOL', 'USDC', 'perp', 'linear', 1, 'USDC'],
      ['BTC_USDC-27MAR26', 'BTC', 'USDC', 'future', 'linear', 1, 'USDC'],
    ]);
  });

  it('is asked for by currency, and rejected in the venue’s words', () => {
    expect(deribit.instruments.requests.map(({ url, weight }) => [new URL(url).searchParams.get('currency'), weight])).toEqual([
      ['BTC', 10_000],
      ['ETH', 10_000],
      ['USDC', 10_000],
      ['USDT', 10_000],
    ]);
    expect(deribit.instruments.parse(fixture('deribit', 'error'), empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Deribit refused (-32602): Invalid params', told: '-32602: Invalid params', path: 'error' }],
    });
  });
});

describe('prices, open interest and funding', () => {
  it('are read from one answer for each currency that has contracts', () => {
    const urls = deribit.openInterest.requests(listings()).map(({ url }) => url);
    expect(urls).toEqual([
      'https://www.deribit.com/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=future',
      'https://www.deribit.com/api/v2/public/get_book_summary_by_currency?currency=USDC&kind=future',
    ]);
    expect(deribit.funding?.requests(listings()).map(({ url }) => url)).toEqual(urls);
  });

  it('reads changes that are percents, and passes over what was never traded', () => {
    const parsed = deribit.quotes.parse(fixture('deribit', 'btc-summaries'), listed);
    expect(parsed).toEqual({
      kind: 'events',
      events: [
        {
          source: 'deribit',
          symbol: 'BTC-PERPETUAL',
          base: 'BTC',
          time: stamped,
          priceUsd: 64_000.5,
          markPrice: 64_000,
          change24h: -0.0169,
        },
      ],
      rejections: [],
    });
  });

  it('counts open interest of perpetuals in dollars where inverse and in coins where linear', () => {
    // 640,000,000 dollars at 64,000.
    expect(deribit.openInterest.parse(fixture('deribit', 'btc-summaries'), listed)).toMatchObject({
      events: [{ symbol: 'BTC-PERPETUAL', usd: 640_000_000, coins: 10_000, time: stamped }],
    });
    // 12,000 coins at 80.
    expect(deribit.openInterest.parse(fixture('deribit', 'usdc-summaries'), listed)).toMatchObject({
      events: [{ symbol: 'SOL_USDC-PERPETUAL', usd: 960_000, coins: 12_000 }],
    });
  });

  it('takes funding as it comes: a fraction of eight hours', () => {
    expect(deribit.funding?.parse(fixture('deribit', 'btc-summaries'), listed)).toMatchObject({
      events: [{ symbol: 'BTC-PERPETUAL', ratePer8h: 0.00012 }],
    });
    expect(deribit.funding?.parse(fixture('deribit', 'usdc-summaries'), listed)).toMatchObject({
      events: [{ symbol: 'SOL_USDC-PERPETUAL', ratePer8h: -0.0003 }],
    });
  });
});

describe('the socket', () => {
  it('asks for heartbeats and for the currencies that have contracts', () => {
    expect(socket().subscribe.map(text => JSON.parse(text) as unknown)).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'public/set_heartbeat', params: { interval: 30 } },
      {
        jsonrpc: '2.0',
        id: 2,
        method: 'public/subscribe',
        params: { channels: ['trades.future.BTC.100ms', 'trades.future.USDC.100ms'] },
      },
    ]);
    expect(deribit.sockets([])).toEqual([]);
  });

  it('is heard once every channel was granted', () => {
    expect(socket().acknowledgements).toBe(1);
    expect(socket().parse(fixture('deribit', 'heartbeat-set'), listed)).toMatchObject({ kind: 'control', name: 'answer' });
    expect(socket().parse(fixture('deribit', 'ack'), listed)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(socket().parse({ id: 2, result: ['trades.future.BTC.100ms'] }, listed)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'not granted: trades.future.USDC.100ms', path: 'result' }],
    });
    expect(readDeribit({ id: 2, result: [] }, listed)).toMatchObject({ kind: 'rejected' });
    expect(socket().parse(fixture('deribit', 'error'), listed)).toMatchObject({ kind: 'rejected' });
    const maintenance = { jsonrpc: '2.0', id: 2, error: { code: 11_051, message: 'system_maintenance' } };
    expect(socket().parse(maintenance, listed)).toMatchObject({ kind: 'control', isMaintenance: true });
  });

  it('answers a test request, and nothing else', () => {
    const request = fixture('deribit', 'test-request');
    expect(socket().parse(request, listed)).toMatchObject({ kind: 'control', name: 'test request' });
    expect(JSON.parse(socket().reply?.(request) ?? '{}')).toMatchObject({ method: 'public/test' });
    expect(socket().reply?.({ method: 'heartbeat', params: { type: 'heartbeat' } })).toBeUndefined();
    expect(socket().reply?.('pong')).toBeUndefined();
    expect(JSON.parse(socket().heartbeat?.frame(1) ?? '{}')).toMatchObject({ id: 3, method: 'public/test' });
  });

  it('takes trades that nobody was forced into for a sign of life', () => {
    expect(socket().parse(push({ liquidation: undefined }, { liquidation: null }), listed)).toMatchObject({
      kind: 'control',
      name: 'trades',
    });
  });

  it.each([
    ['T', 'sell', ['long']],
    ['T', 'buy', ['short']],
    ['M', 'buy', ['long']],
    ['M', 'sell', ['short']],
    ['MT', 'sell', ['long', 'short']],
    ['MT', 'buy', ['short', 'long']],
  ])('reads %s with a taker who would %s as %j', (liquidation, direction, positions) => {
    const found = eventsOf(push({ liquidation, direction }));
    expect(found.map(({ position }) => position)).toEqual(positions);
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  });

  it('counts dollars where inverse and coins where linear', () => {
    expect(eventsOf(push({}))[0]).toMatchObject({ usd: 1_000, baseQuantity: 0.02, quantity: { value: 1_000, unit: 'usd' } });
    expect(eventsOf(push({ instrument_name: 'SOL_USDC-PERPETUAL', price: 80, amount: 3 }))[0]).toMatchObject({
      base: 'SOL',
      usd: 240,
      baseQuantity: 3,
      quantity: { value: 3, unit: 'base' },
    });
  });

  it.each([
    ['ETH-PERPETUAL', { base: 'ETH', usd: 1_000, baseQuantity: 0.02 }],
    ['BTC-5JUN26', { base: 'BTC', usd: 1_000, baseQuantity: 0.02 }],
    ['XRP_USDT-PERPETUAL', { base: 'XRP', usd: 50_000_000, baseQuantity: 1_000 }],
  ])('reads %s before the list came', (symbol, expected) => {
    expect(eventsOf(push({ instrument_name: symbol }), empty)[0]).toMatchObject(expected);
  });

  it('passes over contracts that are not on the list, and options', () => {
    expect(socket().parse(push({ instrument_name: 'BTC-5JUN26' }), listed)).toMatchObject({ kind: 'control' });
    expect(socket().parse(push({ instrument_name: 'BTC-5JUN26-70000-C' }), empty)).toMatchObject({ kind: 'control' });
  });

  it.each([
    ['a mark that is known', { liquidation: 'X' }, 'liquidation'],
    ['a symbol', { instrument_name: 'BTC PERP' }, 'instrument_name'],
    ['an id', { trade_id: 77 }, 'trade_id'],
    ['a direction', { direction: 'Sell' }, 'direction'],
    ['a price', { price: '0' }, 'price'],
    ['an amount', { amount: null }, 'amount'],
    ['a time', { timestamp: 0 }, 'timestamp'],
  ])('rejects a forced trade without %s, and keeps the others', (_what, changes, path) => {
    const parsed = socket().parse(push(changes, {}), listed);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toHaveLength(1);
    expect(parsed.rejections.map(each => each.path)).toEqual([`params.data.0.${path}`]);
    expect(socket().parse(push(changes), listed)).toMatchObject({ kind: 'rejected' });
  });
});

describe('the history', () => {
  const { history } = deribit;
  if (history === undefined) throw new Error('no history');
  const window = { from: stamped, to: stamped + 60_000 };
  const units = history.units(listings());
  const [bitcoin] = units;
  if (bitcoin === undefined) throw new Error('no unit');

  it('is kept by currency, and reaches back for gaps only', () => {
    expect(units.map(({ key, instruments }) => [key, instruments.length])).toEqual([
      ['BTC', 2],
      ['USDC', 2],
    ]);
    expect(history.firstReachMs).toBe(0);
    const { searchParams, pathname } = new URL(history.request(bitcoin, window, undefined).url);
    expect(pathname).toBe('/api/v2/public/get_last_trades_by_currency_and_time');
    expect(Object.fromEntries(searchParams)).toEqual({
      currency: 'BTC',
      kind: 'future',
      start_timestamp: String(stamped),
      end_timestamp: String(stamped + 60_000),
      count: '1000',
      sorting: 'asc',
    });
  });

  it('gives the events and keys of the stream', () => {
    const payload = fixture('deribit', 'last-trades') as { result: { trades: Record<string, unknown>[] } };
    const streamed = eventsOf(push(...payload.result.trades.map(row => ({ liquidation: undefined, ...row }))));
    expect(streamed).toHaveLength(1);
    expect(history.parse(payload, bitcoin, listed)).toEqual({ kind: 'events', events: streamed, rejections: [] });
    expect(readDeribit(payload, listed)).toEqual(history.parse(payload, bitcoin, listed));
  });

  it('goes on from the time of the last trade, always forwards, until there is no more', () => {
    const payload = fixture('deribit', 'last-trades') as { result: { trades: Record<string, unknown>[]; has_more: boolean } };
    expect(history.next(payload, bitcoin, window, undefined)).toBe(String(stamped + 2));
    expect(new URL(history.request(bitcoin, window, String(stamped + 2)).url).searchParams.get('start_timestamp')).toBe(
      String(stamped + 2),
    );
    // A page that ends where it began.
    expect(history.next(payload, bitcoin, window, String(stamped + 2))).toBe(String(stamped + 3));
    expect(history.next(payload, bitcoin, { from: stamped, to: stamped + 2 }, undefined)).toBeUndefined();
    payload.result.has_more = false;
    expect(history.next(payload, bitcoin, window, undefined)).toBeUndefined();
    expect(history.next({ result: { trades: [], has_more: true } }, bitcoin, window, undefined)).toBeUndefined();
    expect(history.next('junk', bitcoin, window, undefined)).toBeUndefined();
  });
});
