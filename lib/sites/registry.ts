import { aster } from './aster.ts';
import { beincrypto } from './beincrypto.ts';
import { binance } from './binance.ts';
import { bitcoinmagazine } from './bitcoinmagazine.ts';
import { bitfinex } from './bitfinex.ts';
import { bitget } from './bitget.ts';
import { bitmex } from './bitmex.ts';
import { blockworks } from './blockworks.ts';
import { bloomberg } from './bloomberg.ts';
import { bybit } from './bybit.ts';
import { cnbc } from './cnbc.ts';
import { coinbase } from './coinbase.ts';
import { coindesk } from './coindesk.ts';
import { coingape } from './coingape.ts';
import { coingecko } from './coingecko.ts';
import { coinglass } from './coinglass.ts';
import { coinmarketcap } from './coinmarketcap.ts';
import { cointelegraph } from './cointelegraph.ts';
import { cryptopanic } from './cryptopanic.ts';
import { cryptoslate } from './cryptoslate.ts';
import { decrypt } from './decrypt.ts';
import { deribit } from './deribit.ts';
import { dydx } from './dydx.ts';
import { gate } from './gate.ts';
import { htx } from './htx.ts';
import { hyperliquid } from './hyperliquid.ts';
import { kraken } from './kraken.ts';
import { kucoin } from './kucoin.ts';
import { lighter } from './lighter.ts';
import { mexc } from './mexc.ts';
import { newsbtc } from './newsbtc.ts';
import { okx } from './okx.ts';
import { theblock } from './theblock.ts';
import { tradingview } from './tradingview.ts';
import { utoday } from './utoday.ts';
import { yahoo } from './yahoo.ts';
import type { Site } from './site.ts';

/** Every site on which the panel may stand, in the order in which lists show them. */
export const sites: readonly Site[] = [
  gate,
  binance,
  bybit,
  okx,
  coindesk,
  cointelegraph,
  bitget,
  mexc,
  kucoin,
  htx,
  coinbase,
  kraken,
  bitfinex,
  bitmex,
  deribit,
  hyperliquid,
  aster,
  lighter,
  dydx,
  tradingview,
  coinglass,
  theblock,
  decrypt,
  blockworks,
  cryptoslate,
  beincrypto,
  utoday,
  newsbtc,
  coingape,
  bitcoinmagazine,
  cryptopanic,
  coinmarketcap,
  coingecko,
  yahoo,
  cnbc,
  bloomberg,
];

/** Those on which it stands from the start, and whose hosts are asked for at installation. */
export const requiredSites: readonly Site[] = sites.filter(site => site.required);

const byHost: ReadonlyMap<string, Site> = new Map(
  sites.flatMap(site => site.matches.map(pattern => [new URL(pattern).host, site] as const)),
);

/** The site to which an address belongs, by exact host and https. `undefined` for every other address, and for what is no address. */
export function siteOf(address: string | URL): Site | undefined {
  const url = typeof address === 'string' ? (URL.canParse(address) ? new URL(address) : undefined) : address;
  const isPlain = url?.protocol === 'https:' && url.username + url.password === '';
  return isPlain ? byHost.get(url.host) : undefined;
}
