import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext } from '../../../lib/model/venue.ts';
import { lighter, readLighter } from '../../../lib/venues/lighter.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  expect(parsed.rejections).toEqual([]);
  return parsed.events;
}

const details = fixture('lighter', 'order-book-details') as { readonly order_book_details: readonly Record<string, unknown>[] };
const listings: readonly Instrument[] = rowsOf(lighter.instruments.parse(details, empty));
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };

function trade(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const base = { trade_id: 901, type: 'liquidation', market_id: 0, size: '1.5', price: '1944', usd_amount: '2916.000000' };
  return { ...base, is_maker_ask: false, timestamp: received - 800, ...changes };
}

function update(forced: unknown, type = 'update/trade', market = 0) {
  return { type, channel: `trade:${market}`, trades: [trade({ type: 'trade' })], liquidation_trades: forced };
}

describe('markets of Lighter', () => {
  it('are active perpetuals of coins, known to the stream by a number', () => {
    expect(listings.map(({ symbol, base, multiplier, alias }) => [symbol, base, multiplier, alias])).toEqual([
      ['ETH', 'ETH', 1, '0'],
      ['BTC', 'BTC', 1, '1'],
      ['1000PEPE', 'PEPE', 1_000, '18'],
    ]);
  });

  it('are read from the list without figures too', () => {
    const rows = details.order_book_details.map(({ symbol, market_id, status, market_type }) => ({
      symbol,
      market_id,
      status,
      market_type,
    }));
    expect(rowsOf(lighter.instruments.parse({ code: 200, order_books: rows }, empty))).toEqual(listings);
    expect(lighter.instruments.parse({ code: 200 }, empty).kind).toBe('rejected');
  });

  it('give prices of single coins, and changes that are in percent as fractions', () => {
    const quotes = rowsOf(lighter.quotes.parse(details, context));
    expect(quotes.map(({ base, markPrice }) => [base, markPrice])).toEqual([
      ['ETH', 1_950],
      ['BTC', 67_400],
      ['PEPE', 0.0037],
    ]);
    expect(quotes[2]?.priceUsd).toBeCloseTo(0.000_003_7, 12);
    expect(quotes[1]?.change24h).toBeCloseTo(-0.0169, 12);
  });

  it('give open interest in coin at the mark price', () => {
    // 50,000.25 × 1,950; 1,500 × 67,400; 20,000,000 thousands × 0.0037.
    expect(rowsOf(lighter.openInterest.parse(details, context)).map(({ coins, usd }) => [coins, Math.round(usd ?? 0)])).toEqual([
      [50_000.25, 97_500_488],
      [1_500, 101_100_000],
      [20_000_000_000, 74_000],
    ]);
  });

  it('refuse dollars that were taken for coins', () => {
    const rows = details.order_book_details.map(row => (row.symbol === 'BTC' ? { ...row, open_interest: 186_660_482 } : row));
    const parsed = lighter.openInterest.parse({ ...details, order_book_details: rows }, context);
    expect(parsed).toMatchObject({ kind: 'events', rejections: [{ path: 'order_book_details.1.open_interest' }] });
  });

  it('give funding for eight hours, and that of other exchanges is passed over', () => {
    expect(
      rowsOf(lighter.funding?.parse(fixture('lighter', 'funding-rates'), context)).map(({ base, ratePer8h }) => [
        base,
        ratePer8h,
      ]),
    ).toEqual([
      ['ETH', 0.000_032],
      ['BTC', -0.0001],
    ]);
  });

  it('refuse with the venue’s own words', () => {
    for (const parse of [lighter.instruments.parse, lighter.funding?.parse])
      expect(parse?.(fixture('lighter', 'error'), context)).toMatchObject({
        kind: 'rejected',
        rejections: [{ reason: 'Lighter refused (20001): invalid param' }],
      });
  });
});

