import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../lib/std/fields.ts';
import { readInsertedOrder } from '../../lib/venues/bitmex/liquidation.ts';
import { readForcedTrade as readDeribitTrade } from '../../lib/venues/deribit/trades.ts';
import { readForcedTrade as readKrakenTrade } from '../../lib/venues/kraken-futures/trades.ts';
import { none, received } from './fixtures.ts';
import { price, quantity, symbol, time } from './hot-frame-schemas.ts';
import { isReadable, junkValues } from './junk.ts';

/*
 * Frames that come by the thousand are read field by field. The schemas below say the same in valibot, and both must agree on every
 * input.
 */

const figures = ['0.4', 67_000.5, '0', '', 0, -1, '-1', '1e3', '1,000.5', ' 1', 1e9, 1e15, '9'.repeat(65)];
const times = [received, String(received), received + 86_400_001, Date.UTC(2016, 11, 31), received + 0.5];
const names = ['BTC-PERPETUAL', 'PF_XBTUSD', 'PF_AAPLxUSD', 'tBTCF0:USTF0', 'A'.repeat(41), 'XBT USD', 'XBTUSD\n'];
const sides = ['Buy', 'Sell', 'buy', 'sell', 'BUY', 'T', 'M', 'MT', 'TM', 'liquidation', 'fill'];
const ids = ['a-1', 'ETH_1', '<b>', 'x'.repeat(41), 'x'.repeat(65), 7];
const odd = fc.constantFrom<unknown>(...figures, ...times, ...names, ...sides, ...ids, ...junkValues);

type Good = Readonly<Record<string, unknown>>;

const cases: readonly (readonly [name: string, good: Good, schema: v.GenericSchema, accepts: (value: Good) => boolean])[] = [
  [
    'a row inserted by BitMEX',
    { orderID: 'a-1', symbol: 'XBTUSD', side: 'Sell', price: 60_000, leavesQty: 100 },
    v.looseObject({
      orderID: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,64}$/)),
      symbol,
      side: v.picklist(['Buy', 'Sell']),
      price,
      leavesQty: quantity,
    }),
    value => isReadable(() => readInsertedOrder(value, none)),
  ],
  [
    'a forced trade of Deribit',
    {
      liquidation: 'T',
      instrument_name: 'BTC-PERPETUAL',
      trade_id: 'ETH-1',
      direction: 'sell',
      price: 60_000,
      amount: 10,
      timestamp: received,
    },
    v.looseObject({
      liquidation: v.picklist(['T', 'M', 'MT']),
      instrument_name: symbol,
      trade_id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,40}$/)),
      direction: v.picklist(['buy', 'sell']),
      price,
      amount: quantity,
      timestamp: time,
    }),
    value => !isMissing(value.liquidation) && isReadable(() => readDeribitTrade(value, none)),
  ],
  [
    'a forced trade of Kraken Futures',
    { type: 'liquidation', product_id: 'PF_XBTUSD', side: 'sell', qty: 0.5, price: 60_000, time: received },
    v.looseObject({
      type: v.literal('liquidation'),
      product_id: symbol,
      side: v.picklist(['buy', 'sell']),
      qty: quantity,
      price,
      time,
    }),
    value => isReadable(() => readKrakenTrade(value, none)),
  ],
];

describe.each(cases)('the guard of %s', (_name, good, schema, accepts) => {
  it('accepts what the schema accepts, and nothing else', () => {
    let accepted = 0;
    const keys = Object.keys(good);
    const changes = fc.array(fc.tuple(fc.constantFrom(...keys), odd), { maxLength: 2 });
    const moved = fc.dictionary(fc.constantFrom(...keys), odd);
    fc.assert(
      fc.property(fc.oneof(changes.map(Object.fromEntries), moved), own => {
        const frame: Good = { ...good, ...(own as Good) };
        const isAccepted = accepts(frame);
        if (isAccepted) accepted += 1;
        expect(isAccepted).toBe(v.is(schema, frame));
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
