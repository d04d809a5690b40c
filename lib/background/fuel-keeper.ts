import { createFuel } from '../engine/fuel.ts';
import { crossings, toCheck } from '../engine/fuel-check.ts';
import type { CrossingMemory } from '../engine/fuel-check.ts';
import type { InterestShares } from '../engine/fuel-steps.ts';
import { createLevels } from '../engine/levels.ts';
import { usualDepth } from '../engine/usual-depth.ts';
import type { FuelFigure, Known } from '../model/engine.ts';
import type { PriceFigure } from '../model/snapshot.ts';
import type { Liquidation } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { openInterestByBase, venuesOn } from './counted-venues.ts';
import type { InterestKeeper } from './interest-keeper.ts';
import type { BackgroundParts } from './parts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A book older than this is not the one that a fall would meet. */
const bookLifeMs = hourMs;
const figureEveryMs = minuteMs;

/** Keeps the estimate of what would be forced out, and how such estimates have held so far. */
export interface FuelKeeper {
  /** Orders that were just written: what was forced out while a level was crossed is held against the estimate. */
  hear(orders: readonly Liquidation[]): void;
  /** One step of the self-check, and the figure anew once a minute. */
  step(base: string, now: number): Promise<Known<FuelFigure>>;
  /** Lets go of a coin nobody asks for. */
  forget(base: string): void;
}

interface Kept {
  figure: Known<FuelFigure>;
  figureAt: number;
  levels: readonly number[];
  memory: CrossingMemory | undefined;
  /** Dollars of longs since the last step of the check. */
  longUsd: number;
}

/** The document in which the check of a coin is kept. */
export const checkKey = (base: string): string => `fuel-check/${base}`;

/** Spot for the majors, else the newest price of any venue; `undefined` where nobody lists the coin. */
export function newestPrice({ state }: Pick<BackgroundParts, 'state'>, base: string): PriceFigure | undefined {
  const quoted = [...state.venuePrices].flatMap(([venue, prices]) => (state.off.has(venue) ? [] : (prices.get(base) ?? [])));
  return state.prices.get(base) ?? quoted.toSorted((a, b) => b.at - a.at)[0];
}

export function createFuelKeeper(
  parts: Pick<BackgroundParts, 'state' | 'documents'>,
  { venues, interest }: { readonly venues: readonly Venue[]; readonly interest: InterestKeeper },
): FuelKeeper {
  const { state, documents } = parts;
  const kept = new Map<string, Kept>();

  async function keptOf(base: string): Promise<Kept> {
    const known = kept.get(base);
    if (known !== undefined) return known;
    const found = await documents.read(checkKey(base));
    const made: Kept = {
      figure: { unknown: 'notWorkedOut' },
      figureAt: 0,
      levels: [],
      memory: readMemory(found?.value),
      longUsd: 0,
    };
    kept.set(base, made);
    return made;
  }

  async function work(base: string, price: PriceFigure | undefined, own: Kept, now: number): Promise<void> {
    own.figureAt = now;
    if (price === undefined) {
      own.figure = { unknown: 'noPrice' };
      return;
    }
    const rows = venuesOn(state, venues).flatMap(({ id }) => [...(state.openInterest.get(id)?.values() ?? [])]);
    const coins = rows.reduce((sum, row) => sum + (row.base === base ? (row.coins ?? 0) : 0), 0);
    if (coins === 0) {
      own.figure = { unknown: 'noInterest' };
      return;
    }
    const points = await interest.past(base);
    const scale = coins / (points.at(-1)?.[1] ?? 1);
    const bars = state.bars.get(base)?.bars ?? [];
    const check = toCheck(own.memory);
    own.figure = createFuel({
      now,
      priceUsd: price.usd,
      interest: points.map(([time, index]) => ({ time, coins: index * scale })),
      bars,
      shares: sharesOf(base),
      ...depthOf(base, now),
      ...(check === undefined ? {} : { check }),
    });
    own.levels = createLevels({ now, bars, priceUsd: price.usd, source: '' })?.levels.map(level => level.price) ?? [];
  }

  /** Open interest by margin rule; rules that the estimate does not know leave it as it is. */
  function sharesOf(base: string): InterestShares {
    const shares: Record<string, number> = {};
    for (const { id } of venuesOn(state, venues))
      for (const { symbol, base: coin, usd = 0 } of state.openInterest.get(id)?.values() ?? []) {
        if (coin !== base) continue;
        const rule = state.instruments.get(id)?.get(symbol)?.contract === 'inverse' ? `${id}-inverse` : id;
        shares[rule] = (shares[rule] ?? 0) + usd;
      }
    return shares;
  }

  /**
   * The book of one venue, brought to all venues by its share of the coin's open interest: books are taken to be as deep for their open interest
   * elsewhere. An assumption; the range that is made of it is wide.
   */
  function depthOf(base: string, now: number): Pick<Parameters<typeof createFuel>[0], 'depth' | 'depthUsualUsd'> {
    const book = state.depth.get(base);
    if (book === undefined || book.isPartial || now - book.at > bookLifeMs) return {};
    const byVenue = venuesOn(state, venues).map(venue => ({
      name: venue.name,
      usd: openInterestByBase(state, venue.id)?.get(base) ?? 0,
    }));
    const own = byVenue.find(({ name }) => name === book.source)?.usd ?? 0;
    if (own <= 0) return {};
    const factor = byVenue.reduce((sum, { usd }) => sum + usd, 0) / own;
    const usual = usualDepth(book.past, now);
    return {
      depth: { bidUsd: book.bidUsd * factor, askUsd: book.askUsd * factor },
      ...(usual === undefined ? {} : { depthUsualUsd: usual.bidUsd * factor }),
    };
  }

  return {
    hear(orders) {
      for (const { base, position, usd = 0 } of orders) {
        const own = kept.get(base);
        if (own !== undefined && position === 'long') own.longUsd += usd;
      }
    },
    async step(base, now) {
      const own = await keptOf(base);
      const price = newestPrice(parts, base);
      if (now - own.figureAt >= figureEveryMs) await work(base, price, own, now);
      if (price !== undefined) {
        const before = own.memory;
        const fuel = 'unknown' in own.figure ? undefined : own.figure;
        own.memory = crossings(before, { now, priceUsd: price.usd, fuel, levels: own.levels, longUsd: own.longUsd });
        own.longUsd = 0;
        if (own.memory.crossings !== before?.crossings && own.memory.crossings > 0)
          await documents.write(checkKey(base), own.memory, now);
      }
      return own.figure;
    },
    forget: base => void kept.delete(base),
  };
}

/** What was kept; nothing of what we would not have written. */
function readMemory(stored: unknown): CrossingMemory | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { at, watched, predictedUsd, observedUsd, crossings: count } = stored as Partial<Record<keyof CrossingMemory, unknown>>;
  const numbers = [at, predictedUsd, observedUsd, count].every(value => typeof value === 'number' && Number.isFinite(value));
  return numbers && Array.isArray(watched) ? (stored as CrossingMemory) : undefined;
}
