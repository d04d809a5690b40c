import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../lib/model/parsed.ts';
import type { Instrument, Liquidation } from '../../../lib/model/trade.ts';
import type { HistoryUnit, ParseContext } from '../../../lib/model/venue.ts';
import { readBitget } from '../../../lib/venues/bitget/liquidations.ts';
import { bitget } from '../../../lib/venues/bitget.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const empty: ParseContext = { receivedTime: received, instruments: new Map() };

function rowsOf<Row>(parsed: Parsed<Row> | undefined): readonly Row[] {
  if (parsed?.kind !== 'events') throw new Error(JSON.stringify(parsed));
  return parsed.events;
}

const listings: readonly Instrument[] = ['usdt', 'coin', 'usdc'].flatMap(board =>
  rowsOf(bitget.instruments.parse(fixture('bitget', `${board}-instruments`), empty)),
);
const context: ParseContext = { receivedTime: received, instruments: new Map(listings.map(each => [each.symbol, each])) };

const row = { symbol: 'BTCUSDT', side: 'buy', price: '64000', amount: '1600', ts: String(received - 1_000) };

function push(changes: Readonly<Record<string, unknown>> = {}, instType = 'usdt-futures') {
  return { action: 'update', arg: { instType, topic: 'liquidation' }, data: [{ ...row, ...changes }], ts: received };
}

function body(...rows: readonly Readonly<Record<string, unknown>>[]) {
  return { code: '00000', msg: 'success', requestTime: received, data: { list: rows, cursor: '77' } };
}

function first(payload: unknown, among = context): Liquidation | undefined {
  return rowsOf(readBitget(payload, among))[0];
}

describe('the listing', () => {
  it('keeps coin contracts that trade, with their step and interval', () => {
    expect(
      listings.map(({ symbol, base, quote, kind, contract, quantityStep, fundingIntervalHours }) => [
        [symbol, base, quote].join(' '),
        kind,
        contract,
        quantityStep,
        fundingIntervalHours,
      ]),
    ).toEqual([
      ['BTCUSDT BTC USDT', 'perp', 'linear', 0.0001, 8],
      ['1000BONKUSDT BONK USDT', 'perp', 'linear', 1, 4],
      ['DOGEUSDT DOGE USDT', 'perp', 'linear', 1, undefined],
      ['BTCUSD BTC USD', 'perp', 'inverse', 0.001, 8],
      ['BTCUSDH26 BTC USD', 'future', 'inverse', 0.001, undefined],
      ['BTCPERP BTC USDC', 'perp', 'linear', 0.0001, 8],
    ]);
  });

  it('is rejected with the words of the venue', () => {
    expect(bitget.instruments.parse(fixture('bitget', 'error'), empty)).toEqual({
      kind: 'rejected',
      rejections: [
        {
          reason: 'Bitget refused (code 40020): Parameter category error',
          told: 'code 40020: Parameter category error',
          path: 'code',
        },
      ],
    });
  });
});

