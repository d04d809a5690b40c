import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import type { HistoryUnit } from '../../../lib/model/venue.ts';
import { readOkx } from '../../../lib/venues/okx/liquidation-orders.ts';
import { okx } from '../../../lib/venues/okx.ts';
import { fixture, none, received } from '../../contract/fixtures.ts';
import { list } from './listed.ts';

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events;
}

const { listings, context, listed } = list(okx, 'swap-instruments', 'futures-instruments', 'margin-instruments');

const detail = { side: 'sell', posSide: 'long', bkPx: '64000', sz: '2.5', bkLoss: '0', ccy: '', ts: String(received - 1_000) };

function push(changes: Readonly<Record<string, unknown>> = {}, instId = 'BTC-USDT-SWAP', instType = 'SWAP') {
  return {
    arg: { channel: 'liquidation-orders', instType },
    data: [{ instType, instId, instFamily: '', uly: '', details: [{ ...detail, ...changes }] }],
  };
}

function first(payload: unknown, among = context): Liquidation | undefined {
  return rowsOf(readOkx(payload, among))[0];
}

describe('the listing', () => {
  it('keeps what trades in dollars, and leaves out shares, suspended contracts and other quotes', () => {
    expect(
      listings.map(({ symbol, base, quote, kind, contract, multiplier }) => [symbol, base, quote, kind, contract, multiplier]),
    ).toEqual([
      ['BTC-USDT-SWAP', 'BTC', 'USDT', 'perp', 'linear', 0.01],
      ['ETH-USDT-SWAP', 'ETH', 'USDT', 'perp', 'linear', 0.1],
      ['DOGE-USDT-SWAP', 'DOGE', 'USDT', 'perp', 'linear', 1_000],
      ['BTC-USD_UM-SWAP', 'BTC', 'USD', 'perp', 'linear', 0.01],
      ['BTC-USD-SWAP', 'BTC', 'USD', 'perp', 'inverse', 100],
      ['BTC-USDT-260327', 'BTC', 'USDT', 'future', 'linear', 0.01],
      ['BTC-USD-260327', 'BTC', 'USD', 'future', 'inverse', 100],
      ['BTC-USDT', 'BTC', 'USDT', 'margin', 'linear', 1],
    ]);
  });

  it('refuses a contract that is counted in something else than its coin or dollars', () => {
    const list = fixture('okx', 'swap-instruments') as { data: Record<string, unknown>[] };
    list.data = [
      { ...list.data[0], ctValCcy: 'USDT' },
      { ...list.data[4], ctValCcy: 'BTC' },
    ];
    expect(okx.instruments.parse(list, none)).toMatchObject({
      events: [],
      rejections: [{ path: 'data.0.ctValCcy' }, { path: 'data.1.ctValCcy' }],
    });
  });

  it('multiplies the worth of a contract by its multiplier', () => {
    const list = fixture('okx', 'swap-instruments') as { data: Record<string, unknown>[] };
    list.data = [{ ...list.data[0], ctVal: '0.01', ctMult: '10' }];
    expect(rowsOf(okx.instruments.parse(list, none))[0]?.multiplier).toBeCloseTo(0.1, 12);
  });

  it('is rejected with the words of the venue', () => {
    expect(okx.instruments.parse(fixture('okx', 'error'), none)).toEqual({
      kind: 'rejected',
      rejections: [
        { reason: 'OKX refused (code 50011): Too Many Requests', told: 'code 50011: Too Many Requests', path: 'code' },
      ],
    });
  });
});

