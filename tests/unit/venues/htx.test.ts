import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument, Liquidation } from '../../../lib/model/trade.ts';
import type { HistoryUnit, ParseContext } from '../../../lib/model/venue.ts';
import { readHtx } from '../../../lib/venues/htx/liquidation-orders.ts';
import { htx } from '../../../lib/venues/htx.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events;
}

const listings: readonly Instrument[] = ['linear', 'swap', 'futures'].flatMap(board =>
  rowsOf(htx.instruments.parse(fixture('htx', `${board}-contracts`), empty)),
);
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };

const linear = {
  contract_code: 'BTC-USDT',
  direction: 'sell',
  offset: 'close',
  volume: 25,
  price: 64_000,
  created_at: received - 1_000,
  amount: 0.025,
  trade_turnover: 1_600,
};
const inverse = { ...linear, contract_code: 'BTC-USD', volume: 16, amount: 0.025, trade_turnover: 0.025 };

function notify(...rows: readonly Readonly<Record<string, unknown>>[]) {
  return { op: 'notify', topic: 'public.*.liquidation_orders', ts: received, data: rows };
}

function first(row: Readonly<Record<string, unknown>>, among = context): Liquidation | undefined {
  return rowsOf(readHtx(notify(row), among))[0];
}

describe('the listing', () => {
  it('tells the three boards apart, and leaves out what is not listed yet', () => {
    expect(
      listings.map(({ symbol, base, kind, contract, multiplier, board }) => [symbol, base, kind, contract, multiplier, board]),
    ).toEqual([
      ['BTC-USDT', 'BTC', 'perp', 'linear', 1, 'linear'],
      ['DOGE-USDT', 'DOGE', 'perp', 'linear', 1, 'linear'],
      ['BTC-USDT-260327', 'BTC', 'future', 'linear', 1, 'linear'],
      ['BTC-USD', 'BTC', 'perp', 'inverse', 100, 'swap'],
      ['ETH-USD', 'ETH', 'perp', 'inverse', 10, 'swap'],
      ['BTC260327', 'BTC', 'future', 'inverse', 100, 'futures'],
      ['BTC260220', 'BTC', 'future', 'inverse', 100, 'futures'],
      ['ETH260327', 'ETH', 'future', 'inverse', 10, 'futures'],
    ]);
  });

  it('is rejected with the words of the venue', () => {
    expect(htx.instruments.parse(fixture('htx', 'error'), empty)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'HTX refused (status error): Abnormal service. Please try again later.',
          told: 'status error: Abnormal service. Please try again later.',
          path: 'status',
        },
      ],
    });
  });
});

