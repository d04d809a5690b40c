import { describe, expect } from 'vitest';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readBitfinex } from '../../lib/venues/bitfinex.ts';
import { framesOf, load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

describe('recorded payloads of Bitfinex', () => {
  recorded('hold an execution of a short at its fill, after the acknowledgement', () => {
    const [ack, push] = framesOf('liquidations/bitfinex/ws_liq_global_docsample.json');
    expect(readBitfinex(ack, none)).toMatchObject({ kind: 'control', name: 'subscribed' });
    expect(readBitfinex(push, none)).toMatchObject({
      kind: 'events',
      rejections: [],
      events: [{ symbol: 'tBSVUSD', base: 'BSV', position: 'short', priceKind: 'fill', price: 112.27, baseQuantity: 2.62932 }],
    });
  });

  recorded('hold a trigger in the history, which is passed over', () => {
    const { response } = load('liquidations/bitfinex/rest_liquidations_hist.json') as { readonly response: unknown };
    expect(readBitfinex(response, none)).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('trigger') as string });
  });
});
