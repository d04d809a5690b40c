import { withSample } from '../engine/usual-depth.ts';
import { FeedError } from '../model/feed-error.ts';
import type { BookDepth, ContractSource } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { contractOf, depthKey } from './market-state.ts';
import type { CoinDepth } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';
import { isMajor, majors } from './source-jobs.ts';

const minuteMs = 60_000;
const everyMs = 5 * minuteMs;
/** Books of coins that are not majors are read so often. */
const othersEveryMs = 30 * minuteMs;
/** A coin without a book anywhere is looked for again after so long. */
const unlistedRestMs = 6 * 60 * minuteMs;

/**
 * Dollars in the books of the thirty largest coins within one per cent of the middle: of BTC, ETH and SOL every five minutes, of the others every half
 * hour. Of several sources the first that reaches one per cent counts, and it is the first to be asked from then on, so that the figure stays
 * one of the same venue; where none does, the last partial book stands, marked as such.
 */
export function createDepthJob(parts: BackgroundParts, sources: readonly ContractSource<BookDepth>[]): Job {
  const { state, fetchLayer, documents, health, marketTime, changed } = parts;
  const id = depthKey;
  const notBefore = new Map<string, number>();
  health.declare(id, 'Order books');

  /** `undefined` when the source does not list the coin. */
  async function ask(source: ContractSource<BookDepth>, base: string): Promise<CoinDepth | FeedError | undefined> {
    const instrument = contractOf(state, source, base);
    if (instrument === undefined) return undefined;
    try {
      const { rows, receivedTime } = await fetchLayer.fetch({
        key: `${source.id} ${base}`,
        request: source.request(instrument),
        staleTimeMs: 0,
        read: (payload, received) => source.parse(payload, { receivedTime: received }),
      });
      const [book] = rows;
      if (book === undefined) return undefined;
      const bidUsd = Math.round(book.bidUsd);
      const askUsd = Math.round(book.askUsd);
      const held = state.depth.get(base);
      const past = held?.source === source.name ? held.past : [];
      return {
        bidUsd,
        askUsd,
        isPartial: book.isPartial,
        at: receivedTime,
        source: source.name,
        past: book.isPartial ? past : withSample(past, [receivedTime, bidUsd, askUsd]),
      };
    } catch (error) {
      if (error instanceof FeedError) return error;
      throw error;
    }
  }

  return {
    id,
    everyMs,
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      const on = sources.filter(({ venue }) => !state.off.has(venue));
      const unlisted = on.filter(({ venue }) => (state.instruments.get(venue)?.size ?? 0) === 0);
      if (on.length === 0) return;
      if (unlisted.length === on.length) throw new NotReady('no contracts are known yet whose books could be read');
      const isDue = (base: string) => {
        const age = Math.abs(now - (state.depth.get(base)?.at ?? -Infinity));
        // A run comes a little early or late.
        return age >= (isMajor(base) ? everyMs : othersEveryMs) - minuteMs && (notBefore.get(base) ?? 0) <= now;
      };
      const due = [...new Set([...majors, ...(state.universe?.top ?? [])])].filter(isDue);
      let failure: FeedError | undefined;
      let read = 0;
      for (const base of due) {
        const last = state.depth.get(base)?.source;
        let found: CoinDepth | undefined;
        let isAnswered = unlisted.length === 0;
        for (const source of on.toSorted((a, b) => Number(b.name === last) - Number(a.name === last))) {
          if (found?.isPartial === false) break;
          const answer = await ask(source, base);
          if (answer instanceof FeedError) {
            failure = answer;
            isAnswered = false;
          } else found = answer ?? found;
        }
        if (found !== undefined) {
          state.depth.set(base, found);
          read += 1;
        } else if (isAnswered && !isMajor(base)) notBefore.set(base, now + unlistedRestMs);
      }
      if (read > 0) await documents.write(depthKey, Object.fromEntries(state.depth), now);
      const told = `${read} of ${due.length} books read`;
      if (read > 0 || failure === undefined)
        health.report(id, { state: 'live', reason: told, ...(read > 0 ? { lastGood: now } : {}) });
      else health.report(id, describeFeedError(failure));
      changed('depth');
      if (read === 0 && failure !== undefined) throw failure;
    },
  };
}
