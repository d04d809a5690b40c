import { withSample } from '../engine/usual-depth.ts';
import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { BookDepth, ContractSource } from '../model/venue.ts';
import { contractOf, depthKey } from './market-state.ts';
import type { CoinDepth } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import { readCoins } from './read-coins.ts';
import { NotReady } from './scheduler.ts';
import type { Job } from './scheduler.ts';
import { isMajor, largestCoins } from './source-jobs.ts';

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
  const { state, fetchLayer, health, marketTime } = parts;
  const notBefore = new Map<string, number>();
  health.declare(depthKey, t('feeds.name.books'));

  /** `undefined` when the source does not list the coin. */
  async function ask(source: ContractSource<BookDepth>, base: string): Promise<CoinDepth | undefined> {
    const instrument = contractOf(state, source, base);
    if (instrument === undefined) return undefined;
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
  }

  return {
    id: depthKey,
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
      await readCoins(parts, depthKey, state.depth, largestCoins(state).filter(isDue), async base => {
        const last = state.depth.get(base)?.source;
        let found: CoinDepth | undefined;
        let failure: FeedError | undefined;
        for (const source of on.toSorted((a, b) => Number(b.name === last) - Number(a.name === last))) {
          try {
            found = (await ask(source, base)) ?? found;
          } catch (error) {
            if (!(error instanceof FeedError)) throw error;
            failure = error;
          }
          if (found?.isPartial === false) break;
        }
        if (found !== undefined) state.depth.set(base, found);
        else if (failure !== undefined) throw failure;
        else if (unlisted.length === 0 && !isMajor(base)) notBefore.set(base, now + unlistedRestMs);
        return found !== undefined;
      });
    },
  };
}