describe('a forced order', () => {
  it('is of the position that its side names, and counts quote coin', () => {
    for (const among of [context, empty]) {
      expect(first(push(), among)).toMatchObject({
        position: 'long',
        priceKind: 'bankruptcy',
        quantity: { value: 1_600, unit: 'quote' },
        baseQuantity: 0.025,
        usd: 1_600,
      });
    }
    expect(first(push({ side: 'sell' }))?.position).toBe('short');
  });

  it('counts single coins where the symbol counts thousands', () => {
    // 60 dollars at 0.006 for a thousand: 10,000 thousands.
    expect(first(push({ symbol: '1000BONKUSDT', price: '0.006', amount: '60' }))?.baseQuantity).toBeCloseTo(10_000_000, 6);
  });

  it('of another board than its symbol, or of no listed coin, is not ours', () => {
    expect(readBitget(push({ symbol: 'BTCUSD' }), context).kind).toBe('ignored');
    expect(readBitget(push({ symbol: 'BTCUSD' }), empty).kind).toBe('ignored');
    expect(readBitget(push({ symbol: 'XAUUSDT' }), context).kind).toBe('ignored');
    expect(readBitget(push({}, 'spot'), context)).toMatchObject({ kind: 'rejected', rejections: [{ path: 'arg.instType' }] });
  });

  it('has the same key on the stream and in the history', () => {
    expect(first(body(row))?.key).toBe(first(push({ price: '64000.0', amount: '1600.00' }))?.key);
  });

  it('is read where a schema accepts its row, and nowhere else', () => {
    const decimal = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number));
    const Row = v.looseObject({
      side: v.picklist(['buy', 'sell']),
      price: v.pipe(decimal, v.gtValue(0), v.ltValue(1e9)),
      amount: v.pipe(decimal, v.gtValue(0), v.ltValue(5e9)),
      ts: v.pipe(decimal, v.minValue(Date.UTC(2017, 0, 1)), v.maxValue(received + 86_400_000)),
    });
    const odd = fc.constantFrom<unknown>(
      'buy',
      'sell',
      'Buy',
      '',
      '0',
      '-1',
      'NaN',
      '5000000000',
      null,
      undefined,
      '7',
      String(received),
    );
    fc.assert(
      fc.property(fc.constantFrom('side', 'price', 'amount', 'ts'), odd, (name, value) => {
        const changed = { ...row, [name]: value };
        expect(readBitget(push(changed), context).kind === 'events').toBe(v.is(Row, changed));
      }),
    );
  });
});

describe('the socket', () => {
  const [plan] = bitget.sockets(listings);

  it('subscribes to three boards at once, and waits for as many acknowledgements', () => {
    expect(plan?.subscribe.map(text => JSON.parse(text) as unknown)).toEqual([
      {
        op: 'subscribe',
        args: ['usdt-futures', 'coin-futures', 'usdc-futures'].map(instType => ({ instType, topic: 'liquidation' })),
      },
    ]);
    expect(plan?.acknowledgements).toBe(3);
    expect(plan?.heartbeat?.frame(1)).toBe('ping');
  });

  it('tells acknowledgements, pongs, refusals and strange topics apart', () => {
    expect(plan?.parse(fixture('bitget', 'ack'), context)).toEqual({ kind: 'control', name: 'subscribed', time: undefined });
    expect(plan?.parse('pong', context)).toEqual({ kind: 'control', name: 'pong', time: undefined });
    expect(plan?.parse(fixture('bitget', 'error-frame'), context)).toMatchObject({
      kind: 'rejected',
      rejections: [{ path: 'event' }],
    });
    expect(plan?.parse({ arg: { topic: 'ticker' }, data: [] }, context)).toEqual({ kind: 'ignored', reason: 'topic ticker' });
  });
});

