import { FeedError } from '../model/feed-error.ts';
import type { ContractSource, TakerHour } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { contractOf, takersKey } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';
import { majors } from './source-jobs.ts';

const everyMs = 30 * 60_000;
/** A day of hours; with fewer nothing is said of a day. */
const hours = 24;

/** What takers bought and sold of the perpetuals of the thirty largest coins within a day, every half hour. */
export function createTakerJob(parts: BackgroundParts, source: ContractSource<TakerHour>): Job {
  const { state, fetchLayer, documents, health, marketTime, changed } = parts;
  const id = takersKey;
  health.declare(id, `Takers of perpetuals on ${source.name}`);
  return {
    id,
    everyMs,
    needsMarketTime: true,
    isOn: () => !state.off.has(source.venue),
    async run() {
      if (state.universe === undefined || (state.instruments.get(source.venue)?.size ?? 0) === 0)
        throw new NotReady('the coins or their contracts are not known yet');
      const now = marketTime.now();
      let read = 0;
      let failure: FeedError | undefined;
      for (const base of new Set([...majors, ...state.universe.top])) {
        const instrument = contractOf(state, source, base);
        if (instrument?.multiplier === undefined) continue;
        const { multiplier } = instrument;
        try {
          const { rows, receivedTime } = await fetchLayer.fetch({
            key: `${id} ${base}`,
            request: source.request(instrument),
            staleTimeMs: 0,
            read: (payload, received) => source.parse(payload, { receivedTime: received }),
          });
          if (rows.length < hours) continue;
          const sum = (of: 'bought' | 'sold') => multiplier * rows.reduce((total, row) => total + row[of], 0);
          state.takers.set(base, { boughtCoins: sum('bought'), soldCoins: sum('sold'), at: receivedTime, venue: source.venue });
          read += 1;
        } catch (error) {
          if (!(error instanceof FeedError)) throw error;
          failure = error;
        }
      }
      if (read > 0) {
        await documents.write(takersKey, Object.fromEntries(state.takers), now);
        health.report(id, { state: 'live', reason: `${read} coins`, lastGood: now });
        changed('flow');
      } else if (failure !== undefined) {
        health.report(id, describeFeedError(failure));
        throw failure;
      }
    },
  };
}
