import { createLineReader } from '../engine/recording-lines.ts';
import type { RecordedInput } from '../engine/recording.ts';
import { createWholeHours } from '../engine/whole-hours.ts';
import { t } from '../i18n/t.ts';
import type { BarInput } from '../model/engine.ts';
import type { PhaseSpan, Tape, TapeQuery } from '../model/history.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import type { Bar, Liquidation, OpenInterest, VenueId } from '../model/trade.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { createDatabase } from '../store/database.ts';
import { createLiquidationStore } from '../store/liquidation-store.ts';
import { createOpenInterestStore } from '../store/open-interest-store.ts';
import { createBook } from './book.ts';
import { createHistoryService } from './history-service.ts';
import type { HistoryService } from './history-service.ts';
import { createMarketState } from './market-state.ts';
import { createOlderBook } from './older-book.ts';
import type { BackgroundParts } from './parts.ts';
import type { PricePast } from './price-log.ts';
import { createRecorder } from './recorder.ts';
import { streamNames } from './socket-service.ts';
import { readTape } from './tape-reader.ts';
import { createTimeMachine } from './time-machine.ts';

const hourMs = 3_600_000;

/** A recording that can be looked into at any moment. */
export interface OpenRecording {
  /** Market time of its first and last input, ms. */
  readonly from: number;
  readonly to: number;
  at(time: number, coin: string | undefined): Promise<MarketSnapshot | undefined>;
  /** As of what was recorded here; ends with the recording when no end is given. */
  history: HistoryService['read'];
  tape(query: TapeQuery): Promise<Tape>;
}

/**
 * Opens a recording: its rows go into a database in memory, and what is shown of a moment comes out of the same time machine as the user's own past. Venues
 * that it does not name count as switched off; those that it names were heard throughout. Rejects for a recording without an input.
 */
export async function openRecording(
  parts: BackgroundParts,
  inputs: readonly RecordedInput[],
  { venues: all, fearGreedSource }: { readonly venues: readonly Venue[]; readonly fearGreedSource: FearGreedSource },
): Promise<OpenRecording> {
  const times = inputs.map(row => row.time + (row.type === 'bar' ? row.intervalMs : 1));
  const from = inputs.reduce((least, { time }) => Math.min(least, time), Infinity);
  const to = times.reduce((most, time) => Math.max(most, time), -Infinity);
  if (!Number.isFinite(from) || !Number.isFinite(to)) throw new Error('the recording is empty');

  const database = createDatabase({ platform: undefined });
  const state = createMarketState();
  const own: BackgroundParts = {
    ...parts,
    liquidationStore: createLiquidationStore(database),
    openInterestStore: createOpenInterestStore(database),
    state,
    book: createBook(),
    marketTime: { ...parts.marketTime, now: () => to, offsetMs: parts.marketTime.offsetMs, agreed: true, hosts: [] },
    progress: new Map(),
    changed: () => undefined,
  };
  const orders = inputs.filter(row => row.type === 'liquidation');
  const named = new Set<string>(orders.map(({ venue }) => venue));
  const venues = all.filter(({ id }) => named.has(id));
  state.off = new Set(all.filter(({ id }) => !named.has(id)).map(({ id }) => id));

  const recorder = createRecorder(own);
  for (const venue of venues) {
    const events = orders.flatMap((row, place): readonly Liquidation[] =>
      row.venue !== venue.id
        ? []
        : [
            {
              venue: venue.id,
              symbol: row.base,
              base: row.base,
              position: row.position,
              price: 0,
              priceKind: 'fill',
              quantity: { value: row.usd, unit: 'usd' },
              baseQuantity: undefined,
              usd: row.usd,
              eventTime: row.time,
              receivedTime: row.time,
              key: String(place),
            },
          ],
    );
    for (const [place, stream] of streamNames(venue).entries())
      await own.liquidationStore.commit({ venue: venue.id, stream, events: place === 0 ? events : [], heard: { from, to } });
  }
  await recorder.fold();
  await recorder.reload();

  const bars = inputs.filter(row => row.type === 'bar');
  for (const base of new Set(bars.map(row => row.base)))
    state.bars.set(base, { bars: toHours(bars.filter(row => row.base === base)), source: t('feeds.name.recording') });
  const [first] = venues;
  if (first !== undefined) await own.openInterestStore.write(toInterest(bars, first.id), to);
  for (const { name, time, value } of inputs.filter(row => row.type === 'reference'))
    if (name === 'spot-flow') state.flow.set('BTC', [...(state.flow.get('BTC') ?? []), [time, value]]);

  const prices: Pick<PricePast, 'past'> = {
    past: (coin, now) =>
      Promise.resolve(bars.filter(row => row.base === coin && row.intervalMs < hourMs && row.time + row.intervalMs <= now)),
  };
  const bookFrom = createOlderBook(own, all);
  const machine = createTimeMachine(own, { venues: all, fearGreedSource, prices, bookFrom });
  const phases = new Map<string | undefined, Promise<readonly PhaseSpan[]>>();
  const history = createHistoryService(own, {
    venues: all,
    fearGreedSource,
    prices,
    bookFrom,
    // The whole recording is gone through once.
    phases(coin) {
      const known = phases.get(coin) ?? machine.phases(to, coin);
      phases.set(coin, known);
      return known;
    },
    unbroken: () => true,
  });
  return {
    from,
    to,
    at: (time, coin) => machine.at(time, coin),
    history: query => history.read(query),
    tape: query => readTape(own.liquidationStore, state.off, query),
  };
}

function toHours(bars: readonly BarInput[]): readonly Bar[] {
  const add = createWholeHours();
  return bars.toSorted((a, b) => a.time + a.intervalMs - b.time - b.intervalMs).flatMap(bar => add(bar) ?? []);
}

function toInterest(bars: readonly BarInput[], venue: VenueId): readonly OpenInterest[] {
  return bars.flatMap(({ base, time, intervalMs, close, openInterestUsd: usd }) =>
    usd === undefined ? [] : [{ venue, symbol: base, base, time: time + intervalMs, coins: usd / close, usd }],
  );
}

/** The recordings that come with the extension, by their files' names. */
export const builtIn = ['reference-day', 'cascade'] as const;

/** Reads a recording from its text, in any form that `replay` reads. Throws `Unreadable`, which names the line, on one that is none. */
export function readRecordingText(text: string): readonly RecordedInput[] {
  const read = createLineReader();
  return text.split('\n').flatMap(line => read(line) ?? []);
}
