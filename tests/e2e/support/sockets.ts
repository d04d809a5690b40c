import type { RunningMarket } from '../../market/server.ts';

/**
 * Every socket that is open while all venues are switched on, by host and path, in order. dYdX and Lighter take few subscriptions on each, so that
 * their markets are spread over several.
 */
export const everySocket: readonly string[] = [
  'api-pub.bitfinex.com/ws/2',
  'api.hbdm.com/linear-swap-notification',
  'api.hbdm.com/notification',
  'api.hbdm.com/swap-notification',
  'fstream.asterdex.com/stream',
  'fstream.binance.com/market/stream',
  'futures.kraken.com/ws/v1',
  ...Array.from({ length: 6 }, () => 'indexer.dydx.trade/v4/ws'),
  ...Array.from({ length: 2 }, () => 'mainnet.zklighter.elliot.ai/stream'),
  'stream.bybit.com/v5/public/inverse',
  'stream.bybit.com/v5/public/linear',
  'ws.bitget.com/v3/ws/public',
  'ws.bitmex.com/realtime',
  'ws.okx.com/ws/v5/public',
  'ws.poloniex.com/ws/v3/public',
  'www.deribit.com/ws/api/v2',
];

/** The sockets that are open, in the same spelling and order. */
export const openSockets = ({ log }: Pick<RunningMarket, 'log'>): readonly string[] =>
  log.connections
    .filter(({ state }) => state === 'open')
    .map(({ host, path }) => `${host}${path}`)
    .sort();
