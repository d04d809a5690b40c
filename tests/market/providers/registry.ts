import { pageProviders } from '../pages/registry.ts';
import type { Provider } from '../provider.ts';
import { alternativeMe } from './alternative-me.ts';
import { aster, asterStream } from './aster.ts';
import { binanceCoinm } from './binance-coinm.ts';
import { binanceStream } from './binance-stream.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { binanceVision } from './binance-vision.ts';
import { bitfinex } from './bitfinex.ts';
import { bitgetStream } from './bitget-stream.ts';
import { bitget } from './bitget.ts';
import { bitmexStream } from './bitmex-stream.ts';
import { bitmex } from './bitmex.ts';
import { bybitStream } from './bybit-stream.ts';
import { bybit } from './bybit.ts';
import { coinalyze } from './coinalyze.ts';
import { cnbc } from './cnbc.ts';
import { coinbase } from './coinbase.ts';
import { coinex } from './coinex.ts';
import { coingecko } from './coingecko.ts';
import { coinglass } from './coinglass.ts';
import { deribit } from './deribit.ts';
import { dydx } from './dydx.ts';
import { fred } from './fred.ts';
import { gate } from './gate.ts';
import { htx } from './htx.ts';
import { hyperliquid } from './hyperliquid.ts';
import { krakenFutures } from './kraken-futures.ts';
import { kucoin } from './kucoin.ts';
import { lighter } from './lighter.ts';
import { mexc } from './mexc.ts';
import { okxStream } from './okx-stream.ts';
import { okx } from './okx.ts';
import { poloniex } from './poloniex.ts';
import { strategy } from './strategy.ts';
import { yahoo } from './yahoo.ts';

/** The hosts of public interfaces. */
export const apiProviders: readonly Provider[] = [
  binanceUsdm,
  binanceCoinm,
  binanceStream,
  bybit,
  bybitStream,
  okx,
  okxStream,
  htx,
  bitget,
  bitgetStream,
  gate,
  bitmex,
  bitmexStream,
  deribit,
  krakenFutures,
  aster,
  asterStream,
  coinex,
  hyperliquid,
  kucoin,
  mexc,
  bitfinex,
  dydx,
  lighter,
  poloniex,
  alternativeMe,
  binanceVision,
  coinbase,
  coingecko,
  strategy,
  yahoo,
  cnbc,
  fred,
  coinalyze,
  coinglass,
];

const isShared = ({ hosts }: Provider, among: readonly Provider[]): boolean =>
  among.some(other => other.hosts.some(host => hosts.includes(host)));

/** A host that has both pages and, under `/api/`, an interface. */
function underOneHost(page: Provider, api: Provider): Provider {
  return {
    ...api,
    routes: [...api.routes, ...page.routes],
    refuse: (problem, request, now) => (request.path.startsWith('/api/') ? api : page).refuse(problem, request, now),
  };
}

/** Everything the simulator answers under a real name: the interfaces and the pages that the extension is shown on. */
export const allProviders: readonly Provider[] = [
  ...apiProviders.filter(api => !isShared(api, pageProviders)),
  ...pageProviders.map(page => {
    const api = apiProviders.find(each => isShared(each, [page]));
    return api === undefined ? page : underOneHost(page, api);
  }),
];