describe('a forced order', () => {
  it('is a long that was sold, or a short that was bought', () => {
    expect([first(linear)?.position, first({ ...linear, direction: 'buy' })?.position]).toEqual(['long', 'short']);
  });

  it('counts coins and dollars of turnover on contracts in USDT, listed or not', () => {
    for (const among of [context, empty]) {
      expect(first(linear, among)).toMatchObject({ quantity: { value: 0.025, unit: 'base' }, baseQuantity: 0.025, usd: 1_600 });
    }
    // Without the turnover: 0.025 at 64,000.
    expect(first({ ...linear, trade_turnover: undefined })?.usd).toBe(1_600);
    expect(first({ ...linear, trade_turnover: 1_599.5 })?.usd).toBe(1_599.5);
  });

  it('counts contracts of so many dollars where it is coin-margined, whatever its turnover says', () => {
    expect(first(inverse)).toMatchObject({ quantity: { value: 16, unit: 'contracts' }, baseQuantity: 0.025, usd: 1_600 });
    // Without the listing the coins are known, the dollars are not.
    expect(first(inverse, empty)).toMatchObject({ baseQuantity: 0.025, usd: undefined });
  });

  it('is refused when its figures cannot be of one order', () => {
    const path = (row: Readonly<Record<string, unknown>>) => {
      const parsed = readHtx(notify(row), context);
      return parsed.kind === 'rejected' ? parsed.rejections[0]?.path : parsed.kind;
    };
    // A turnover in coins, and a contract ten times as large as it is.
    expect(path({ ...linear, trade_turnover: 0.025 })).toBe('data.0.trade_turnover');
    expect(path({ ...inverse, volume: 160 })).toBe('data.0.volume');
    expect(path({ ...linear, offset: 'open' })).toBe('data.0.offset');
    expect(path({ ...linear, offset: 'both' })).toBe('events');
  });

  it('in something that is no dollar is not ours', () => {
    expect(readHtx(notify({ ...linear, contract_code: 'BTC-HUSD' }), empty).kind).toBe('ignored');
    expect(readHtx(notify({ ...linear, contract_code: 'NEW-USDT' }), context).kind).toBe('ignored');
  });

  it('that equals another of the same payload has a key of its own, the same each time', () => {
    const keys = () => rowsOf(readHtx(notify(linear, linear, { ...linear, volume: 26 }), context)).map(({ key }) => key);
    expect(new Set(keys()).size).toBe(3);
    expect(keys()).toEqual(keys());
    // The row of the history has an id besides.
    const past = rowsOf(readHtx({ code: 200, msg: '', data: [{ ...linear, query_id: 7 }], ts: received }, context));
    expect(past[0]?.key).toBe(keys()[0]);
  });

  it('is read where a schema accepts its row, and nowhere else', () => {
    const above0 = v.pipe(v.number(), v.finite(), v.gtValue(0));
    const Row = v.looseObject({
      direction: v.picklist(['buy', 'sell']),
      price: v.pipe(above0, v.ltValue(1e9)),
      volume: v.pipe(above0, v.ltValue(1e15)),
      amount: v.literal(0.025),
      created_at: v.pipe(v.number(), v.minValue(Date.UTC(2017, 0, 1)), v.maxValue(received + 86_400_000)),
    });
    const odd = fc.constantFrom<unknown>(0.025, 25, 0, -1, NaN, Infinity, null, undefined, '', 'buy', 'sell', {}, received);
    fc.assert(
      fc.property(fc.constantFrom('direction', 'volume', 'amount', 'created_at'), odd, (name, value) => {
        const row = { ...linear, [name]: value };
        // Another amount is not of the same order as the turnover.
        expect(readHtx(notify(row), context).kind === 'events').toBe(v.is(Row, row));
      }),
    );
  });
});

describe('the sockets', () => {
  const plans = htx.sockets(listings);

  it('are one for each board that has contracts, all compressed', () => {
    expect(plans.map(({ stream, url, decode }) => [stream, url, decode])).toEqual([
      ['linear', 'wss://api.hbdm.com/linear-swap-notification', 'gzip'],
      ['swap', 'wss://api.hbdm.com/swap-notification', 'gzip'],
      ['futures', 'wss://api.hbdm.com/notification', 'gzip'],
    ]);
    expect(htx.sockets(listings.filter(({ board }) => board === 'swap')).map(({ stream }) => stream)).toEqual(['swap']);
    expect(JSON.parse(plans[0]?.subscribe[0] ?? '')).toMatchObject({ op: 'sub', business_type: 'all' });
    expect(JSON.parse(plans[1]?.subscribe[0] ?? '')).toEqual({ op: 'sub', cid: '1', topic: 'public.*.liquidation_orders' });
  });

  it('answer a ping with its own text, and nothing else', () => {
    const [plan] = plans;
    expect(plan?.reply?.({ op: 'ping', ts: '1770856200000' })).toBe('{"op":"pong","ts":"1770856200000"}');
    expect(plan?.reply?.(fixture('htx', 'ack'))).toBeUndefined();
    expect(plan?.reply?.('ping')).toBeUndefined();
    expect(plan?.heartbeat).toBeUndefined();
  });

  it('take pings and acknowledgements for signs of life, also the second', () => {
    expect(readHtx(fixture('htx', 'ping'), context)).toEqual({ kind: 'control', name: 'ping', time: 1_770_856_199_000 });
    const ack = fixture('htx', 'ack') as Readonly<Record<string, unknown>>;
    expect(readHtx(ack, context)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(readHtx({ ...ack, 'err-code': 2014 }, context)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(readHtx({ ...ack, 'err-code': 2011, 'err-msg': 'no topic' }, context)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'HTX refused sub (err-code 2011): no topic', told: '2011: no topic', path: 'err-code' }],
    });
    expect(readHtx({ op: 'notify', topic: 'public.BTC-USDT.funding_rate', data: [] }, context).kind).toBe('ignored');
  });
});

