import { describe, expect } from 'vitest';
import type { ParseContext } from '../../lib/model/venue.ts';
import { readLighter } from '../../lib/venues/lighter.ts';
import { load, recorded } from './recordings.ts';

const none: ParseContext = { receivedTime: Date.UTC(2026, 10, 22), instruments: new Map() };

describe('recorded payloads of Lighter', () => {
  recorded('hold ordinary trades and no liquidation: a sign of life', () => {
    expect(readLighter(load('liquidations/lighter/ws_trade_subscribed.json'), none)).toMatchObject({
      kind: 'control',
      name: 'subscribed',
    });
    expect(readLighter(load('liquidations/lighter/ws_trade_update.json'), none)).toMatchObject({
      kind: 'control',
      name: 'trades',
    });
    expect(readLighter(load('liquidations/lighter/http_recent_trades.json'), none)).toMatchObject({ kind: 'ignored' });
  });

  recorded('would be read, were they liquidations', () => {
    const frame = load('liquidations/lighter/ws_trade_update.json') as { readonly trades: readonly object[] };
    const forced = frame.trades.map(trade => ({ ...trade, type: 'liquidation' }));
    // Market 0 is ether; the taker sold 0.1336 at 2,181.83, for 291.492488 dollars.
    expect(readLighter({ ...frame, liquidation_trades: forced }, none)).toMatchObject({
      kind: 'events',
      events: [{ base: 'ETH', position: 'long', priceKind: 'fill', price: 2_181.83, baseQuantity: 0.1336, key: '16164557907' }],
    });
  });
});
