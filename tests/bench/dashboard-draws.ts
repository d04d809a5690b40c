import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Column, History } from '../../lib/model/history.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import type { Part } from './bench.ts';

const warmUps = 3;
const rounds = 15;
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** 2026-02-12T00:00:00Z. */
const end = Date.UTC(2026, 1, 12);
const plainUplot = join(dirname(createRequire(import.meta.url).resolve('uplot')), 'uPlot.iife.min.js');

/** From the answer of the background until the scripts had nothing left to do, and until the frame after it, ms. */
interface Drawn {
  readonly scriptMs: number;
  readonly frameMs: number;
}

/** A made history without a hole: the most that there can be to draw. */
function makeHistory(base: string, days: number, stepMs: number): History {
  const from = end - days * dayMs;
  const times = Array.from({ length: (days * dayMs) / stepMs }, (_, step) => from + step * stepMs);
  const column = (value: (step: number) => number): Column => times.map((_, step) => value(step));
  return {
    base,
    from,
    to: end,
    stepMs,
    times,
    price: column(step => 70_000 + 4_000 * Math.sin(step / 900) + 300 * Math.sin(step * 1.7)),
    longUsd: column(step => 1e5 * (1 + Math.sin(step * 0.3)) + (step % 997 < 40 ? 4e6 : 0)),
    shortUsd: column(step => 8e4 * (1 + Math.cos(step * 0.7))),
    heard: times.map((_, step) => (step % 1_400 < 60 ? 0 : 1)),
    interestUsd: column(step => 6e9 - step * 1e5),
    interestCoins: column(step => 9e4 - step),
    funding8h: column(step => 1e-4 * Math.sin(step / 300)),
    fear: Array.from({ length: days }, (_, day) => ({ day: from + day * dayMs, value: 5 + (day % 20) })),
    phases: Array.from({ length: days }, (_, day) => ({
      phase: day % 2 === 0 ? ('deleveraging' as const) : ('cascade' as const),
      from: from + day * dayMs,
      to: from + (day + 1) * dayMs,
    })),
    venues: [],
    sources: { price: 'made' },
  };
}

/** The dashboard of the production build with a made history for an answer, beside plain charts of the same points by uPlot in the same page. */
export const dashboardDraws: Part = {
  name: 'dashboard',
  title: 'dashboard draws',
  async measure(bench) {
    const run = await launchChromium({ extension: bench.extension, args: ['--host-resolver-rules=MAP * ~NOTFOUND'] });
    try {
      const page = await run.context.newPage();
      await page.setViewportSize({ width: 1400, height: 1000 });
      await page.addInitScript(answerHistories);
      await page.goto(`chrome-extension://${run.extensionId}/dashboard.html`);
      await page.evaluate(readFileSync(plainUplot, 'utf8'));
      const week = await measureHistory(page, '7d', makeHistory('BTC', 7, minuteMs));
      const month = await measureHistory(page, '30d', makeHistory('BTC', 30, 30 * minuteMs));
      return [...toReadings('7 days of minutes', week), ...toReadings('30 days of half hours', month)];
    } finally {
      await run.close();
    }
  },
};

interface Measured {
  readonly ours: readonly Drawn[];
  readonly plain: readonly Drawn[];
}

function toReadings(name: string, { ours, plain }: Measured) {
  const beside = (read: (drawn: Drawn) => number) => ({
    unit: 'ms' as const,
    show: 'median' as const,
    samples: ours.map(read),
    control: { name: 'plain uPlot', samples: plain.map(read), compare: 'ratio' as const },
  });
  return [
    { name: `${name}, scripts`, ...beside(({ scriptMs }) => scriptMs) },
    { name: `${name}, to the frame`, ...beside(({ frameMs }) => frameMs), target: { of: 'p95' as const, atMost: 100 } },
  ];
}

/** Draws both by turns. Each of our draws is a first one: the charts are those of another coin. */
async function measureHistory(page: Page, range: string, history: History): Promise<Measured> {
  const ours: Drawn[] = [];
  const plain: Drawn[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const base = round % 2 === 0 ? 'BTC' : 'ETH';
    const first = await page.evaluate(drawOurs, { hash: `#market?coin=${base}&range=${range}`, history: { ...history, base } });
    const second = await page.evaluate(drawPlain, history);
    if (round < 0) continue;
    ours.push(first);
    plain.push(second);
  }
  return { ours, plain };
}

/** What the page's own script says to the bench. */
interface Stubbed {
  /** Answers the last question for a history. */
  give?: (history: unknown) => void;
  uPlot: new (options: unknown, data: unknown, target: Element) => { destroy(): void };
}

/** Runs in the page before anything of it: histories are answered by the bench, single orders by none, and everything else by the background. */
function answerHistories(): void {
  const { runtime } = (
    globalThis as unknown as { chrome: { runtime: { sendMessage(message: { readonly type: string }): Promise<unknown> } } }
  ).chrome;
  const send = runtime.sendMessage.bind(runtime);
  runtime.sendMessage = message => {
    if (message.type === 'tape.read') return Promise.resolve({ res: { rows: [], found: 0 } });
    if (message.type !== 'history.read') return send(message);
    return new Promise(resolve => {
      (globalThis as unknown as Stubbed).give = history => resolve({ res: history });
    });
  };
}

async function drawOurs({ hash, history }: { readonly hash: string; readonly history: unknown }): Promise<Drawn> {
  const page = globalThis as unknown as Stubbed;
  const task = () =>
    new Promise(resolve => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(undefined);
    });
  delete page.give;
  location.hash = hash;
  const asked = (): Stubbed['give'] => page.give;
  while (asked() === undefined) await new Promise(resolve => setTimeout(resolve, 5));
  await new Promise(requestAnimationFrame);
  await task();
  const from = performance.now();
  asked()?.(history);
  await task();
  const scriptMs = performance.now() - from;
  await new Promise(requestAnimationFrame);
  await task();
  const frameMs = performance.now() - from;
  if (document.querySelectorAll('.plot canvas').length !== 5) throw new Error('not all charts were drawn');
  return { scriptMs, frameMs };
}

async function drawPlain(history: History): Promise<Drawn> {
  const { uPlot } = globalThis as unknown as Stubbed;
  const task = () =>
    new Promise(resolve => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(undefined);
    });
  const place = document.createElement('div');
  document.body.append(place);
  const { times, price, longUsd, shortUsd, interestUsd, interestCoins, funding8h } = history;
  await new Promise(requestAnimationFrame);
  await task();
  const from = performance.now();
  const charts = [[price], [longUsd, shortUsd], [interestUsd, interestCoins], [funding8h]].map(
    columns =>
      new uPlot(
        { width: 1_000, height: 120, ms: 1, series: [{}, ...columns.map(() => ({ stroke: 'red' }))], legend: { show: false } },
        [times, ...columns],
        place,
      ),
  );
  await task();
  const scriptMs = performance.now() - from;
  await new Promise(requestAnimationFrame);
  await task();
  const frameMs = performance.now() - from;
  for (const chart of charts) chart.destroy();
  place.remove();
  return { scriptMs, frameMs };
}