describe('a forced order', () => {
  it('is of the position that is named, and of the opposite of the order where it is net', () => {
    const positions = [
      ['long', 'sell'],
      ['short', 'buy'],
      // The position decides, whatever stands beside it.
      ['long', 'buy'],
      ['net', 'sell'],
      ['net', 'buy'],
    ].map(([posSide, side]) => first(push({ posSide, side }))?.position);
    expect(positions).toEqual(['long', 'short', 'long', 'long', 'short']);
    expect(readOkx(push({ posSide: 'net', side: '' }), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: 'data.0.details.0.side' }],
    });
  });

  it('has no money without the size of its contract, except on margin', () => {
    expect(first(push(), none)).toMatchObject({
      base: 'BTC',
      position: 'long',
      price: 64_000,
      quantity: { value: 2.5, unit: 'contracts' },
      baseQuantity: undefined,
      usd: undefined,
    });
    // 0.03 BTC at 64,000.
    const margin = first(push({ sz: '0.03' }, 'BTC-USDT', 'MARGIN'), none);
    expect(margin).toMatchObject({ quantity: { value: 0.03, unit: 'base' }, baseQuantity: 0.03, usd: 1_920 });
  });

  it('has the same key however its figures are printed, and another for another order', () => {
    const key = first(push())?.key;
    expect(first(push({ sz: '2.50', bkPx: '64000.0', bkLoss: '3' }))?.key).toBe(key);
    const others = [{ sz: '2.6' }, { bkPx: '64001' }, { posSide: 'short' }, { ts: String(received - 1_001) }];
    for (const other of others) expect(first(push(other))?.key).not.toBe(key);
  });

  it('of an option, a share or a pair in bitcoin is not ours', () => {
    const reason = 'no contract of a listed coin in dollars';
    expect(readOkx(push({}, 'BTC-USD-260327-60000-C', 'OPTION'), context)).toEqual({ kind: 'ignored', reason });
    expect(readOkx(push({}, 'AAPL-USDT-SWAP'), context)).toEqual({ kind: 'ignored', reason });
    expect(readOkx(push({}, 'ETH-BTC', 'MARGIN'), none)).toEqual({ kind: 'ignored', reason });
    // A margin pair is no perpetual of that name.
    expect(readOkx(push({}, 'BTC-USDT', 'SWAP'), none)).toEqual({ kind: 'ignored', reason });
  });

  it('is read where a schema accepts its row, and nowhere else', () => {
    const decimal = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number));
    const Row = v.pipe(
      v.looseObject({
        posSide: v.picklist(['long', 'short', 'net']),
        bkPx: v.pipe(decimal, v.gtValue(0), v.ltValue(1e9)),
        sz: v.pipe(decimal, v.gtValue(0), v.ltValue(1e15)),
        ts: v.pipe(decimal, v.minValue(Date.UTC(2017, 0, 1)), v.maxValue(received + 86_400_000)),
      }),
      v.check(({ posSide, side }) => posSide !== 'net' || side === 'buy' || side === 'sell'),
    );
    const odd = fc.constantFrom<unknown>('long', 'net', 'buy', '', '0', '-1', 'NaN', null, undefined, '7', String(received), {});
    fc.assert(
      fc.property(fc.constantFrom('side', 'posSide', 'bkPx', 'sz', 'ts'), odd, odd, (name, value, side) => {
        const row = { ...detail, side, [name]: value };
        expect(readOkx(push(row), none).kind === 'events').toBe(v.is(Row, row));
      }),
    );
  });
});

describe('the socket', () => {
  const [plan] = okx.sockets(listings);

  it('subscribes to three kinds of contracts at once, and waits for as many acknowledgements', () => {
    expect(plan?.subscribe.map(text => JSON.parse(text) as unknown)).toEqual([
      {
        op: 'subscribe',
        args: ['SWAP', 'FUTURES', 'MARGIN'].map(instType => ({ channel: 'liquidation-orders', instType })),
      },
    ]);
    expect(plan?.acknowledgements).toBe(3);
    expect(plan?.heartbeat?.frame(1)).toBe('ping');
  });

  it('tells acknowledgements, pongs, refusals and strange channels apart', () => {
    expect(plan?.parse(fixture('okx', 'ack'), context)).toEqual({ kind: 'control', name: 'subscribed', time: undefined });
    expect(plan?.parse('pong', context)).toEqual({ kind: 'control', name: 'pong', time: undefined });
    expect(plan?.parse(fixture('okx', 'error-frame'), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: 'event' }],
    });
    expect(plan?.parse({ arg: { channel: 'tickers' }, data: [] }, context)).toEqual({
      kind: 'ignored',
      reason: 'channel tickers',
    });
  });
});

