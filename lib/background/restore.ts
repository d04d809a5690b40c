import type { Universe } from '../engine/universe.ts';
import type { KeptHolder, KeptMarket, Told } from '../model/context.ts';
import type { PriceFigure } from '../model/snapshot.ts';
import type { Funding, Instrument, OpenInterest, VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import type { DocumentStore } from '../store/documents.ts';
import { unpackBars } from './kept-bars.ts';
import {
  backfilledKey,
  barsKey,
  contextKeys,
  depthKey,
  flowKey,
  fundingKey,
  historyReadKey,
  pastKey,
  quotesKey,
  takersKey,
} from './market-state.ts';
import type { CoinDepth, CoinTakers, FlowRow, KeptPast, MarketState } from './market-state.ts';

/** Venues are asked for prices every minute; after so long without, the marks are of another market. */
const marksLifeMs = 10 * 60_000;

/**
 * Fills the state with what the last worker stored. The documents are ours alone and written whole; they are looked at only so far that one of an
 * older shape is passed over instead of breaking the start. `now` is market time. Resolves to when each
 * document was written, market time in ms.
 */
export async function restoreState(
  documents: DocumentStore,
  state: MarketState,
  venues: readonly Venue[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const writtenAt = new Map<string, number>();
  const read = async (key: string) => {
    const found = await documents.read(key);
    if (found !== undefined) writtenAt.set(key, found.writtenAt);
    return found?.value;
  };

  /** Reads of one transaction each, all at once: one after the other they would take a woken worker's first tenth of a second. */
  const restore = async (key: string, use: (value: unknown) => void): Promise<void> => use(await read(key));
  const restoreEach = (key: string, use: (name: string, value: unknown) => void): Promise<void> =>
    restore(key, found => {
      if (isRecord(found)) for (const [name, value] of Object.entries(found)) use(name, value);
    });

  await Promise.all([
    ...venues.flatMap(({ id }) => [
      restore(`instruments/${id}`, rows => {
        if (isRows<Instrument>(rows, 'symbol')) state.instruments.set(id, new Map(rows.map(row => [row.symbol, row])));
      }),
      restore(`open-interest/${id}`, rows => {
        if (isRows<OpenInterest>(rows, 'symbol')) state.openInterest.set(id, new Map(rows.map(row => [row.symbol, row])));
      }),
      restore(fundingKey(id), rows => {
        if (isRows<Funding>(rows, 'symbol')) state.funding.set(id, new Map(rows.map(row => [row.symbol, row])));
      }),
      restore(quotesKey(id), quotes => {
        if (isRecord(quotes)) restoreQuotes(state, id, quotes, Math.abs(now - (writtenAt.get(quotesKey(id)) ?? 0)));
      }),
      read(backfilledKey(id)),
      read(historyReadKey(id)),
    ]),
    restoreEach('prices', (base, price) => {
      if (isRecord(price) && typeof price['usd'] === 'number') state.prices.set(base, price as unknown as PriceFigure);
    }),
    restore(pastKey, past => {
      if (
        isRecord(past) &&
        isRows<OpenInterest>(past['dayAgo'], 'symbol') &&
        isRows<OpenInterest>(past['monthAgo'], 'symbol') &&
        Array.isArray(past['line'])
      ) {
        Object.assign(state, past as unknown as KeptPast);
      }
    }),
    restore('fear-greed', fearGreed => {
      if (isRecord(fearGreed) && isRows(fearGreed['days'], 'day'))
        state.fearGreed = fearGreed as unknown as NonNullable<MarketState['fearGreed']>;
    }),
    restore(contextKeys.breadth, breadth => {
      if (isRecord(breadth) && typeof breadth['falling'] === 'number')
        state.breadth = breadth as unknown as MarketState['breadth'];
    }),
    restore(contextKeys.holders, holders => {
      if (isTold<KeptHolder>(holders, 'coins')) state.holders = holders;
    }),
    restore(contextKeys.otherMarkets, otherMarkets => {
      if (isTold<KeptMarket>(otherMarkets, 'value')) state.otherMarkets = otherMarkets;
    }),
    restoreEach(depthKey, (base, book) => {
      if (isRecord(book) && Array.isArray(book['past'])) state.depth.set(base, book as unknown as CoinDepth);
    }),
    restoreEach(takersKey, (base, row) => {
      if (isRecord(row) && typeof row['boughtCoins'] === 'number') state.takers.set(base, row as unknown as CoinTakers);
    }),
    restoreEach(flowKey, (base, rows) => {
      if (Array.isArray(rows)) state.flow.set(base, rows as readonly FlowRow[]);
    }),
    restore('universe', universe => {
      if (isRecord(universe) && Array.isArray(universe['bases']) && Array.isArray(universe['top']))
        state.universe = universe as unknown as Universe;
    }),
  ]);
  const bases = new Set(['BTC', 'ETH', 'SOL', ...(state.universe?.top ?? [])]);
  const lengths = [
    [state.bars, 3_600_000],
    [state.bars4h, 14_400_000],
  ] as const;
  await Promise.all(
    [...bases].flatMap(base =>
      lengths.map(([held, stepMs]) =>
        restore(barsKey(base, stepMs), kept => {
          const bars = unpackBars(kept);
          if (bars !== undefined) held.set(base, bars);
        }),
      ),
    ),
  );
  return writtenAt;
}

function restoreQuotes(
  state: MarketState,
  venue: VenueId,
  { marks, prices }: Readonly<Record<string, unknown>>,
  ageMs: number,
): void {
  // An old mark would give open interest a price of another day; an old price at least says how old it is.
  if (isRecord(marks) && ageMs <= marksLifeMs) {
    state.markPrices.set(
      venue,
      new Map(Object.entries(marks).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
    );
  }
  if (!isRecord(prices)) return;
  const priced = Object.entries(prices).filter(([, price]) => isRecord(price) && typeof price['usd'] === 'number');
  state.venuePrices.set(venue, new Map(priced as unknown as readonly (readonly [string, PriceFigure])[]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTold<Row>(value: unknown, member: keyof Row & string): value is Told<Row> {
  return isRecord(value) && isRows<Row>(value['rows'], member) && isRecord(value['askedAt']);
}

/** A list whose rows all have the member by which we know our own. */
function isRows<Row>(value: unknown, member: keyof Row & string): value is readonly Row[] {
  return Array.isArray(value) && value.every(row => isRecord(row) && member in row);
}
