import type { CDPSession, Page } from 'playwright-core';
import { attachPanel } from '../e2e/support/panel.ts';
import { until } from '../e2e/support/until.ts';
import { type BenchStage, pause } from './bench.ts';
import { type MainThread, readMainThread, traceCategories, type TraceEvent } from './trace.ts';

/** A trading page of the simulator for which the panel is made. */
export const visitedUrl = 'https://www.gate.com/trade/BTC_USDT';
const siteId = 'gate';
const samplingUs = 1_000;

/** What one look at the page gave. */
export interface Visit {
  /** Main thread from the commit to the end of the look, ms: tasks of every kind, and scripts of every origin. */
  readonly taskMs: number;
  readonly scriptMs: number;
  /** Lengths of the tasks that the browser itself calls long, ms. */
  readonly longTasks: readonly number[];
  /** Lengths of the frames of 50 ms and more, ms. */
  readonly longFrames: readonly number[];
  /** Sum of layout shifts, and of those that the browser excuses by a click just before. */
  readonly shift: number;
  readonly shiftAfterInput: number;
  /** The panel was not yet as it was to be when the look ended: part of its work was not seen. */
  readonly isLate: boolean;
}

/** A tab that goes to the page again and again, with and without us. */
export interface Visitor {
  readonly page: Page;
  /** 4 makes the page's thread four times slower. */
  throttle(rate: number): Promise<void>;
  /** Switches our site on or off: off, the browser has no script of ours registered, and not a byte of ours is in the page. */
  show(isOn: boolean): Promise<void>;
  /** Loads the page, lets `ms` pass after its load event and reads what was seen. Throws when the panel does not come to be as `show` was told. */
  visit(ms: number, during?: (page: Page) => Promise<void>): Promise<Visit>;
  /** The same under the eyes of the tracer and the profiler, which cost time themselves: for the question whose time it was. */
  trace(ms: number): Promise<MainThread>;
  close(): Promise<void>;
}

/** What the page's own observers wrote down. */
interface Seen {
  readonly longTasks: number[];
  readonly longFrames: number[];
  shift: number;
  shiftAfterInput: number;
}

/** Opens the tab and visits the page once, so that what is measured is not the first of its process. */
export async function openVisitor({ run, backstage }: BenchStage): Promise<Visitor> {
  const page = await run.context.newPage();
  const session = await run.context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: samplingUs });
  await page.addInitScript(watchPage);
  const panel = await attachPanel(page);
  let isShown = true;

  async function load(ms: number, during?: (page: Page) => Promise<void>): Promise<void> {
    await page.waitForLoadState('load');
    await pause(ms);
    await during?.(page);
  }

  const isAsTold = async () => ((await panel.text())?.includes('≥') ?? false) === isShown;

  /** True when one has to wait for it. */
  async function isLate(): Promise<boolean> {
    if (await isAsTold()) return false;
    await until(isShown ? 'figures in the panel' : 'a page without a panel', async () => ((await isAsTold()) ? true : undefined));
    return true;
  }

  async function visit(ms: number, during?: (page: Page) => Promise<void>): Promise<Visit> {
    await page.goto(visitedUrl, { waitUntil: 'commit' });
    const before = await readMetrics(session);
    await load(ms, during);
    const after = await readMetrics(session);
    const seen = await page.evaluate(() => (window as unknown as { readonly seen: Seen }).seen);
    return { ...seen, taskMs: after.taskMs - before.taskMs, scriptMs: after.scriptMs - before.scriptMs, isLate: await isLate() };
  }

  await visit(3_000);
  return {
    page,
    async throttle(rate) {
      await session.send('Emulation.setCPUThrottlingRate', { rate });
    },
    async show(isOn) {
      if (isOn === isShown) return;
      isShown = isOn;
      await backstage.run(`return chrome.runtime.sendMessage({ type: 'sites.switch', data: { id: '${siteId}', on: ${isOn} } })`);
    },
    visit,
    async trace(ms) {
      const browser = run.context.browser();
      if (browser === null) throw new Error('no browser');
      await browser.startTracing(page, { categories: [...traceCategories] });
      await session.send('Profiler.start');
      await page.goto(visitedUrl, { waitUntil: 'commit' });
      await load(ms);
      const { profile } = await session.send('Profiler.stop');
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
        readonly traceEvents: readonly TraceEvent[];
      };
      return readMainThread(traceEvents, profile, visitedUrl, url => url.startsWith(`chrome-extension://${run.extensionId}/`));
    },
    async close() {
      await page.close();
    },
  };
}

async function readMetrics(session: CDPSession): Promise<{ readonly taskMs: number; readonly scriptMs: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (wanted: string) => 1_000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN);
  return { taskMs: read('TaskDuration'), scriptMs: read('ScriptDuration') };
}

/** Runs in the page before anything of it. */
function watchPage(): void {
  const seen: Seen = { longTasks: [], longFrames: [], shift: 0, shiftAfterInput: 0 };
  Object.defineProperty(window, 'seen', { value: seen });
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('longtask', ({ duration }) => void seen.longTasks.push(duration));
  watch('long-animation-frame', ({ duration }) => void seen.longFrames.push(duration));
  watch('layout-shift', entry => {
    const { value, hadRecentInput } = entry as unknown as { readonly value: number; readonly hadRecentInput: boolean };
    if (hadRecentInput) seen.shiftAfterInput += value;
    else seen.shift += value;
  });
}
