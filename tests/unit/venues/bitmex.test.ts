import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';
import { readBitmex } from '../../../lib/venues/bitmex/liquidation.ts';
import { bitmex } from '../../../lib/venues/bitmex.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
const active = () => fixture('bitmex', 'instrument-active');
/** The time that the rows of the fixture carry. */
const stamped = Date.UTC(2026, 1, 12, 0, 29, 55);

function listings(): readonly Instrument[] {
  const parsed = bitmex.instruments.parse(active(), empty);
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const listed: ParseContext = { ...empty, instruments: new Map(listings().map(each => [each.symbol, each])) };
const priced: ParseContext = { ...listed, markPrices: new Map([['XBTUSD', 40_000]]) };

function socket(): SocketPlan {
  const [plan] = bitmex.sockets([]);
  if (plan === undefined) throw new Error('no socket');
  return plan;
}

const order = { orderID: 'aaaa-1', symbol: 'XBTUSD', side: 'Sell', price: 50_000, leavesQty: 1_000 };

function frame(changes: Readonly<Record<string, unknown>> = {}, action = 'insert') {
  return { table: 'liquidation', action, data: [{ ...order, ...changes }] };
}

function only(payload: unknown, context: ParseContext) {
  const parsed = socket().parse(payload, context);
  if (parsed.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.events).toHaveLength(1);
  return parsed.events[0];
}

describe('the listing', () => {
  it('keeps open perpetuals and futures on coins in dollars, with the size of each kind', () => {
    expect(listings().map(({ symbol, base, quote, kind, contract }) => [symbol, base, quote, kind, contract])).toEqual([
      ['XBTUSD', 'BTC', 'USD', 'perp', 'inverse'],
      ['ETHUSD', 'ETH', 'USD', 'perp', 'quanto'],
      ['XBTUSDT', 'BTC', 'USDT', 'perp', 'linear'],
      ['1000PEPEUSDT', 'PEPE', 'USDT', 'perp', 'linear'],
      ['XBTH26', 'BTC', 'USD', 'future', 'inverse'],
      ['XBTUSDTZ25', 'BTC', 'USDT', 'future', 'linear'],
    ]);
    // A dollar; 100 satoshis for each dollar of price; a millionth; 1,000 coins for a hundred contracts.
    expect(listings().map(({ multiplier }) => multiplier)).toEqual([1, 1e-6, 1e-6, 10, 1, 1e-6]);
    expect(listings().map(({ fundingIntervalHours }) => fundingIntervalHours)).toEqual([
      8,
      8,
      4,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leaves the size unknown where the contract settles in another coin, or names no size', () => {
    const rows = active() as Record<string, unknown>[];
    const parsed = bitmex.instruments.parse(
      [
        { ...rows[1], settlCurrency: 'USDt' },
        { ...rows[2], underlyingToPositionMultiplier: null },
      ],
      empty,
    );
    expect(parsed.kind === 'events' && parsed.events.map(({ multiplier }) => multiplier)).toEqual([undefined, undefined]);
  });

  it('is rejected in the venue’s words when the venue refuses', () => {
    expect(bitmex.instruments.parse(fixture('bitmex', 'error'), empty)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'BitMEX refused: Rate limit exceeded, retry in 1 seconds.',
          told: 'Rate limit exceeded, retry in 1 seconds.',
          path: '',
        },
      ],
    });
  });
});

describe('prices, open interest and funding', () => {
  it('reads a change that is a fraction already, and undoes a prefix', () => {
    const parsed = bitmex.quotes.parse(active(), listed);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events[0]).toEqual({
      source: 'bitmex',
      symbol: 'XBTUSD',
      base: 'BTC',
      time: stamped,
      priceUsd: 64_000,
      markPrice: 64_010.5,
      change24h: -0.0169,
    });
    // 0.004 dollars for a thousand.
    expect(parsed.events.find(({ base }) => base === 'PEPE')).toMatchObject({ priceUsd: 0.000004, markPrice: 0.004 });
    // Never traded.
    expect(parsed.events.map(({ symbol }) => symbol)).not.toContain('XBTUSDTZ25');
  });

  it('counts one-sided dollars and coins of perpetuals of all kinds', () => {
    const parsed = bitmex.openInterest.parse(active(), listed);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    const of = (symbol: string) => parsed.events.find(each => each.symbol === symbol);
    expect(parsed.events.map(({ symbol }) => symbol)).toEqual(['XBTUSD', 'ETHUSD', 'XBTUSDT', '1000PEPEUSDT']);
    // 320,000,000 contracts of a dollar.
    expect(of('XBTUSD')).toMatchObject({ time: stamped, usd: 320_000_000 });
    expect(of('XBTUSD')?.coins).toBeCloseTo(4_999.18, 2);
    // 500,000 × 0.000001 bitcoin × 64,010.5 dollars = 32,005.25 ether, at 1,899.5 each.
    expect(of('ETHUSD')?.coins).toBeCloseTo(32_005.25, 6);
    expect(of('ETHUSD')?.usd).toBeCloseTo(60_793_972.375, 3);
    // 250 bitcoin at 64,020.
    expect(of('XBTUSDT')?.coins).toBeCloseTo(250, 9);
    expect(of('XBTUSDT')?.usd).toBeCloseTo(16_005_000, 3);
    // 20,000 coins at 0.004 a thousand.
    expect(of('1000PEPEUSDT')?.coins).toBe(20_000);
    expect(of('1000PEPEUSDT')?.usd).toBeCloseTo(0.08, 12);
  });

  it('brings funding to eight hours, and passes over contracts whose period is not told', () => {
    const parsed = bitmex.funding?.parse(active(), listed);
    if (parsed?.kind !== 'events') throw new Error('not read');
    // 0.00005 in four hours.
    expect(parsed.events.map(({ symbol, time, ratePer8h }) => [symbol, time, ratePer8h])).toEqual([
      ['XBTUSD', stamped, 0.0001],
      ['ETHUSD', stamped, -0.0002],
      ['XBTUSDT', stamped, 0.0001],
    ]);
  });
});

