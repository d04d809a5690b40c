import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { dydx, readDydx } from '../../../lib/venues/dydx.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };
const hourMs = 3_600_000;

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const markets = fixture('dydx', 'perpetual-markets');
const listings: readonly Instrument[] = rowsOf(dydx.instruments.parse(markets, empty));
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };
const [btc] = listings;
const { history } = dydx;
if (history === undefined || btc === undefined) throw new Error('no history');
const unit = { key: 'BTC-USD', instruments: [btc] };

function trade(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const createdAt = '2026-02-12T00:29:59.250Z';
  return { id: '0b02', side: 'SELL', size: '0.25', price: '65000', type: 'LIQUIDATED', createdAt, ...changes };
}

function data(trades: readonly unknown[], type = 'channel_data', id = 'BTC-USD') {
  return { type, channel: 'v4_trades', id, contents: { trades } };
}

describe('markets of dYdX', () => {
  it('are active ones of coins; markets that anyone may list are passed over', () => {
    expect(
      listings.map(({ symbol, base, multiplier, fundingIntervalHours }) => [symbol, base, multiplier, fundingIntervalHours]),
    ).toEqual([
      ['BTC-USD', 'BTC', 1, 1],
      ['ETH-USD', 'ETH', 1, 1],
      ['PEPE-USD', 'PEPE', 1, 1],
    ]);
  });

  it('are read in their wrapping too', () => {
    expect(rowsOf(dydx.instruments.parse({ status: 'success', result: markets }, empty))).toEqual(listings);
  });

  it('give the price of the oracle, and a change that is in dollars as a fraction', () => {
    const [bitcoin, ether] = rowsOf(dydx.quotes.parse(markets, context));
    expect(bitcoin).toMatchObject({ priceUsd: 67_400, markPrice: 67_400 });
    // -1,100 of 68,500, and 39 of 1,911.
    expect(bitcoin?.change24h).toBeCloseTo(-0.016058394, 9);
    expect(ether?.change24h).toBeCloseTo(0.020408163, 9);
  });

  it('give open interest in coin', () => {
    // 400 × 67,400, 8,000.5 × 1,950, 5,000,000,000 × 0.0000037.
    expect(rowsOf(dydx.openInterest.parse(markets, context)).map(({ coins, usd }) => [coins, Math.round(usd ?? 0)])).toEqual([
      [400, 26_960_000],
      [8_000.5, 15_600_975],
      [5e9, 18_500],
    ]);
  });

  it('give funding of an hour, eight times of which are eight hours', () => {
    expect(rowsOf(dydx.funding?.parse(markets, context)).map(({ base, ratePer8h }) => [base, ratePer8h])).toEqual([
      ['BTC', 0.0001],
      ['ETH', -0.00016],
      ['PEPE', 0],
    ]);
  });

  it('refuse with the venue’s own words', () => {
    expect(dydx.instruments.parse(fixture('dydx', 'error'), empty)).toMatchObject({
      kind: 'rejected',
      rejections: [{ reason: 'dYdX refused: BadTicker-USD not found in markets of type perpetual' }],
    });
  });
});

describe('past open interest of dYdX', () => {
  it('is asked for by five-minute candles, a day of them', () => {
    expect(dydx.openInterest.requestPast(btc, Date.UTC(2026, 1, 11, 0, 30, 1)).url).toBe(
      'https://indexer.dydx.trade/v4/candles/perpetualMarkets/BTC-USD?resolution=5MINS' +
        '&fromISO=2026-02-11T00:35:00.000Z&toISO=2026-02-12T00:40:00.000Z&limit=289',
    );
  });

  it('is that of the opening of a candle, at its price, oldest first', () => {
    // 400.5 × 67,400 and 410 × 67,500.
    expect(
      rowsOf(dydx.openInterest.parsePast(fixture('dydx', 'candles'), btc, context)).map(({ time, coins, usd }) => [
        time,
        coins,
        usd,
      ]),
    ).toEqual([
      [received - 600_000, 400.5, 26_993_700],
      [received - 300_000, 410, 27_675_000],
    ]);
  });

  it('is not that of another market', () => {
    const other = listings[1] ?? btc;
    expect(dydx.openInterest.parsePast(fixture('dydx', 'candles'), other, context).kind).toBe('rejected');
  });
});

describe('frames of dYdX', () => {
  it.each([
    [fixture('dydx', 'connected'), 'connected'],
    [{ type: 'pong', connection_id: 'c', message_id: 9 }, 'pong'],
    [data([trade({ type: 'LIMIT' })]), 'trades'],
    [data([trade({ type: 'LIMIT' })], 'subscribed'), 'subscribed'],
    [data([]), 'trades'],
  ])('%j is a sign of life', (frame, name) => {
    expect(readDydx(frame, empty)).toMatchObject({ kind: 'control', name });
  });

  it('count a deleveraged position apart', () => {
    expect(readDydx(data([trade({ type: 'DELEVERAGED' }), trade({ type: 'LIMIT' })]), empty)).toEqual({
      kind: 'ignored',
      reason: '1 deleveraged, which is counted apart',
    });
  });

  it('read the side of the taker, who was liquidated', () => {
    // 0.25 × 65,000.
    const rows = rowsOf(readDydx(data([trade(), trade({ id: '0b03', side: 'BUY' })]), empty));
    expect(rows.map(({ key, position, base, usd }) => [key, position, base, usd])).toEqual([
      ['0b02', 'long', 'BTC', 16_250],
      ['0b03', 'short', 'BTC', 16_250],
    ]);
  });

  it.each([
    ['id', ''],
    ['side', 'sell'],
    ['size', '0'],
    ['price', '-1'],
    ['createdAt', 'yesterday'],
    ['type', 7],
  ])('refuse a trade whose %s is %j', (name, value) => {
    expect(readDydx(data([trade({ [name]: value })]), empty)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: `contents.trades.0.${name}` }],
    });
  });

  it.each([
    [{ type: 'error', message: 'Invalid subscription' }, 'message'],
    [{ ...data([]), contents: [{ trades: [] }, {}], type: 'channel_batch_data' }, 'contents'],
    [{ ...data([]), id: undefined }, 'id'],
    [{ type: 'channel_news' }, 'type'],
    [[], ''],
  ])('refuse %j', (frame, path) => {
    expect(readDydx(frame, empty)).toMatchObject({ kind: 'rejected', rejections: [{ path }] });
  });

  it('of another channel are not ours', () => {
    expect(readDydx({ type: 'channel_data', channel: 'v4_markets', contents: {} }, empty)).toEqual({
      kind: 'ignored',
      reason: 'channel v4_markets',
    });
  });
});

