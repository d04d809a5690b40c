import { describe, expect } from 'vitest';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readPoloniex } from '../../lib/venues/poloniex.ts';
import { load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

describe('recorded payloads of Poloniex', () => {
  recorded('hold forced orders of both sides, at their bankruptcy price', () => {
    const { response } = load('liquidations/poloniex/rest_liquidationOrder.json') as { readonly response: unknown };
    expect(readPoloniex(response, none)).toMatchObject({
      kind: 'events',
      rejections: [],
      events: [
        { base: 'BTC', position: 'long', priceKind: 'bankruptcy', quantity: { value: 2, unit: 'contracts' }, usd: undefined },
        { base: 'BTC', position: 'short', eventTime: 1_765_912_527_011 },
      ],
    });
  });
});
