import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readForceOrder } from '../../lib/venues/binance/force-order.ts';
import { fieldsOf } from '../../lib/std/fields.ts';
import { readLiquidationRow } from '../../lib/venues/bybit/all-liquidation.ts';
import { binanceFamily } from '../../lib/venues/binance/family.ts';
import { none, received } from './fixtures.ts';
import { decimal, price, quantity, symbol, time } from './hot-frame-schemas.ts';
import { anything, isReadable } from './junk.ts';

/*
 * The two hot frames are read field by field. The schemas below say the same in valibot, and both must agree on every input.
 */

const absent = v.union([v.undefined(), v.null(), v.literal(''), v.pipe(decimal, v.literal(0))]);
const board = v.nullish(v.picklist([1, 2]));

const Order = v.looseObject({ s: symbol, S: v.picklist(['BUY', 'SELL']), T: time, st: board });
const ForceOrder = v.pipe(
  v.looseObject({ o: Order, st: v.optional(v.unknown()) }),
  v.check(({ o }) => v.is(price, o.ap) || (v.is(absent, o.ap) && v.is(price, o.p))),
  v.check(({ o }) => v.is(quantity, o.z) || (v.is(absent, o.z) && v.is(quantity, o.q))),
  v.check(({ o, st }) => (o.st !== undefined && o.st !== null) || v.is(board, st)),
);

const LiquidationRow = v.looseObject({ s: symbol, S: v.picklist(['Buy', 'Sell']), p: price, v: quantity, T: time });

const figures = fc.constantFrom<unknown>(
  '0.4',
  '67000.5',
  '0',
  '',
  null,
  undefined,
  0,
  0.4,
  -1,
  '-1',
  'NaN',
  NaN,
  Infinity,
  '1e3',
  '1,000.5',
  '1e400',
  ' 1',
  '0x1',
  1e9,
  1e15,
  {},
  '9'.repeat(65),
);
const times = fc.constantFrom<unknown>(
  received,
  String(received),
  received - 1_000,
  received + 86_400_000,
  received + 86_400_001,
  Date.UTC(2016, 11, 31),
  Date.UTC(2017, 0, 1),
  0,
  null,
  'now',
  -received,
  received + 0.5,
);
const symbols = fc.constantFrom<unknown>(
  'BTCUSDT',
  'BTCUSD_PERP',
  'BTC-26DEC25',
  'btcusdt',
  'A'.repeat(40),
  'A'.repeat(41),
  '',
  'BTC USDT',
  '<b>',
  'BTCUSDT\n',
  7,
  null,
  undefined,
);
const boards = fc.constantFrom<unknown>(1, 2, 3, '1', null, undefined, 0);

/** Frames of the right shape whose places hold good and bad values. */
const orders = fc.record(
  {
    e: fc.constant('forceOrder'),
    st: boards,
    o: fc.oneof(
      {
        weight: 20,
        arbitrary: fc.record({
          s: symbols,
          S: fc.constantFrom<unknown>('BUY', 'SELL', 'Buy', '', null),
          ap: figures,
          p: figures,
          z: figures,
          q: figures,
          T: times,
          st: boards,
        }),
      },
      { weight: 1, arbitrary: anything },
    ),
  },
  { requiredKeys: ['e'] },
);
/** The same with one place broken at most, so that good frames are common. */
const nearlyGood = fc
  .tuple(fc.constantFrom('s', 'S', 'ap', 'p', 'z', 'q', 'T', 'st', ''), fc.oneof(figures, times, symbols, boards), boards)
  .map(([key, value, st]) => ({
    e: 'forceOrder',
    st,
    o: {
      s: 'BTCUSDT',
      S: 'SELL',
      ap: '67000.5',
      p: '66000',
      z: '0.4',
      q: '0.5',
      T: received,
      ...(key === '' ? {} : { [key]: value }),
    },
  }));

const rows = fc.oneof(
  fc.record({ s: symbols, S: fc.constantFrom<unknown>('Buy', 'Sell', 'BUY', null), p: figures, v: figures, T: times }),
  fc.tuple(fc.constantFrom('s', 'S', 'p', 'v', 'T', ''), fc.oneof(figures, times, symbols)).map(([key, value]) => ({
    s: 'BTCUSDT',
    S: 'Buy',
    p: '65000',
    v: '0.02',
    T: received,
    ...(key === '' ? {} : { [key]: value }),
  })),
  anything,
);

describe('the guard of a Binance forceOrder frame', () => {
  it('accepts what the schema accepts, and nothing else', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(orders, nearlyGood), frame => {
        const isAccepted = isReadable(() => readForceOrder(frame, binanceFamily, none));
        if (isAccepted) accepted += 1;
        expect(isAccepted).toBe(v.is(ForceOrder, frame));
      }),
      { numRuns: 4_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});

describe('the guard of a Bybit allLiquidation row', () => {
  it('accepts what the schema accepts, and nothing else', () => {
    let accepted = 0;
    fc.assert(
      fc.property(rows, row => {
        const isAccepted = isReadable(() => readLiquidationRow(fieldsOf(row), 'linear', none, content => content));
        if (isAccepted) accepted += 1;
        expect(isAccepted).toBe(v.is(LiquidationRow, row));
      }),
      { numRuns: 4_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
