import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';
import { bybit } from '../../../lib/venues/bybit.ts';
import { fixture, none, received } from '../../contract/fixtures.ts';
import { list } from './listed.ts';

const dayAgo = received - 86_400_000;

const { listings, context, listed } = list(bybit, 'linear-instruments', 'inverse-instruments');

function plan(stream: string): SocketPlan {
  const found = bybit.sockets(listings).find(each => each.stream === stream);
  if (found === undefined) throw new Error(`no socket ${stream}`);
  return found;
}

/** `count` linear contracts with symbols of `length` characters. */
function many(count: number, length: number): readonly Instrument[] {
  return Array.from({ length: count }, (_, place) => ({ ...listed('BTCUSDT'), symbol: String(place).padStart(length, 'X') }));
}

function push(rows: readonly Readonly<Record<string, unknown>>[]) {
  const full = rows.map(changes => ({ T: received - 1_000, s: 'BTCUSDT', S: 'Buy', v: '0.02', p: '65000', ...changes }));
  return { topic: 'allLiquidation.BTCUSDT', type: 'snapshot', ts: received, data: full };
}

function argsOf(text: string | undefined): readonly string[] {
  return (JSON.parse(text ?? '{}') as { args: string[] }).args;
}

describe('the listing', () => {
  it('keeps coin contracts that trade, and leaves out metals', () => {
    expect(
      listings.map(({ symbol, base, quote, kind, contract, multiplier }) => [symbol, base, quote, kind, contract, multiplier]),
    ).toEqual([
      ['BTCUSDT', 'BTC', 'USDT', 'perp', 'linear', 1],
      ['SHIB1000USDT', 'SHIB', 'USDT', 'perp', 'linear', 1_000],
      ['10000SATSUSDT', 'SATS', 'USDT', 'perp', 'linear', 10_000],
      ['BTCPERP', 'BTC', 'USDC', 'perp', 'linear', 1],
      ['BTCUSDT-27MAR26', 'BTC', 'USDT', 'future', 'linear', 1],
      ['BTCUSD', 'BTC', 'USD', 'perp', 'inverse', 1],
      ['BTCUSDH26', 'BTC', 'USD', 'future', 'inverse', 1],
    ]);
  });

  it('goes on to the page that the cursor names, and stops at the last and at a cursor that repeats', () => {
    const [linear, inverse] = bybit.instruments.requests;
    if (linear === undefined || inverse === undefined) throw new Error('two boards are listed');
    const first = fixture('bybit', 'linear-instruments');
    const next = bybit.instruments.next?.(first, linear);
    expect(next?.url).toBe(
      'https://api.bybit.com/v5/market/instruments-info?category=linear&limit=1000&cursor=first%253DBTCUSDT%2526last%253DXAUUSDT',
    );
    if (next === undefined) throw new Error('there is a next page');
    expect(bybit.instruments.next?.(first, next)).toBeUndefined();
    expect(bybit.instruments.next?.(fixture('bybit', 'inverse-instruments'), inverse)).toBeUndefined();
  });

  it('leaves out contracts that are not quoted in dollars, and follows no cursor of absurd length', () => {
    const page = fixture('bybit', 'linear-instruments') as {
      result: { list: Record<string, unknown>[]; nextPageCursor: string };
    };
    const [request] = bybit.instruments.requests;
    const [first] = page.result.list;
    if (request === undefined) throw new Error('a board is listed');
    page.result = { ...page.result, list: [{ ...first, symbol: 'BTCEUR', quoteCoin: 'EUR' }], nextPageCursor: 'x'.repeat(501) };
    expect(bybit.instruments.parse(page, none)).toEqual({ kind: 'events', events: [], rejections: [] });
    expect(bybit.instruments.next?.(page, request)).toBeUndefined();
    page.result = { ...page.result, nextPageCursor: 'x'.repeat(500) };
    expect(bybit.instruments.next?.(page, request)).toBeDefined();
  });

  it('is rejected with the reason when the region is refused', () => {
    expect(bybit.instruments.parse(fixture('bybit', 'region-error'), none)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'Bybit: refused for the region of this address (retCode 10009: The service is restricted in your region)',
          told: '10009: The service is restricted in your region',
          path: 'retCode',
        },
      ],
    });
  });
});

