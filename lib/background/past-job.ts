import { dayToleranceMs, monthToleranceMs } from '../engine/open-interest.ts';
import { valueByPeers } from '../engine/peer-price.ts';
import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { Instrument, OpenInterest } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { pastKey, universeInstruments } from './market-state.ts';
import type { KeptPast } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Requests of one run to one venue for one moment; the next goes on. */
const requestsPerRun = 200;
/** A contract whose past could not be had, a new listing for one, is asked again after so long. */
const restMs = 6 * hourMs;

interface Horizon {
  readonly name: 'dayAgo' | 'monthAgo';
  readonly backMs: number;
  /** How much before the moment a page of the past begins. */
  readonly marginMs: number;
  readonly toleranceMs: number;
}

const horizons: readonly Horizon[] = [
  // The mark before the moment may be the nearer one.
  { name: 'dayAgo', backMs: dayMs, marginMs: 5 * minuteMs, toleranceMs: dayToleranceMs },
  // Venues refuse to go back further than a month, so here it is the mark after.
  { name: 'monthAgo', backMs: 30 * dayMs, marginMs: 0, toleranceMs: monthToleranceMs },
];

/**
 * Sees to it that the open interest of a day and of thirty days ago is known of every contract. What the extension recorded itself is enough after
 * a day; before that, one page of the venue's history fills in a stretch for each contract.
 */
export function createPastJob(parts: BackgroundParts, venues: readonly Venue[]): Job {
  const { state, http, documents, openInterestStore, marketTime, health, changed } = parts;
  const notBefore = new Map<string, number>();
  health.declare('past', t('feeds.name.pastInterest'));

  async function known(venue: Venue, horizon: Horizon, now: number): Promise<readonly OpenInterest[]> {
    const { samples } = await openInterestStore.readNearest({
      venue: venue.id,
      time: now - horizon.backMs,
      toleranceMs: horizon.toleranceMs,
    });
    return samples;
  }

  async function ask(venue: Venue, instrument: Instrument, { backMs, marginMs }: Horizon): Promise<boolean> {
    const now = marketTime.now();
    const answer = await http.get(venue.openInterest.requestPast(instrument, now - backMs - marginMs));
    const parsed = venue.openInterest.parsePast(answer.payload, instrument, {
      receivedTime: answer.receivedTime,
      instruments: state.instruments.get(venue.id) ?? new Map(),
    });
    if (parsed.kind !== 'events') return false;
    await openInterestStore.write(parsed.events, now);
    return parsed.events.length > 0;
  }

  return {
    id: 'past',
    everyMs: minuteMs,
    needsMarketTime: true,
    async run() {
      if (state.universe === undefined) throw new NotReady('no list of coins yet');
      const asked = venues.filter(venue => !state.off.has(venue.id));
      let missing = 0;
      let failure: FeedError | undefined;
      for (const horizon of horizons) {
        const found: OpenInterest[] = [];
        await inParallel(asked, asked.length, async venue => {
          const now = marketTime.now();
          const have = new Set((await known(venue, horizon, now)).map(row => row.symbol));
          // Where the venue keeps no past, our own samples make one.
          const wanted = universeInstruments(state, venue.id).filter(
            instrument => venue.openInterest.hasPast && instrument.kind === 'perp' && !have.has(instrument.symbol),
          );
          const key = (instrument: Instrument) => `${horizon.name} ${venue.id} ${instrument.symbol}`;
          const due = wanted.filter(instrument => (notBefore.get(key(instrument)) ?? 0) <= now).slice(0, requestsPerRun);
          missing += wanted.length;
          await inParallel(due, 4, async instrument => {
            try {
              if (await ask(venue, instrument, horizon)) missing -= 1;
              // Whether or not the page reached the moment, asking again soon would bring the same.
              notBefore.set(key(instrument), now + restMs);
            } catch (error) {
              if (!(error instanceof FeedError)) throw error;
              failure ??= error;
            }
          });
          found.push(...(await known(venue, horizon, marketTime.now())));
        });
        state[horizon.name] = valueByPeers(found);
        changed('openInterest');
      }
      const now = marketTime.now();
      const line = await openInterestStore.readLine({
        from: now - 30 * dayMs,
        to: now,
        venues: asked.filter(venue => venue.backfill !== undefined).map(venue => venue.id),
      });
      state.line = line.map(point => [point.time, Math.round(point.usd)] as const);
      await documents.write(
        pastKey,
        { dayAgo: state.dayAgo, monthAgo: state.monthAgo, line: state.line } satisfies KeptPast,
        now,
      );
      if (failure !== undefined) health.report('past', describeFeedError(failure));
      else
        health.report('past', {
          state: 'live',
          reason: missing === 0 ? t('feeds.pastKnown') : t('feeds.pastMissing', {}, missing),
          lastGood: now,
        });
      changed('openInterest');
    },
  };
}

async function inParallel<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(width, queue.length) }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
