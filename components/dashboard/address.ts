import type { HistoryRange } from '../../lib/model/history.ts';
import { historyRanges } from '../../lib/model/history.ts';

export const tabs = ['market', 'feeds', 'replay'] as const;
export type Tab = (typeof tabs)[number];

/** What the page shows. It stands in the hash of its address, so that the back button, a bookmark and a link of another page lead to it. */
export interface Address {
  readonly tab: Tab;
  /** The base of a coin; empty for all coins. */
  readonly coin: string;
  readonly range: HistoryRange;
}

export const firstAddress: Address = { tab: 'market', coin: 'BTC', range: '7d' };

export const ranges = Object.keys(historyRanges).filter((name): name is HistoryRange => name in historyRanges);

/** All coins, as the address spells them. No coin is called so in lower case. */
const allCoins = 'all';

/** The base that somebody typed, in capitals; `undefined` for what cannot be one. */
export function readCoin(text: string): string | undefined {
  const base = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,20}$/.test(base) ? base : undefined;
}

/** Reads `#market?coin=BTC&range=7d`, and `#coin=XYZ` with which the menu of a page leads here. What is absent or not understood is as at first. */
export function readAddress(hash: string): Address {
  const text = hash.replace(/^#/, '');
  const cut = text.indexOf('?');
  const name = cut < 0 ? text : text.slice(0, cut);
  const tab = tabs.find(each => each === name);
  const values = new URLSearchParams(tab === undefined ? name : text.slice(name.length + 1));
  const coin = values.get('coin') ?? '';
  return {
    tab: tab ?? firstAddress.tab,
    coin: coin === allCoins ? '' : (readCoin(coin) ?? firstAddress.coin),
    range: ranges.find(each => each === values.get('range')) ?? firstAddress.range,
  };
}

/** The hash of an address, with its `#`. */
export const writeAddress = ({ tab, coin, range }: Address): string =>
  `#${tab}?coin=${coin === '' ? allCoins : coin}&range=${range}`;
