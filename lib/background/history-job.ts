import { createHistoryRunner } from '../feeds/history.ts';
import type { HistoryBatch } from '../feeds/history.ts';
import { historyGrainMs } from '../feeds/history-plan.ts';
import { firstRunRequests } from '../feeds/history-purse.ts';
import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { HistoryUnit, Venue } from '../model/venue.ts';
import { union } from '../std/intervals.ts';
import { historyStream } from '../store/coverage-rows.ts';
import { describeFeedError } from './health.ts';
import { historyInstruments } from './history-units.ts';
import { historyKey, historyReadKey } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Recorder } from './recorder.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';
import { streamNames } from './socket-service.ts';

const minuteMs = 60_000;
/** Sums that were written are read back into the book so often while a run goes on; reading them all takes a while. */
const reloadEveryMs = 30_000;

/** Fills what no stream heard from the venue's history of single orders; `undefined` where it keeps none. */
export function createHistoryJob(parts: BackgroundParts, venue: Venue, recorder: Recorder): Job | undefined {
  const { state, http, clock, marketTime, documents, health, progress, changed, liquidationStore, book } = parts;
  const { history } = venue;
  if (history === undefined) return undefined;
  const id = `${venue.id}/history`;
  const progressKey = `${venue.id} history`;
  health.declare(id, t('feeds.name.pastLiquidations', { name: venue.name }));
  let reloadedAt = -Infinity;
  let isStale = false;

  function heard(unit: HistoryUnit) {
    const live = book.heardByAll(venue.id, streamNames(venue));
    const own = book.heard(venue.id, historyStream(unit.key));
    return union(union(live.fine, live.coarse), union(own.fine, own.coarse));
  }

  async function store(batch: HistoryBatch): Promise<void> {
    const stream = historyStream(batch.unit.key);
    if (batch.layer === 'fine') {
      const { events } = batch;
      await recorder.record({ venue: venue.id, stream, events, heard: batch.heard, rejections: [], rejected: 0 });
      health.report(id, { state: 'live', reason: t('feeds.reading'), lastGood: marketTime.now(), events: events.length });
      return;
    }
    await liquidationStore.commitBars({ venue: venue.id, stream, grainMs: historyGrainMs, bars: batch.bars });
    await liquidationStore.markBarsHeard({ venue: venue.id, stream, layer: 'coarse', interval: batch.heard });
    isStale = true;
    if (clock.monotonic() - reloadedAt >= reloadEveryMs) await reload();
  }

  async function reload(): Promise<void> {
    if (!isStale) return;
    isStale = false;
    reloadedAt = clock.monotonic();
    await recorder.reload();
  }

  const runner = createHistoryRunner({
    venue: venue.id,
    history,
    http,
    clock,
    marketTime,
    context: () => ({
      instruments: state.instruments.get(venue.id) ?? new Map(),
      // No mark prices: those of today would give wrong figures for the past.
    }),
    memory: {
      read: async () => (await documents.read(historyKey(venue.id)))?.value,
      write: kept => documents.write(historyKey(venue.id), kept, marketTime.now()),
    },
    heard,
    onBatch: store,
    onProgress({ stage, done, total }) {
      progress.set(progressKey, { venue: venue.name, stage, done, total });
      changed('progress');
    },
  });

  return {
    id,
    everyMs: history.everyMs ?? 10 * minuteMs,
    needsMarketTime: true,
    isOn: () => !state.off.has(venue.id),
    async run() {
      const instruments = historyInstruments(state, venue.id);
      if (instruments.length === 0) throw new NotReady(`${venue.name}: no list of coins yet`);
      try {
        const { units, failed, outcome } = await runner.run(instruments);
        const [first] = failed;
        const words = {
          done: () => t('feeds.historyRead', {}, units),
          later: () => t('feeds.historyLater'),
          'out-of-reach': () => t('feeds.historyOutOfReach', {}, firstRunRequests),
        };
        health.report(id, {
          state: first === undefined ? 'live' : 'failing',
          reason:
            first === undefined
              ? words[outcome]()
              : t('feeds.someNotRead', { reason: describeFeedError(first.error).reason }, failed.length),
          lastGood: marketTime.now(),
          rejected: failed.length,
        });
        if (first === undefined && outcome !== 'later')
          await documents.write(historyReadKey(venue.id), { units }, marketTime.now());
      } catch (error) {
        if (error instanceof FeedError)
          health.report(id, { ...describeFeedError(error), rejected: error.kind === 'rejected' ? 1 : 0 });
        throw error;
      } finally {
        progress.delete(progressKey);
        changed('progress');
        await reload();
      }
    },
  };
}