describe('the socket', () => {
  it('is heard from the acknowledgement of its topic on, not from the welcome', () => {
    expect(socket().acknowledgements).toBe(1);
    expect(socket().parse(fixture('bitmex', 'ack'), listed)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(socket().parse(fixture('bitmex', 'welcome'), listed)).toEqual({
      kind: 'control',
      name: 'welcome',
      time: Date.UTC(2026, 1, 12, 0, 29, 59),
    });
    expect(socket().parse({ success: true, subscribe: 'trade' }, listed)).toMatchObject({ kind: 'ignored' });
  });

  it('asks with a bare word and is answered with one', () => {
    expect(socket().heartbeat?.frame(1)).toBe('ping');
    expect(socket().parse('pong', listed)).toMatchObject({ kind: 'control', name: 'pong' });
    expect(socket().parse('ping', listed)).toMatchObject({ kind: 'rejected' });
  });

  it('gives the venue’s words when it is refused', () => {
    expect(socket().parse(fixture('bitmex', 'refused'), listed)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'BitMEX refused: Unknown table: liquidations', told: 'Unknown table: liquidations', path: 'error' }],
    });
  });

  it('counts an order when it is inserted, and neither before, at a change nor at its end', () => {
    for (const action of ['partial', 'update', 'delete'])
      expect(socket().parse(frame({}, action), listed)).toMatchObject({ kind: 'ignored' });
    expect(socket().parse(frame({}, 'replace'), listed)).toMatchObject({ kind: 'rejected' });
    expect(socket().parse(frame(), listed)).toMatchObject({ kind: 'events' });
  });

  it('has no time of its own, and the id of the order for a key', () => {
    expect(only(frame(), listed)).toEqual({
      venue: 'bitmex',
      symbol: 'XBTUSD',
      base: 'BTC',
      position: 'long',
      price: 50_000,
      priceKind: 'bankruptcy',
      quantity: { value: 1_000, unit: 'contracts' },
      baseQuantity: 0.02,
      usd: 1_000,
      eventTime: undefined,
      receivedTime: received,
      key: 'aaaa-1',
    });
  });

  it('values a quanto contract by the price of bitcoin, and not at all before that is known', () => {
    const quanto = frame({ symbol: 'ETHUSD', side: 'Buy', price: 3_000, leavesQty: 1 });
    const event = only(quanto, priced);
    // 100 satoshis × 40,000 = 0.04 ether; at 3,000 dollars that is 120.
    expect(event?.baseQuantity).toBeCloseTo(0.04, 12);
    expect(event?.usd).toBeCloseTo(120, 9);
    expect(event?.position).toBe('short');
    expect(only(quanto, listed)).toMatchObject({ baseQuantity: undefined, usd: undefined, quantity: { value: 1 } });
  });

  it.each([
    ['XBTUSD', { base: 'BTC', usd: 1_000, baseQuantity: 0.02 }],
    ['XBTH26', { base: 'BTC', usd: 1_000, baseQuantity: 0.02 }],
    ['XBTUSDT', { base: 'BTC', usd: undefined, baseQuantity: undefined }],
    ['ETHUSDTH26', { base: 'ETH', usd: undefined, baseQuantity: undefined }],
    ['SOLUSD', { base: 'SOL', usd: undefined, baseQuantity: undefined }],
  ])('reads %s before the list came, with its money where no size is needed', (symbol, expected) => {
    expect(only(frame({ symbol }), { ...priced, instruments: new Map() })).toMatchObject(expected);
  });

  it('ignores contracts that are not on the list, and those that no dollar prices', () => {
    expect(socket().parse(frame({ symbol: 'EURUSDT' }), listed)).toMatchObject({ kind: 'ignored' });
    expect(socket().parse(frame({ symbol: 'ETHXBT' }), empty)).toMatchObject({ kind: 'ignored' });
  });

  it.each([
    ['an id', { orderID: '' }, 'orderID'],
    ['an id that is safe', { orderID: '<b>' }, 'orderID'],
    ['a symbol', { symbol: 'xbt usd' }, 'symbol'],
    ['a side', { side: 'sell' }, 'side'],
    ['a price', { price: 0 }, 'price'],
    ['a quantity', { leavesQty: -5 }, 'leavesQty'],
    ['believable dollars', { leavesQty: 5e9 }, ''],
  ])('rejects a row without %s, by its path, and keeps the others', (_what, changes, path) => {
    const parsed = socket().parse({ ...frame(changes), data: [{ ...order, ...changes }, order] }, listed);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toHaveLength(1);
    expect(parsed.rejections.map(each => each.path)).toEqual([path === '' ? 'data.0' : `data.0.${path}`]);
    expect(socket().parse(frame(changes), listed)).toMatchObject({ kind: 'rejected' });
  });
});

describe('the reader of any payload', () => {
  it('takes a row without its frame for an inserted one, and a list for what is open now', () => {
    expect(readBitmex(order, listed)).toEqual(socket().parse(frame(), listed));
    expect(readBitmex([order], listed)).toMatchObject({ kind: 'ignored' });
    expect(readBitmex('pong', listed)).toMatchObject({ kind: 'control' });
  });
});