describe('the history', () => {
  const { history } = htx;
  const units = history?.units(listings) ?? [];
  const window = { from: received - 7_200_000, to: received };

  function unit(key: string): HistoryUnit {
    const found = units.find(each => each.key === key);
    if (found === undefined) throw new Error(`no unit ${key}`);
    return found;
  }

  it('is asked by contract and two hours, futures by their coin', () => {
    expect(units.map(({ key, instruments }) => [key, instruments.length])).toEqual([
      ['BTC-USDT', 1],
      ['DOGE-USDT', 1],
      ['BTC-USDT-260327', 1],
      ['BTC-USD', 1],
      ['ETH-USD', 1],
      ['futures BTC', 2],
      ['futures ETH', 1],
    ]);
    const query = `trade_type=0&start_time=${window.from}&end_time=${window.to}&direct=next`;
    const urls = ['BTC-USDT', 'BTC-USD', 'futures BTC'].map(key => history?.request(unit(key), window, undefined).url);
    expect(urls).toEqual([
      `https://api.hbdm.com/linear-swap-api/v3/swap_liquidation_orders?contract=BTC-USDT&${query}`,
      `https://api.hbdm.com/swap-api/v3/swap_liquidation_orders?contract=BTC-USD&${query}`,
      `https://api.hbdm.com/api/v3/contract_liquidation_orders?symbol=BTC&${query}`,
    ]);
    expect(history?.request(unit('BTC-USDT'), window, '9').url).toMatch(/&from_id=9$/);
    expect(history?.maxWindowMs).toBe(7_200_000);
  });

  it('goes on after the highest id until a page comes empty, even where ids are beyond exact numbers', () => {
    const next = (data: unknown, page?: string) => history?.next({ code: 200, data }, unit('BTC-USDT'), window, page);
    expect(next([{ query_id: 7 }, { query_id: 12 }, { query_id: 9 }])).toBe('12');
    expect(next([{ query_id: '9007199254740993' }])).toBe('9007199254740993');
    expect(next([], '12')).toBeUndefined();
    // A host that gives the same page again is not asked for ever.
    expect(next([{ query_id: 12 }], '12')).toBeUndefined();
    expect(next(null)).toBeUndefined();
  });

  it('is rejected with the words of the venue', () => {
    expect(history?.parse(fixture('htx', 'history-error'), unit('BTC-USDT'), context)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'HTX refused (code 1030): The parameter is invalid.',
          told: 'code 1030: The parameter is invalid.',
          path: 'code',
        },
      ],
    });
  });
});

describe('what else HTX tells', () => {
  it('is open interest of both sides, halved', () => {
    const held = rowsOf(htx.openInterest.parse(fixture('htx', 'open-interest'), context));
    expect(held.map(({ symbol, coins, usd, time }) => [symbol, coins, usd, time])).toEqual([
      ['BTC-USDT', 20_000, 1_280_000_000, 1_770_856_199_000],
      ['DOGE-USDT', 25_000_000, 2_250_000, 1_770_856_199_000],
    ]);
    expect(htx.openInterest.requests(listings.filter(({ board }) => board !== 'linear'))).toEqual([]);
  });

  it('is prices', () => {
    expect(rowsOf(htx.quotes.parse(fixture('htx', 'batch-merged'), context))).toMatchObject([
      { symbol: 'BTC-USDT', priceUsd: 64_000 },
    ]);
  });
});