describe('the history', () => {
  const { history } = bitget;
  const units = history?.units(listings) ?? [];
  const [unit] = units as readonly [HistoryUnit];
  const window = { from: received - 3_600_000, to: received };

  it('is asked for a board at once, page after page', () => {
    expect(units.map(({ key, instruments }) => [key, instruments.length])).toEqual([
      ['usdt-futures', 3],
      ['coin-futures', 2],
      ['usdc-futures', 1],
    ]);
    const path = 'https://api.bitget.com/api/v3/market/liquidations?category=USDT-FUTURES&limit=100';
    expect(history?.request(unit, window, undefined).url).toBe(path);
    expect(history?.request(unit, window, 'a&b').url).toBe(`${path}&cursor=a%26b`);
  });

  it('goes on until its rows are older than the window, or its cursor leads nowhere', () => {
    const at = (ts: number) => body({ ...row, ts: String(ts) });
    expect(history?.next(at(window.from), unit, window, undefined)).toBe('77');
    expect(history?.next(at(window.from - 1), unit, window, undefined)).toBeUndefined();
    expect(history?.next(at(window.from), unit, window, '77')).toBeUndefined();
    expect(history?.next(body(), unit, window, undefined)).toBeUndefined();
    expect(history?.next({ ...at(window.from), data: { list: [row], cursor: '' } }, unit, window, undefined)).toBeUndefined();
  });

  it('takes amounts for quote coin while all are whole steps', () => {
    // 250 steps of 0.0001 BTC; 3 DOGE at 0.0912, printed without their last digits.
    const rows = [row, { ...row, symbol: 'DOGEUSDT', price: '0.0912', amount: '0.27' }];
    expect(rowsOf(history?.parse(body(...rows), unit, context))).toHaveLength(2);
  });

  it('refuses the whole page when one amount is no whole step: it may be base coin', () => {
    const rows = [row, { ...row, amount: '0.025' }];
    expect(history?.parse(body(...rows), unit, context)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'as quote coin no whole steps of quantity', path: 'data.list.1.amount' }],
    });
    // 1,600 at 63,999.9 would be 250.0004 steps.
    expect(history?.parse(body({ ...row, price: '63990', amount: '1600.000' }), unit, context).kind).toBe('rejected');
  });

  it('refuses a page of which no amount can tell', () => {
    const rows = [{ ...row, symbol: 'DOGEUSDT', price: '0.0912', amount: '0.3' }];
    expect(history?.parse(body(...rows), unit, context)).toMatchObject({ kind: 'rejected', rejections: [{ path: 'data.list' }] });
  });

  it('passes over contracts that are no coins, a page of them alone as an empty one', () => {
    const gold = { ...row, symbol: 'XAUUSDT', price: '3000', amount: '3001' };
    expect(history?.parse(body(gold), unit, context)).toEqual({ kind: 'events', events: [], rejections: [] });
  });
});

describe('what else Bitget tells', () => {
  it('is open interest in base coin, of perpetuals', () => {
    const linear = rowsOf(bitget.openInterest.parse(fixture('bitget', 'usdt-tickers'), context));
    expect(linear.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([
      // 25,000 BTC at the mark price of 64,010.
      ['BTCUSDT', 25_000, 1_600_250_000],
      ['1000BONKUSDT', 5_000_000_000, 30_000],
      ['DOGEUSDT', 1_000, 90],
    ]);
    const inverse = rowsOf(bitget.openInterest.parse(fixture('bitget', 'coin-tickers'), context));
    expect(inverse.map(({ symbol, coins, usd }) => [symbol, coins, usd])).toEqual([['BTCUSD', 100, 6_400_000]]);
  });

  it('is funding by the interval of the listing, and none where that is not told', () => {
    const rates = rowsOf(bitget.funding?.parse(fixture('bitget', 'usdt-tickers'), context));
    expect(rates.map(({ symbol, ratePer8h }) => [symbol, ratePer8h])).toEqual([
      ['BTCUSDT', -0.0001],
      // Every four hours.
      ['1000BONKUSDT', 0.0001],
    ]);
  });

  it('is prices with their change, for single coins', () => {
    const quotes = rowsOf(bitget.quotes.parse(fixture('bitget', 'usdt-tickers'), context));
    expect(quotes.map(({ symbol, priceUsd, markPrice, change24h }) => [symbol, priceUsd, markPrice, change24h])).toEqual([
      ['BTCUSDT', 64_000, 64_010, -0.0303],
      ['1000BONKUSDT', 0.000006, 0.006, 0.01],
      ['DOGEUSDT', 0.09, 0.09, undefined],
    ]);
  });
});

describe('a maintenance', () => {
  const code = '40200';
  const msg = 'Server upgrade, please try again later';

  it('is what a socket says with its own code, and with no other', () => {
    expect(readBitget({ event: 'error', code, msg }, empty)).toMatchObject({ kind: 'control', isMaintenance: true });
    expect(readBitget({ event: 'error', code: '99999', msg }, empty)).toMatchObject({ kind: 'rejected' });
  });

  it('is named where an answer is refused for it', () => {
    expect(bitget.quotes.parse({ code, msg, data: [] }, empty)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'Bitget is under maintenance (40200)', told: '40200', path: 'code' }],
    });
  });
});