describe('the history', () => {
  const { history } = okx;
  const units = history?.units(listings) ?? [];
  const window = { from: received - 7_200_000, to: received };

  function unit(key: string): HistoryUnit {
    const found = units.find(each => each.key === key);
    if (found === undefined) throw new Error(`no unit ${key}`);
    return found;
  }

  /** A page of `count` rows, a second apart, the newest `age` ms before the end of the window. */
  function page(count: number, age: number) {
    const details = Array.from({ length: count }, (_, place) => ({ ...detail, ts: String(window.to - age - 1_000 * place) }));
    return { code: '0', msg: '', data: [{ instType: 'SWAP', instId: 'BTC-USDT-SWAP', details }] };
  }

  it('is asked by family, margin by its pair', () => {
    expect(units.map(({ key, instruments }) => [key, instruments.length])).toEqual([
      ['swap BTC-USDT', 1],
      ['swap ETH-USDT', 1],
      ['swap DOGE-USDT', 1],
      ['swap BTC-USD_UM', 1],
      ['swap BTC-USD', 1],
      ['futures BTC-USDT', 1],
      ['futures BTC-USD', 1],
      ['margin BTC-USDT', 1],
    ]);
    const path = 'https://www.okx.com/api/v5/public/liquidation-orders';
    expect(history?.request(unit('swap BTC-USDT'), window, undefined).url).toBe(
      `${path}?instType=SWAP&state=filled&instFamily=BTC-USDT&limit=100&after=${received}`,
    );
    expect(history?.request(unit('margin BTC-USDT'), window, '5').url).toBe(
      `${path}?instType=MARGIN&state=filled&instId=BTC-USDT&limit=100&after=5`,
    );
  });

  it('goes on from the oldest row while pages are full, and never asks the same twice', () => {
    const next = (payload: unknown, cursor?: string) => history?.next(payload, unit('swap BTC-USDT'), window, cursor);
    // The oldest of a hundred rows is 99 seconds older than the newest; its millisecond is asked for again.
    expect(next(page(100, 5_000))).toBe(String(window.to - 5_000 - 99_000 + 1));
    expect(next(page(99, 5_000))).toBeUndefined();
    expect(next(page(120, 7_199_000))).toBeUndefined();
    const stuck = page(100, 5_000);
    for (const row of stuck.data[0]?.details ?? []) row.ts = String(window.to - 10);
    expect(next(stuck, String(window.to - 9))).toBe(String(window.to - 10));
    expect(next(stuck, String(window.to - 10))).toBeUndefined();
    expect(next(fixture('okx', 'error'))).toBeUndefined();
  });

  it('keeps to the contracts of its unit', () => {
    const parsed = history?.parse(page(2, 5_000), unit('swap ETH-USDT'), context);
    expect(parsed).toEqual({ kind: 'events', events: [], rejections: [] });
  });
});

describe('what else OKX tells', () => {
  it('is open interest of one side, in coins and dollars', () => {
    const held = rowsOf(
      okx.openInterest.parse(fixture('okx', 'open-interest'), { ...context, markPrices: new Map([['ETH-USDT-SWAP', 2_000]]) }),
    );
    expect(held.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([
      ['BTC-USDT-SWAP', 30_000, 1_920_000_000],
      // 50 contracts of 0.1 ETH at 2,000.
      ['ETH-USDT-SWAP', 5, 10_000],
      ['BTC-USD-SWAP', 1_000, 64_000_000],
    ]);
  });

  it('is funding, brought to eight hours by the distance of two settlements', () => {
    const rates = rowsOf(okx.funding?.parse(fixture('okx', 'funding-rate'), context));
    expect(rates.map(({ symbol, ratePer8h }) => [symbol, ratePer8h])).toEqual([
      ['BTC-USDT-SWAP', -0.0001],
      // Every four hours.
      ['ETH-USDT-SWAP', 0.0001],
    ]);
  });

  it('is prices, with a change over the opening of 24 hours ago', () => {
    const quotes = rowsOf(okx.quotes.parse(fixture('okx', 'tickers'), context));
    expect(quotes.map(({ symbol, priceUsd, change24h }) => [symbol, priceUsd, change24h])).toEqual([
      ['BTC-USDT-SWAP', 64_000, 64_000 / 66_000 - 1],
      ['BTC-USD-SWAP', 64_010, undefined],
    ]);
  });

  it('is past open interest, ascending', () => {
    const past = rowsOf(okx.openInterest.parsePast(fixture('okx', 'open-interest-history'), listed('BTC-USDT-SWAP'), context));
    expect(past.map(({ time, coins, usd }) => [time, coins, usd])).toEqual([
      [1_770_855_600_000, 29_800, 1_907_200_000],
      [1_770_855_900_000, 29_900, 1_913_600_000],
    ]);
  });
});

describe('a maintenance', () => {
  const code = '50001';
  const msg = 'Service temporarily unavailable';

  it('is what a socket says with its own code, and with no other', () => {
    expect(readOkx({ event: 'error', code, msg }, none)).toMatchObject({ kind: 'control', isMaintenance: true });
    expect(readOkx({ event: 'error', code: '99999', msg }, none)).toMatchObject({ kind: 'rejected' });
  });

  it('is named where an answer is refused for it', () => {
    expect(okx.quotes.parse({ code, msg, data: [] }, none)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'OKX is under maintenance (50001)', told: '50001', path: 'code' }],
    });
  });
});
