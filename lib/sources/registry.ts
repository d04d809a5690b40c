import type { BookDepth, ContractSource, FearGreedSource, PriceSource, Source, TakerHour } from '../model/venue.ts';
import type { HeldCoins, ListSource, MarketSource, RankedCoin } from '../model/context.ts';
import { alternativeMe } from './alternative-me.ts';
import { binanceTakers } from './binance-takers.ts';
import { binanceVision } from './binance-vision.ts';
import { bybitBook } from './bybit-book.ts';
import { cnbc } from './cnbc.ts';
import { coinalyze } from './coinalyze.ts';
import { coinbase } from './coinbase.ts';
import { coingeckoCoins, coingeckoTreasuries } from './coingecko.ts';
import { coinglass } from './coinglass.ts';
import { deribitBook } from './deribit-book.ts';
import { fred } from './fred.ts';
import type { KeyedSource } from './keyed.ts';
import { strategy } from './strategy.ts';
import { yahoo } from './yahoo.ts';

/** Where Fear & Greed comes from, the preferred one first. */
export const fearGreedSources: readonly FearGreedSource[] = [alternativeMe];

/** Where spot prices come from, the preferred one first. */
export const priceSources: readonly PriceSource[] = [binanceVision, coinbase];

/** Where order books come from, the preferred one first. */
export const depthSources: readonly ContractSource<BookDepth>[] = [bybitBook, deribitBook];

/** Where it comes from what takers traded of perpetuals. */
export const takerSources: readonly ContractSource<TakerHour>[] = [binanceTakers];

/** Where the largest coins and their changes come from. */
export const coinLists: readonly ListSource<RankedCoin>[] = [coingeckoCoins];

/** Who tells what big holders have, the preferred one first: of a holder that two tell of, the first counts. */
export const holderSources: readonly ListSource<HeldCoins>[] = [strategy, coingeckoTreasuries];

/** Where other markets come from, the preferred one first. */
export const marketSources: readonly MarketSource[] = [yahoo, cnbc, fred];

/** Providers that are asked with the user's own key only. */
export const keyedSources: readonly KeyedSource<unknown>[] = [coinalyze, coinglass];

/** Every source, for what is common to all: names, terms, budgets. */
export const sources: readonly Source<unknown>[] = [
  ...fearGreedSources,
  ...priceSources,
  ...depthSources,
  ...takerSources,
  ...coinLists,
  ...holderSources,
  ...marketSources,
  ...keyedSources,
];
