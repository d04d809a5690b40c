import type { FearGreedSource, PriceSource, Source } from '../model/venue.ts';
import { alternativeMe } from './alternative-me.ts';
import { binanceVision } from './binance-vision.ts';
import { coinalyze } from './coinalyze.ts';
import { coinbase } from './coinbase.ts';
import { coinglass } from './coinglass.ts';
import type { KeyedSource } from './keyed.ts';

/** Where Fear & Greed comes from, the preferred one first. */
export const fearGreedSources: readonly FearGreedSource[] = [alternativeMe];

/** Where spot prices come from, the preferred one first. */
export const priceSources: readonly PriceSource[] = [binanceVision, coinbase];

/** Providers that are asked with the user's own key only. */
export const keyedSources: readonly KeyedSource<unknown>[] = [coinalyze, coinglass];

/** Every source, for what is common to all: names, terms, budgets. */
export const sources: readonly Source<unknown>[] = [...fearGreedSources, ...priceSources, ...keyedSources];
