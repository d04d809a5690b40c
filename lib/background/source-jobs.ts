import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { FearGreedSource, PriceSource } from '../model/venue.ts';
import { describeFeedError } from './health.ts';
import { toPriceFigure } from './market-state.ts';
import type { MarketState } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Job } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Coins whose spot price and bars are always read. */
export const majors: readonly string[] = ['BTC', 'ETH', 'SOL'];
/** Whether it is one of them. */
export const isMajor = (base: string): boolean => majors.includes(base);

/** The majors, and the thirty coins with most open interest. */
export function largestCoins({ universe }: Pick<MarketState, 'universe'>): readonly string[] {
  return [...new Set([...majors, ...(universe?.top ?? [])])];
}

/** The Fear & Greed index: once an hour, and each five minutes while the day's value is late. */
export function createFearGreedJob(parts: BackgroundParts, source: FearGreedSource): Job {
  const { state, fetchLayer, documents, health, marketTime, changed } = parts;
  const id = `${source.id}/fear-greed`;
  health.declare(id, t('feeds.name.fear'));
  return {
    id,
    everyMs: 5 * minuteMs,
    // It is asked so seldom that an answer dated by a wrong clock of this machine would stay for hours.
    needsMarketTime: true,
    async run() {
      const now = marketTime.now();
      const isToday = state.fearGreed?.days[0]?.day === Math.floor(now / dayMs) * dayMs;
      // An answer from the future was dated by a wrong clock.
      if (isToday && Math.abs(now - (state.fearGreed?.at ?? 0)) < hourMs) return;
      try {
        const { rows, receivedTime, rejections } = await fetchLayer.fetch({
          key: id,
          request: source.request(30),
          staleTimeMs: 0,
          read: (payload, received) => source.parse(payload, { receivedTime: received }),
        });
        state.fearGreed = { days: rows, at: receivedTime };
        await documents.write('fear-greed', state.fearGreed, receivedTime);
        health.report(id, {
          state: 'live',
          reason: t('feeds.days', {}, rows.length),
          lastGood: receivedTime,
          rejected: rejections.length,
        });
      } catch (error) {
        if (error instanceof FeedError)
          health.report(id, { ...describeFeedError(error), rejected: error.kind === 'rejected' ? 1 : 0 });
        throw error;
      } finally {
        changed('fearGreed');
      }
    },
  };
}

/** Spot prices of the majors: of the first source that answers. */
export function createPriceJob(parts: BackgroundParts, sources: readonly PriceSource[]): Job {
  const { state, fetchLayer, documents, health, changed } = parts;

  async function ask(source: PriceSource, bases: readonly string[]): Promise<readonly string[]> {
    const id = `${source.id}/prices`;
    // A fallback is listed from the moment on at which it was needed.
    health.declare(id, t('feeds.name.spot', { name: source.name }));
    const found: string[] = [];
    let rejected = 0;
    let lastGood: number | undefined;
    try {
      for (const request of source.requests(bases)) {
        const { rows, receivedTime, rejections } = await fetchLayer.fetch({
          key: `${id} ${request.url}`,
          request,
          staleTimeMs: 0,
          read: (payload, received) => source.parse(payload, { receivedTime: received, request }),
        });
        rejected += rejections.length;
        lastGood = receivedTime;
        for (const quote of rows) {
          state.prices.set(quote.base, toPriceFigure(quote, source.name, receivedTime));
          found.push(quote.base);
        }
      }
      if (lastGood !== undefined) health.report(id, { state: 'live', reason: found.join(', '), lastGood, rejected });
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      health.report(id, { ...describeFeedError(error), rejected: rejected + (error.kind === 'rejected' ? 1 : 0) });
    }
    return found;
  }

  return {
    id: 'prices',
    everyMs: 10_000,
    async run() {
      let missing: readonly string[] = majors;
      for (const [place, source] of sources.entries()) {
        if (missing.length === 0) {
          if (place > 0 && health.read().some(feed => feed.id === `${source.id}/prices`))
            health.report(`${source.id}/prices`, { state: 'resting', reason: t('feeds.fallback') });
          continue;
        }
        const found = await ask(source, missing);
        missing = missing.filter(base => !found.includes(base));
      }
      changed('prices');
      if (missing.length === majors.length) throw new Error('no source of spot prices answers');
      await documents.write('prices', Object.fromEntries(state.prices), parts.marketTime.now());
    },
  };
}
