import type { MarketMove, MarketPast } from '../engine/market-beta.ts';
import { lastSession, sessionOn } from '../engine/market-hours.ts';
import type { Takers, WhyInput } from '../engine/why.ts';
import type { KeptMarket } from '../model/context.ts';
import type { LiquidationTotal, OpenInterestFigure, PriceFigure } from '../model/snapshot.ts';
import type { EngineFigures, Known, WhyFigure } from '../model/engine.ts';
import { openInterestByBase } from './counted-venues.ts';
import type { MarketState } from './market-state.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What takers traded of perpetuals is asked for every half hour. */
const takersLifeMs = 2 * hourMs;
/** Share indices, the one that counts where both are open first. */
const shares = { sp500: 'S&P 500', stoxx50: 'Euro Stoxx 50' } as const;

/** Figures of one coin that the snapshot has ready. */
export interface CoinFigures {
  readonly price: PriceFigure | undefined;
  /** Forced orders of 24 hours. */
  readonly total: LiquidationTotal | undefined;
  readonly interest: OpenInterestFigure | undefined;
}

/** What a coin's move of 24 hours is explained by, as far as it is known. */
export function toWhyInput(state: MarketState, base: string, { price, total, interest }: CoinFigures, now: number): WhyInput {
  const change24h = interest?.changeCoins24h;
  // Coins are not known of every venue, their change is.
  const coins = interest?.coins ?? (price === undefined || interest === undefined ? undefined : interest.usd / price.usd);
  return {
    now,
    change: price?.change24h,
    priceUsd: price?.usd,
    forced: toForced(total),
    spotTakers: spotTakers(state, base, now),
    perpTakers: price === undefined ? undefined : perpTakers(state, base, price.usd, now),
    interest: coins === undefined || change24h === undefined ? undefined : { coins, coinsBefore: coins / (1 + change24h) },
    closes: (state.bars4h.get(base)?.bars ?? []).map(({ openTime, close }) => [openTime + 4 * hourMs, close] as const),
    markets: state.otherMarkets.rows.flatMap(row => toMarketPast(row, now)).sort((a, b) => rankOf(a) - rankOf(b)),
  };
}

/** The estimate of the whole where there is one: it is less sure than what was heard, and surer than to take what was heard for all. */
function toForced(total: LiquidationTotal | undefined): WhyInput['forced'] {
  if (total?.estimate === undefined) return total;
  const { longUsd, shortUsd } = total.estimate;
  return { longUsd, shortUsd, coverage: (1 + total.coverage) / 2 };
}

const rankOf = ({ name }: MarketPast): number => Object.values<string>(shares).indexOf(name);

/**
 * Binance's spot takers of the last 24 hourly bars, the forming one among them. How much of all spot trading that is nobody tells: it is taken for all of
 * it, so that leverage comes out rather too large; perpetuals outweigh it.
 */
function spotTakers({ bars }: MarketState, base: string, now: number): Takers | undefined {
  const day = (bars.get(base)?.bars ?? []).filter(({ openTime }) => openTime > now - dayMs);
  if (day.length < 24) return undefined;
  let [boughtUsd, soldUsd] = [0, 0];
  for (const { volume, takerBuyVolume, close } of day) {
    if (volume === undefined || takerBuyVolume === undefined) return undefined;
    boughtUsd += takerBuyVolume * close;
    soldUsd += (volume - takerBuyVolume) * close;
  }
  return { boughtUsd, soldUsd, share: 1 };
}

/** What one venue tells, its part of the market taken to be its part of the coin's open interest. */
function perpTakers(state: MarketState, base: string, priceUsd: number, now: number): Takers | undefined {
  const told = state.takers.get(base);
  if (told === undefined || Math.abs(now - told.at) > takersLifeMs) return undefined;
  const openUsd = (venue: typeof told.venue) => openInterestByBase(state, venue)?.get(base) ?? 0;
  const all = [...state.openInterest.keys()].reduce((sum, venue) => sum + openUsd(venue), 0);
  const own = openUsd(told.venue);
  if (own <= 0) return undefined;
  return { boughtUsd: told.boughtCoins * priceUsd, soldUsd: told.soldCoins * priceUsd, share: own / all };
}

/**
 * A share index with its sessions. Nothing of one whose value is older than the session before: it may have traded since. Of a provider that tells two
 * values only, the last session; its beta is then not known.
 */
function toMarketPast({ id, closes = [], at, value, before }: KeptMarket, now: number): readonly MarketPast[] {
  if ((id !== 'sp500' && id !== 'stoxx50') || at < lastSession(id, now - hourMs).from) return [];
  const name = shares[id];
  if (closes.length < 2) {
    const { from, to } = lastSession(id, at);
    return before === undefined
      ? []
      : [{ name, closes: [], moves: [{ from, to: Math.min(to, at), change: value / before - 1 }] }];
  }
  const moves = closes.slice(1).map(([day, close], place): MarketMove => {
    const { from, to } = sessionOn(id, day);
    // The running session has gone as far as its last trade.
    const end = place === closes.length - 2 ? Math.min(to, at) : to;
    return { from, to: end, change: close / (closes[place]?.[1] ?? close) - 1 };
  });
  return [{ name, closes: closes.map(([day, close]) => [sessionOn(id, day).to, close] as const), moves }];
}

/** The engine's figures with what explains each coin's move; bitcoin stands for the market. */
export function withWhy(engine: EngineFigures, whyOf: (base: string) => Known<WhyFigure>): EngineFigures {
  const coins = Object.fromEntries(
    Object.entries(engine.coins).map(([base, reading]) => [base, { ...reading, why: whyOf(base) }] as const),
  );
  return { ...engine, market: { ...engine.market, why: coins['BTC']?.why ?? engine.market.why }, coins };
}
