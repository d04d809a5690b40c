import { join } from 'node:path';
import { type Backstage, openBackstage } from '../e2e/support/backstage.ts';
import { type ChromiumRun, launchChromium } from '../e2e/support/chromium.ts';
import { openStage, type Stage } from '../e2e/support/stage.ts';
import { until } from '../e2e/support/until.ts';
import { writeBareExtension } from './bare-extension.ts';
import type { Reading } from './reading.ts';

/** Thousands of requests to fifteen venues, each within half of what its host allows. */
const firstRunMs = 480_000;

/** One file of the bench. */
export interface Part {
  readonly name: string;
  readonly title: string;
  measure(bench: Bench): Promise<readonly Reading[]>;
}

/** What the parts of one run have in common. Nothing is started before a part asks for it. */
export interface Bench {
  /** Folder of the production build that is measured: a copy, so that a build meanwhile changes nothing. */
  readonly extension: string;
  /** A folder that is gone after the run. */
  readonly scratch: string;
  /** The reference day in a browser with us, everything that can be read of the past read. */
  stage(): Promise<BenchStage>;
  /** A browser of its own with an extension that does next to nothing. */
  bare(): Promise<BenchRun>;
  close(): Promise<void>;
}

/** A browser, with a page of its extension from which to speak to it. */
export interface BenchRun {
  readonly run: ChromiumRun;
  readonly backstage: Backstage;
}

export interface BenchStage extends BenchRun {
  readonly market: Stage['market'];
}

/** Hands out what the parts share. */
export function createBench({ extension, scratch }: Pick<Bench, 'extension' | 'scratch'>): Bench {
  let stage: Promise<BenchStage> | undefined;
  let bare: Promise<BenchRun> | undefined;
  const closing: (() => Promise<void>)[] = [];

  async function openMarketStage(): Promise<BenchStage> {
    const opened = await openStage({ scenario: 'reference-day' }, { extension });
    closing.push(() => opened.close());
    await firstRunDone(opened);
    return { market: opened.market, run: opened.run, backstage: await openBackstage(opened.run) };
  }

  async function openBare(): Promise<BenchRun> {
    const folder = writeBareExtension(join(scratch, 'bare'));
    const run = await launchChromium({ extension: folder, args: ['--host-resolver-rules=MAP * ~NOTFOUND'] });
    closing.push(() => run.close());
    return { run, backstage: await openBackstage(run) };
  }

  return {
    extension,
    scratch,
    stage: () => (stage ??= openMarketStage()),
    bare: () => (bare ??= openBare()),
    async close() {
      for (const end of closing.reverse()) await end();
    },
  };
}

/**
 * Waits until the first run has read the past of every venue once. What a host's budget puts off for minutes is not waited for: it is asked
 * again in the background all day, here as for a user.
 */
export async function firstRunDone({ run }: Pick<Stage, 'run'>): Promise<void> {
  await until(
    'the past is read',
    async () => {
      const snapshot = await run.snapshot();
      const hasRun = (id: string) => snapshot?.feeds.some(feed => feed.id === id && feed.state !== 'waiting');
      const isKnown =
        snapshot?.liquidations.market['30d'] !== undefined && snapshot.openInterest.market?.changeUsd30d !== undefined;
      return isKnown && snapshot.progress.length === 0 && hasRun('gate/backfill') && hasRun('past') ? true : undefined;
    },
    { timeoutMs: firstRunMs, everyMs: 500 },
  );
}

/** Stops the worker and waits until the browser no longer lists it. */
export async function stopWorker(run: ChromiumRun): Promise<void> {
  const browser = run.context.browser();
  if (browser === null) throw new Error('no browser');
  const session = await browser.newBrowserCDPSession();
  const isListed = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.some(({ type, url }) => type === 'service_worker' && url.includes(run.extensionId));
  };
  try {
    await run.killWorker();
    await until('the worker is gone', async () => ((await isListed()) ? undefined : true), { everyMs: 10 });
  } finally {
    await session.detach();
  }
}

/** Waits. What is measured over a time needs that time to pass. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