describe('the sockets', () => {
  it('are one for each board that has contracts', () => {
    expect(bybit.sockets(listings).map(({ stream, url }) => [stream, url])).toEqual([
      ['linear', 'wss://stream.bybit.com/v5/public/linear'],
      ['inverse', 'wss://stream.bybit.com/v5/public/inverse'],
    ]);
    expect(bybit.sockets([listed('BTCUSD')]).map(({ stream }) => stream)).toEqual(['inverse']);
    expect(bybit.sockets([])).toEqual([]);
  });

  it('subscribe in frames of 200 topics', () => {
    const [socket] = bybit.sockets(many(450, 10));
    expect(socket?.subscribe.map(text => argsOf(text).length)).toEqual([200, 200, 50]);
    expect(new Set(socket?.subscribe.flatMap(argsOf)).size).toBe(450);
    expect(JSON.parse(socket?.subscribe[1] ?? '{}')).toMatchObject({ req_id: '2', op: 'subscribe' });
  });

  it('subscribe in frames of less than 21,000 characters', () => {
    const [socket] = bybit.sockets(many(300, 200));
    // 15 + 200 characters, two quotes and a comma: 96 topics are 20,929 with the brackets, 97 would be 21,147.
    expect(socket?.subscribe.map(text => argsOf(text).length)).toEqual([96, 96, 96, 12]);
    for (const text of socket?.subscribe ?? []) expect(JSON.stringify(argsOf(text)).length).toBeLessThan(21_000);
  });

  it('take acknowledgements and pongs for signs of life, and a refused subscription for a fault with its reason', () => {
    expect(plan('linear').parse(fixture('bybit', 'ack'), context)).toEqual({
      kind: 'control',
      name: 'subscribe',
      time: undefined,
    });
    expect(plan('linear').parse(fixture('bybit', 'pong'), context)).toEqual({ kind: 'control', name: 'pong', time: undefined });
    expect(plan('linear').parse(fixture('bybit', 'ack-failed'), context)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'subscribe refused: error:handler not found,topic:allLiquidation.GONEUSDT',
          told: 'error:handler not found,topic:allLiquidation.GONEUSDT',
          path: 'success',
        },
      ],
    });
    expect(JSON.parse(plan('linear').heartbeat?.frame(1) ?? '')).toEqual({ op: 'ping' });
  });

  it('tell equal rows of one push apart, by the same keys each time', () => {
    const keys = () => {
      const parsed = plan('linear').parse(push([{}, {}, { v: '0.03' }]), context);
      return parsed.kind === 'events' ? parsed.events.map(({ key }) => key) : [];
    };
    expect(new Set(keys()).size).toBe(3);
    expect(keys()).toEqual(keys());
  });

  it('reject a bad row by its path and keep the others', () => {
    const parsed = plan('linear').parse(push([{ p: '-1' }, {}]), context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.events).toHaveLength(1);
    expect(parsed.rejections).toEqual([{ reason: 'no price', path: 'data.0.p' }]);
  });

  it.each([
    ['more than five billion dollars', { v: '100000' }],
    ['a quantity of zero', { v: '0' }],
    ['a side of another venue', { S: 'SELL' }],
    ['a time of a year ahead', { T: received + 365 * 86_400_000 }],
    ['a symbol with a slash', { s: 'BTC/USDT' }],
  ])('reject %s', (_what, changes) => {
    expect(plan('linear').parse(push([changes]), context).kind).toBe('rejected');
  });

  it('never read a linear contract on the inverse board: its unit would be wrong', () => {
    expect(plan('inverse').parse(push([{}]), context)).toEqual({ kind: 'events', events: [], rejections: [] });
  });

  it('read orders before the listing came, by their symbol', () => {
    const read = (stream: string, s: string) => {
      const parsed = plan(stream).parse(push([{ s }]), none);
      return parsed.kind === 'events' ? parsed.events[0] : undefined;
    };
    expect(read('linear', '10000SATSUSDT')).toMatchObject({ base: 'SATS', usd: 1_300, baseQuantity: 200 });
    expect(read('linear', 'BTC-26DEC25')).toMatchObject({ base: 'BTC', usd: 1_300 });
    expect(read('linear', 'ETHPERP')).toMatchObject({ base: 'ETH', usd: 1_300 });
    expect(read('inverse', 'BTCUSDH26')).toMatchObject({ base: 'BTC', usd: 0.02 });
  });
});