describe('sockets of dYdX', () => {
  const plans = dydx.sockets(listings);

  it('carry the largest market each, subscribe once a second, and want every answer', () => {
    expect(plans).toHaveLength(6);
    for (const plan of plans) {
      expect(plan.subscribe[0] === undefined ? '' : plan.subscribe.join()).toContain('"id":"BTC-USD"');
      expect(plan).toMatchObject({ subscribeEveryMs: 1_000, acknowledgements: plan.subscribe.length });
    }
    expect(plans.flatMap(({ subscribe }) => subscribe).filter(text => text.includes('ETH-USD'))).toHaveLength(1);
  });

  it('stay within 32 subscriptions, whatever is listed', () => {
    const many = Array.from({ length: 400 }, (_, place) => ({ ...btc, symbol: `C${String(place)}-USD` }));
    for (const { subscribe } of dydx.sockets(many)) expect(subscribe.length).toBeLessThanOrEqual(32);
  });

  it('keep a market where it is when others come and go', () => {
    const carrier = (instruments: readonly Instrument[]): string | undefined =>
      dydx.sockets(instruments).find(plan => plan.subscribe.some(text => text.includes('PEPE-USD')))?.stream;
    expect(carrier(listings.slice(0, 1).concat(listings.slice(2)))).toBe(carrier(listings));
  });

  it('take the forced trades of each market from one of them alone', () => {
    const heard = plans.map(plan => plan.parse(data([trade()]), context).kind);
    expect(heard.toSorted()).toEqual(['control', 'control', 'control', 'control', 'control', 'events']);
  });

  it('take what came before the subscription for an acknowledgement only', () => {
    for (const plan of plans)
      expect(plan.parse(fixture('dydx', 'subscribed'), context)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(rowsOf(readDydx(fixture('dydx', 'subscribed'), context))).toMatchObject([{ key: '0a01', position: 'long' }]);
  });
});

describe('the history of dYdX', () => {
  const window = { from: received - hourMs, to: received };
  const page = (count: number, oldest: string): unknown => ({
    trades: Array.from({ length: count }, (_, place) => trade({ type: 'LIMIT', id: String(place), createdAt: oldest })),
  });

  it('heals gaps, and is not asked on a first run', () => {
    expect([history.firstReachMs, history.healReachMs]).toEqual([0, 6 * hourMs]);
    expect(history.units(listings).map(({ key }) => key)).toEqual(['BTC-USD', 'ETH-USD', 'PEPE-USD']);
  });

  it('is read backwards, from the end of the window to its beginning', () => {
    expect(history.request(unit, window, undefined).url).toBe(
      'https://indexer.dydx.trade/v4/trades/perpetualMarket/BTC-USD?limit=1000&createdBeforeOrAt=2026-02-12T00:30:00.000Z',
    );
    const next = history.next(page(1_000, '2026-02-12T00:10:00.500Z'), unit, window, undefined);
    expect(next).toBe('2026-02-12T00:10:00.500Z');
    expect(history.request(unit, window, next).url).toContain('createdBeforeOrAt=2026-02-12T00:10:00.500Z');
    expect(history.next(page(1_000, '2026-02-12T00:10:00.500Z'), unit, window, next)).toBe('2026-02-12T00:10:00.499Z');
    expect(history.next(page(1_000, '2026-02-11T23:29:59.999Z'), unit, window, next)).toBeUndefined();
    expect(history.next(page(999, '2026-02-12T00:10:00.500Z'), unit, window, next)).toBeUndefined();
    expect(history.next(fixture('dydx', 'error'), unit, window, next)).toBeUndefined();
  });

  it('gives the keys of the stream', () => {
    const [past] = rowsOf(history.parse({ trades: [trade(), trade({ id: '1', type: 'DELEVERAGED' })] }, unit, context));
    expect(past?.key).toBe(rowsOf(readDydx(data([trade()]), context))[0]?.key);
    expect(history.parse({ trades: [trade({ type: 'LIMIT' })] }, unit, context)).toMatchObject({ kind: 'events', events: [] });
  });

  it('does not name its market: without knowing it, forced trades are refused and others passed over', () => {
    const single: ParseContext = { receivedTime: received, instruments: new Map([['ETH-USD', listings[1] ?? btc]]) };
    expect(readDydx({ trades: [trade()] }, empty)).toMatchObject({ kind: 'rejected', rejections: [{ path: 'trades' }] });
    expect(readDydx({ trades: [trade({ type: 'LIMIT' })] }, empty).kind).toBe('ignored');
    expect(rowsOf(readDydx({ trades: [trade()] }, single))[0]?.base).toBe('ETH');
  });
});
