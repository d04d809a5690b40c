import { FeedError } from '../model/feed-error.ts';
import type { PriceSource } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { flowKey } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Job } from './scheduler.ts';
import { majors } from './source-jobs.ts';

const minuteMs = 60_000;
/** While nothing happens, so often is often enough: one answer reaches back five hours. */
const calmEveryMs = 10 * minuteMs;
/** What is kept: the longest window of the branching ratio, and a little before it. */
const keptMs = 6.5 * 60 * minuteMs;

/**
 * Dollars turned over by the minute in BTC, ETH and SOL where nobody trades on credit: what R may hold a burst of forced orders against, since no
 * forced order is in it. Each minute while something happens (`state.isBusy`), else every ten. A minute that the source leaves out stays
 * out: "no data is published for intervals where there are no ticks" (Coinbase Exchange documents), which is no figure of ours.
 */
export function createFlowJob(parts: BackgroundParts, source: PriceSource): Job {
  const { state, fetchLayer, documents, health, marketTime, changed } = parts;
  const id = flowKey;
  health.declare(id, `Spot turnover on ${source.name}`);
  return {
    id,
    everyMs: minuteMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      let read = 0;
      let failure: FeedError | undefined;
      for (const base of majors) {
        const before = (state.flow.get(base) ?? []).filter(([time]) => time > now - keptMs && time <= now);
        const last = before.at(-1)?.[0] ?? 0;
        if (now - last < (state.isBusy ? minuteMs : calmEveryMs)) continue;
        try {
          const { rows } = await fetchLayer.fetch({
            key: `${id} ${base}`,
            request: source.bars(base, Math.min(300, Math.ceil((now - last) / minuteMs) + 1), now, minuteMs),
            staleTimeMs: 0,
            read: payload => source.parseBars(payload, minuteMs),
          });
          const flow = rows.flatMap(({ openTime, close, volume }) => {
            const over = openTime + minuteMs;
            return volume !== undefined && over > last && over <= now ? [[over, Math.round(volume * close)] as const] : [];
          });
          state.flow.set(base, [...before, ...flow]);
          read += 1;
        } catch (error) {
          if (!(error instanceof FeedError)) throw error;
          failure = error;
        }
      }
      if (read > 0) {
        await documents.write(flowKey, Object.fromEntries(state.flow), now);
        health.report(id, { state: 'live', reason: 'minute by minute', lastGood: now });
        changed('flow');
      }
      if (failure === undefined) return;
      health.report(id, describeFeedError(failure));
      throw failure;
    },
  };
}