describe('frames of Lighter', () => {
  it.each([
    [fixture('lighter', 'connected'), 'connected'],
    [{ type: 'pong' }, 'pong'],
    [{ type: 'ping' }, 'ping'],
    [update([]), 'trades'],
    [update(undefined), 'trades'],
    [update([], 'subscribed/trade'), 'subscribed'],
  ])('%j is a sign of life', (frame, name) => {
    expect(readLighter(frame, empty)).toMatchObject({ kind: 'control', name });
  });

  it('read the taker as the one who was liquidated', () => {
    // 1.5 × 1,944; the maker asked: the taker bought, and a short was closed.
    const rows = rowsOf(readLighter(update([trade(), trade({ trade_id: 902, is_maker_ask: true })]), context));
    expect(rows.map(({ key, position, symbol, usd }) => [key, position, symbol, usd])).toEqual([
      ['901', 'long', 'ETH', 2_916],
      ['902', 'short', 'ETH', 2_916],
    ]);
  });

  it('know the first markets by their numbers before there is a listing, and no others', () => {
    expect(rowsOf(readLighter(update([trade({ market_id: 1 })]), empty))).toMatchObject([{ base: 'BTC', symbol: 'BTC' }]);
    expect(readLighter(update([trade({ market_id: 57 })]), empty)).toEqual({
      kind: 'ignored',
      reason: 'market 57 is no listed coin',
    });
    expect(readLighter(update([trade({ market_id: 2 })]), context)).toEqual({
      kind: 'ignored',
      reason: 'market 2 is no listed coin',
    });
  });

  it('pass over what was deleveraged', () => {
    expect(readLighter(update([trade({ type: 'deleverage' })]), context).kind).toBe('ignored');
  });

  it.each([
    ['trade_id', null],
    ['market_id', '0'],
    ['is_maker_ask', 'false'],
    ['size', '-1'],
    ['price', 'NaN'],
    ['timestamp', 0],
    ['usd_amount', '13.67'],
    ['type', null],
  ])('refuse a trade whose %s is %j', (name, value) => {
    expect(readLighter(update([trade({ [name]: value })]), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: `liquidation_trades.0.${name}` }],
    });
  });

  it.each([
    [{ error: { code: 30_005, message: 'Invalid Channel' } }, 'error'],
    [update('none'), 'liquidation_trades'],
    [{ type: 'update/trade', channel: 'trade:0' }, 'trades'],
    [{ channel: 'trade:0' }, 'type'],
    ['ping', ''],
  ])('refuse %j', (frame, path) => {
    expect(readLighter(frame, empty)).toMatchObject({ kind: 'rejected', rejections: [{ path }] });
  });

  it('read the last trades of a market alike', () => {
    expect(rowsOf(readLighter({ code: 200, trades: [trade({ type: 'trade' }), trade()] }, context))).toHaveLength(1);
    expect(readLighter({ code: 200, trades: [trade({ type: 'trade' })] }, context).kind).toBe('ignored');
    expect(readLighter({ code: 200, trades: [] }, context).kind).toBe('ignored');
  });
});

describe('sockets of Lighter', () => {
  const plans = lighter.sockets(listings);

  it('subscribe by number, slowly, and answer the server’s ping', () => {
    expect(plans).toHaveLength(2);
    const texts = plans.flatMap(({ subscribe }) => subscribe);
    expect(texts).toContain('{"type":"subscribe","channel":"trade/18"}');
    for (const plan of plans) {
      expect(plan).toMatchObject({ subscribeEveryMs: 1_200, acknowledgements: plan.subscribe.length });
      expect(plan.reply?.({ type: 'ping' })).toBe('{"type":"pong"}');
      expect(plan.reply?.({ type: 'pong' })).toBeUndefined();
      expect(plan.reply?.('ping')).toBeUndefined();
    }
  });

  it('stay within 100 subscriptions, whatever is listed', () => {
    const [btc] = listings;
    const many = Array.from({ length: 500 }, (_, place) => ({
      ...(btc ?? {}),
      symbol: `C${String(place)}`,
      alias: String(place),
    })) as Instrument[];
    for (const { subscribe } of lighter.sockets(many)) expect(subscribe.length).toBeLessThanOrEqual(100);
  });

  it('take each market from one of them, and what came before the subscription from none', () => {
    expect(plans.map(plan => plan.parse(update([trade()]), context).kind).toSorted()).toEqual(['control', 'events']);
    for (const plan of plans)
      expect(plan.parse(fixture('lighter', 'subscribed'), context)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(rowsOf(readLighter(fixture('lighter', 'subscribed'), context))).toMatchObject([{ key: '899' }]);
  });
});
