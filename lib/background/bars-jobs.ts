import { t } from '../i18n/t.ts';
import { FeedError } from '../model/feed-error.ts';
import type { BarStep, PriceSource } from '../model/venue.ts';
import { packBars } from './kept-bars.ts';
import { barsKey } from './market-state.ts';
import type { CoinBars } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { Job } from './scheduler.ts';
import { isMajor, largestCoins } from './source-jobs.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A coin that no source lists is asked for again after so long. */
const unlistedRestMs = 6 * hourMs;

/** One length of bars of the thirty largest coins, and of those with levels of the user's own. */
interface Series {
  readonly id: string;
  readonly name: string;
  readonly stepMs: BarStep;
  /** How many are kept. */
  readonly count: number;
  readonly held: Map<string, CoinBars>;
}

/**
 * Bars of the thirty largest coins, and of those with levels of the user's own: hours of thirty days, four hours of ninety, each soon after it is over, and every five minutes the hour that is
 * forming, since who buys is asked for over the last two hours. After the first time only what is new is asked for.
 */
export function createBarsJobs(parts: BackgroundParts, sources: readonly PriceSource[]): readonly Job[] {
  const { state, fetchLayer, documents, health, marketTime, changed } = parts;
  // 14 hours more than thirty days, for the true range of the first of them.
  const hours: Series = { id: 'bars', name: t('feeds.name.hours'), stepMs: 3_600_000, count: 30 * 24 + 15, held: state.bars };
  const fourHours: Series = {
    id: 'bars-4h',
    name: t('feeds.name.fourHours'),
    stepMs: 14_400_000,
    count: 90 * 6 + 1,
    held: state.bars4h,
  };
  const bases = () => [...new Set([...largestCoins(state), ...Object.keys(state.own)])];

  /** Whether the source told any. */
  async function ask({ id, stepMs, count, held }: Series, source: PriceSource, base: string, now: number): Promise<boolean> {
    const known = held.get(base);
    const before = known?.source === source.name ? known.bars : [];
    const last = before.at(-1)?.openTime ?? 0;
    // The last two are read again: the one that was forming, and the one before, whose last trades may have come late.
    const wanted = Math.min(count, Math.floor(now / stepMs) - last / stepMs + 2);
    try {
      const { rows } = await fetchLayer.fetch({
        key: `${id} ${source.id} ${base}`,
        request: source.bars(base, wanted, now, stepMs),
        staleTimeMs: 0,
        read: payload => source.parseBars(payload, stepMs),
      });
      const first = rows[0]?.openTime;
      if (first === undefined) return false;
      // What the answer does not reach back to would leave a hole.
      const kept = first <= last ? before.filter(({ openTime }) => openTime < first) : [];
      const bars = { bars: [...kept, ...rows].slice(-count), source: source.name };
      held.set(base, bars);
      if (rows.at(-1)?.openTime !== last) await documents.write(barsKey(base, stepMs), packBars(bars), now);
      return true;
    } catch (error) {
      if (error instanceof FeedError) return false;
      throw error;
    }
  }

  function follow(series: Series): Job {
    const { id, name, stepMs, held } = series;
    const notBefore = new Map<string, number>();
    health.declare(id, name);
    return {
      id,
      everyMs: minuteMs,
      needsMarketTime: true,
      async run() {
        const now = marketTime.now();
        const begun = Math.floor(now / stepMs) * stepMs;
        // A bar's last trades settle within seconds.
        const wanted = now - begun < 10_000 ? begun - stepMs : begun;
        // The bar that is forming is among those read, so one that has begun says that all before it are complete.
        const isMissing = (base: string) =>
          (held.get(base)?.bars.at(-1)?.openTime ?? 0) < wanted && (notBefore.get(base) ?? 0) <= now;
        const missing = bases().filter(isMissing);
        if (missing.length === 0) return;
        const failed: string[] = [];
        for (const base of missing) {
          let found = false;
          for (const source of sources) found ||= await ask(series, source, base, now);
          if (!found) {
            failed.push(base);
            if (!isMajor(base)) notBefore.set(base, now + unlistedRestMs);
          }
          changed('levels');
        }
        const told = t('feeds.coinsRead', { read: missing.length - failed.length }, missing.length);
        const isFailing = failed.length === missing.length;
        health.report(id, { state: isFailing ? 'failing' : 'live', reason: told, ...(isFailing ? {} : { lastGood: now }) });
        if (failed.some(isMajor)) throw new Error(`${name}: none of ${failed.join(', ')}`);
      },
    };
  }

  return [
    follow(hours),
    follow(fourHours),
    {
      id: 'forming bars',
      everyMs: 5 * minuteMs,
      needsMarketTime: true,
      async run() {
        for (const base of bases()) {
          const known = state.bars.get(base);
          const source = sources.find(({ name }) => name === known?.source);
          // Of a source that does not say who bought, the hour can wait until it is over.
          if (source !== undefined && known?.bars.some(({ takerBuyVolume }) => takerBuyVolume !== undefined) === true)
            await ask(hours, source, base, marketTime.now());
        }
        changed('levels');
      },
    },
  ];
}