describe('tickers', () => {
  it('quote one coin with the prefix undone, and the change as a fraction', () => {
    const parsed = bybit.quotes.parse(fixture('bybit', 'linear-tickers'), context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.rejections).toEqual([]);
    expect(
      parsed.events.map(({ symbol, base, priceUsd, markPrice, change24h }) => [symbol, base, priceUsd, markPrice, change24h]),
    ).toEqual([
      ['BTCUSDT', 'BTC', 67_460, 67_000, -0.0169],
      ['SHIB1000USDT', 'SHIB', 0.000012, 0.012, -0.04],
      ['BTCUSDT-27MAR26', 'BTC', 68_000, 68_000, undefined],
    ]);
    expect(parsed.events[0]?.time).toBe(received - 1_500);
  });

  it('give one-sided open interest of perpetuals: single figures where there are any, else half', () => {
    const parsed = bybit.openInterest.parse(fixture('bybit', 'linear-tickers'), context);
    expect(parsed.kind === 'events' && parsed.events.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([
      ['BTCUSDT', 50_000, 3_350_000_000],
      // 2,000,000 units of a thousand coins, both sides; worth 24,000.
      ['SHIB1000USDT', 1_000_000_000, 12_000],
    ]);
  });

  it('count dollars on the inverse board, whose value is in coin', () => {
    const parsed = bybit.openInterest.parse(fixture('bybit', 'inverse-tickers'), context);
    expect(parsed).toMatchObject({ kind: 'events', events: [{ symbol: 'BTCUSD', usd: 100_000_000, coins: 1_600 }] });
  });

  it('are asked once for each board that is wanted', () => {
    expect(bybit.openInterest.requests([listed('BTCUSDT'), listed('BTCPERP')]).map(({ url }) => url)).toEqual([
      'https://api.bybit.com/v5/market/tickers?category=linear',
    ]);
  });
});

describe('past open interest', () => {
  it('is asked in pages of 200 rows, the most that the venue gives', () => {
    const start = dayAgo + 300_000;
    const window = `intervalTime=5min&startTime=${start}&endTime=${start + 199 * 300_000}&limit=200`;
    expect(bybit.openInterest.requestPast(listed('BTCUSD'), dayAgo).url).toBe(
      `https://api.bybit.com/v5/market/open-interest?category=inverse&symbol=BTCUSD&${window}`,
    );
    expect(bybit.openInterest.requestPast(listed('BTCUSDT'), dayAgo).url).toBe(
      `https://api.bybit.com/v5/market/open-interest?category=linear&symbol=BTCUSDT&${window}`,
    );
  });

  it('comes newest first and is put in ascending order', () => {
    const parsed = bybit.openInterest.parsePast(fixture('bybit', 'linear-open-interest'), listed('BTCUSDT'), context);
    expect(parsed.kind === 'events' && parsed.events.map(({ time, coins }) => [time, coins])).toEqual([
      [dayAgo + 300_000, 52_000],
      [dayAgo + 600_000, 52_100],
    ]);
  });

  it('has coins of linear and dollars of inverse contracts, and the other unit only by prices of that moment', () => {
    const linear = fixture('bybit', 'linear-open-interest');
    const inverse = fixture('bybit', 'inverse-open-interest');
    const markPrices = new Map([
      ['BTCUSDT', 60_000],
      ['BTCUSD', 60_000],
    ]);
    const at = (payload: unknown, symbol: string, within: ParseContext) => {
      const parsed = bybit.openInterest.parsePast(payload, listed(symbol), within);
      return parsed.kind === 'events' ? parsed.events[0] : undefined;
    };
    const then: ParseContext = { ...context, markPrices };
    expect(at(linear, 'BTCUSDT', context)).toMatchObject({ time: dayAgo + 300_000, coins: 52_000, usd: undefined });
    expect(at(linear, 'BTCUSDT', then)).toMatchObject({ coins: 52_000, usd: 3_120_000_000 });
    expect(at(inverse, 'BTCUSD', context)).toMatchObject({ coins: undefined, usd: 120_000_000 });
    expect(at(inverse, 'BTCUSD', then)).toMatchObject({ coins: 2_000, usd: 120_000_000 });
  });

  it('is rejected when the answer is for the other board', () => {
    expect(bybit.openInterest.parsePast(fixture('bybit', 'inverse-open-interest'), listed('BTCUSDT'), context).kind).toBe(
      'rejected',
    );
  });
});
