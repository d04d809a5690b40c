import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { type RunningMarket, type StartOptions, startMarket } from '../../market/server.ts';
import { type ChromiumRun, launchChromium } from './chromium.ts';
import { until } from './until.ts';

/** A market that plays a scenario, and a browser that sees nothing else. */
export interface Stage {
  readonly market: RunningMarket;
  readonly run: ChromiumRun;
  close(): Promise<void>;
}

type BrowserOptions = Omit<Parameters<typeof launchChromium>[0], 'market'>;

/** Starts both, the market first: `prepare` may arm faults before the browser's first word. */
export async function openStage(
  scene: StartOptions = {},
  browser: BrowserOptions = {},
  prepare: (market: RunningMarket) => void = () => undefined,
): Promise<Stage> {
  const market = await startMarket(scene);
  prepare(market);
  try {
    const run = await launchChromium({ ...browser, market });
    return {
      market,
      run,
      async close() {
        await run.close();
        await market.close();
      },
    };
  } catch (error) {
    await market.close();
    throw error;
  }
}

/**
 * Waits until the first run has read what makes the figures of every window: all of Gate's bars, the open interest of a day and a month ago, and
 * something of every venue. Histories that may be asked only a few times a minute go on for minutes.
 */
export async function pastRead({ run }: Pick<Stage, 'run'>): Promise<MarketSnapshot> {
  return until(
    'the past is read',
    async () => {
      const snapshot = await run.snapshot();
      const isLive = (id: string) => snapshot?.feeds.some(feed => feed.id === id && feed.state === 'live');
      const month = snapshot?.liquidations.market['30d'];
      const known =
        month !== undefined &&
        month.venuesHeard === month.venuesEnabled &&
        snapshot?.openInterest.market?.changeUsd30d !== undefined;
      return known && isLive('gate/backfill') && isLive('past') ? snapshot : undefined;
    },
    { timeoutMs: 300_000, everyMs: 500 },
  );
}
