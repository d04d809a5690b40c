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

/** Starts both, the market first: `prepare` may arm faults before the browser's first word. `UNDERTOW_EXTENSION` names another build than the default. */
export async function openStage(
  scene: StartOptions = {},
  browser: BrowserOptions = {},
  prepare: (market: RunningMarket) => void = () => undefined,
): Promise<Stage> {
  const market = await startMarket(scene);
  prepare(market);
  const extension = process.env.UNDERTOW_EXTENSION;
  try {
    const run = await launchChromium({ ...(extension === undefined ? {} : { extension }), ...browser, market });
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

/** Waits until the first run has read all of the past that is to be had, and gives a snapshot of then. */
export async function pastRead({ run }: Pick<Stage, 'run'>): Promise<MarketSnapshot> {
  return until(
    'the past is read',
    async () => {
      const snapshot = await run.snapshot();
      const isLive = (id: string) => snapshot?.feeds.some(feed => feed.id === id && feed.state === 'live');
      const known =
        snapshot?.liquidations.market['30d'] !== undefined && snapshot.openInterest.market?.changeUsd30d !== undefined;
      return known && snapshot.progress.length === 0 && isLive('gate/backfill') && isLive('past') ? snapshot : undefined;
    },
    { timeoutMs: 150_000, everyMs: 500 },
  );
}
