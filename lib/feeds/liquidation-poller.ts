import type { Interval } from '../model/coverage.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';
import type { LiquidationPoll, ParseContext } from '../model/venue.ts';
import type { HttpClient } from './http.ts';
import type { MarketTime } from './market-time.ts';
import { toRows, unreadable } from './payload-rows.ts';
import type { FeedBatch } from './socket-feed.ts';

/** What is known before a run. Market time, ms. */
export interface PollStart {
  /** End of the latest stored coverage; undefined when nothing is stored. */
  readonly heardUntil: number | undefined;
  /** Nothing before this is asked for. */
  readonly claimsFrom: number;
}

/** What one run did. */
export interface PollReport {
  readonly requests: number;
  readonly events: number;
  readonly rejected: number;
  /** Windows that stay unheard: too much happened in one second to be answered in one page, or rows could not be read. */
  readonly gaps: readonly Interval[];
  /** Up to where it came, ms of market time. */
  readonly reachedTo: number;
  /** False when the run ended before it came to the present: run again soon. */
  readonly isComplete: boolean;
}

/** Asks one endpoint for the forced orders of the time not yet heard. */
export interface LiquidationPoller {
  /**
   * Reads on from `start`, oldest first; each window is handed on before the next is asked for, so that a run that dies is gone on with.
   * Throws `FeedError` when a request fails; what was handed on before stays good.
   */
  run(start: PollStart, signal?: AbortSignal): Promise<PollReport>;
}

/** Requests of one run, beyond which the rest waits for the next. */
const defaultMaxRequests = 40;
const shortestWindowMs = 1_000;

/** A poller of one endpoint of one venue. Runs of one poller must not overlap. */
export function createLiquidationPoller(options: {
  readonly venue: VenueId;
  readonly poll: LiquidationPoll;
  readonly http: Pick<HttpClient, 'get'>;
  readonly marketTime: Pick<MarketTime, 'now'>;
  readonly context: () => Omit<ParseContext, 'receivedTime'>;
  /** Must store the events by `key` and the claim in one transaction, before it resolves. */
  readonly onBatch: (batch: FeedBatch) => Promise<void>;
  readonly maxRequests?: number;
}): LiquidationPoller {
  const { venue, poll, http, marketTime, context, onBatch, maxRequests = defaultMaxRequests } = options;

  return {
    async run({ heardUntil, claimsFrom }, signal) {
      const now = marketTime.now();
      const until = wholeSecond(now - poll.lagMs);
      const from = Math.max(heardUntil ?? claimsFrom, claimsFrom, now - poll.reachMs);
      // Rows may have come late to the last window: it is asked again for as long as they may.
      let at = Math.max(wholeSecond(from - poll.lagMs - 1_000), wholeSecond(now - poll.reachMs));
      let widthMs = poll.maxWindowMs;
      let requests = 0;
      let seen = 0;
      let rejected = 0;
      const gaps: Interval[] = [];

      while (at < until && requests < maxRequests) {
        const to = Math.min(at + widthMs, until);
        const request = poll.request(at, to);
        const { payload, receivedTime, host } = await http.get(request, signal);
        requests += 1;
        const isCut = poll.rows(payload) >= poll.pageRows;
        if (isCut && to - at > shortestWindowMs) {
          widthMs = Math.max(shortestWindowMs, wholeSecond((to - at) / 2));
          continue;
        }
        const parsed = poll.parse(payload, { ...context(), receivedTime });
        const { rows: events, rejections } = toRows<Liquidation>(parsed);
        if (parsed.kind === 'rejected') throw unreadable(rejections[0], host);
        const window = { from: Math.max(at, from), to };
        const isWhole = !isCut && rejections.length === 0;
        const heard = isWhole && window.to > window.from ? window : undefined;
        if (!isWhole && window.to > window.from) gaps.push(window);
        await onBatch({ venue, stream: poll.stream, events, heard, rejections, rejected: rejections.length });
        seen += events.length;
        rejected += rejections.length;
        at = to;
        if (!isCut) widthMs = Math.min(poll.maxWindowMs, widthMs * 2);
      }
      return { requests, events: seen, rejected, gaps, reachedTo: Math.min(at, until), isComplete: at >= until };
    },
  };
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
