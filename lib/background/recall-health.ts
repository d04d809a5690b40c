import type { Venue } from '../model/venue.ts';
import type { BackgroundParts } from './parts.ts';
import {
  backfilledKey,
  contextKeys,
  depthKey,
  flowKey,
  fundingKey,
  historyReadKey,
  pastKey,
  quotesKey,
  takersKey,
} from './market-state.ts';
import type { Recorder } from './recorder.ts';
import type { StreamLog } from './stream-log.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Tells the health board when each feed was last good, from when its document was written (`writtenAt`, market time in ms) and from what its stream
 * has claimed, else from the log: a woken worker must not say that nothing was ever heard.
 */
export function recallHealth(
  { health, marketTime }: Pick<BackgroundParts, 'health' | 'marketTime'>,
  recorder: Pick<Recorder, 'heardUntil'>,
  {
    venues,
    fearGreedId,
    writtenAt,
    log,
  }: {
    readonly venues: readonly Venue[];
    readonly fearGreedId: string;
    readonly writtenAt: ReadonlyMap<string, number>;
    readonly log: Pick<StreamLog, 'read'>;
  },
): void {
  const now = marketTime.now();
  // Twice the time after which each is asked again.
  const fromDocument = (id: string, key: string, freshMs: number) => {
    const time = writtenAt.get(key);
    if (time !== undefined) health.recall(id, time, freshMs, now);
  };
  for (const { id, socketStreams, polls } of venues) {
    fromDocument(`${id}/instruments`, `instruments/${id}`, 12 * hourMs);
    fromDocument(`${id}/prices`, quotesKey(id), 2 * minuteMs);
    fromDocument(`${id}/open-interest`, `open-interest/${id}`, 10 * minuteMs);
    fromDocument(`${id}/funding`, fundingKey(id), 20 * minuteMs);
    fromDocument(`${id}/backfill`, backfilledKey(id), 20 * minuteMs);
    fromDocument(`${id}/history`, historyReadKey(id), 20 * minuteMs);
    for (const stream of [...socketStreams, ...polls.map(poll => poll.stream)]) {
      const time = recorder.heardUntil(id, stream);
      // A socket has to be opened anew and a poll is due within seconds: neither is live yet.
      if (time !== undefined) health.recall(`${id}/${stream}`, time, 0, now);
    }
  }
  fromDocument(`${fearGreedId}/fear-greed`, 'fear-greed', 2 * hourMs);
  fromDocument('bars', 'bars/BTC', 2 * hourMs);
  fromDocument('bars-4h', 'bars-4h/BTC', 8 * hourMs);
  fromDocument(depthKey, depthKey, 10 * minuteMs);
  fromDocument(flowKey, flowKey, 20 * minuteMs);
  fromDocument(takersKey, takersKey, 2 * hourMs);
  // Asked of the first source of each; a fallback says for itself when it was last heard.
  fromDocument('coingecko/breadth', contextKeys.breadth, 20 * minuteMs);
  for (const id of ['strategy', 'coingecko-treasuries']) fromDocument(`${id}/holders`, contextKeys.holders, 12 * hourMs);
  fromDocument('yahoo/markets', contextKeys.otherMarkets, 20 * minuteMs);
  fromDocument('past', pastKey, 2 * minuteMs);
  // What neither has a document nor has claimed anything yet is at least in the log; it has to be asked again before it is live.
  for (const { id } of health.read()) {
    const time = log.read(id)?.lastGood;
    if (time !== undefined) health.recall(id, time, 0, now);
  }
}
