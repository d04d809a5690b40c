import { workerHeap } from '../e2e/support/heap.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { until } from '../e2e/support/until.ts';
import { pause } from './bench.ts';

const feed = 'bybit/linear';
const stream = { host: 'stream.bybit.com', path: '/v5/public/linear' } as const;

/** Orders wait for the disk, and what is published waits behind them: what was not taken in after so long is lost. */
const drainMs = 300_000;

/** What went in, what arrived, and what the worker held meanwhile. */
export interface FloodReport {
  /** Forced orders and frames that the venue sent. */
  readonly orders: number;
  readonly frames: number;
  readonly seconds: number;
  /** Of these orders, those that the worker took in, each once. */
  readonly taken: number;
  /** From the end of the flood until the last of them was seen to be taken in, s; what the waiting allowed when some never were. */
  readonly drainSeconds: number;
  /** Objects of the worker after a collection, bytes, from before the flood to after it. */
  readonly heap: readonly number[];
}

/** Pours forced orders into one socket of a running stage for `forMs`, looking at the worker's memory every `lookEveryMs`. */
export async function flood(
  { market, run }: Pick<Stage, 'market' | 'run'>,
  { perSecond, forMs, lookEveryMs }: { readonly perSecond: number; readonly forMs: number; readonly lookEveryMs: number },
): Promise<FloodReport> {
  const connection = () => market.log.connections.findLast(({ host, path }) => host === stream.host && path === stream.path);
  const taken = async () => (await run.snapshot())?.feeds.find(({ id }) => id === feed)?.events ?? 0;
  const opened = await until('an open socket', () => (connection()?.state === 'open' ? connection() : undefined), {
    timeoutMs: 60_000,
  });
  const before = { orders: opened.sentCount, frames: opened.framesOut, taken: await taken() };
  const heap = [await workerHeap(run)];
  const startedAt = performance.now();
  market.fault({ ...stream, kind: 'flood', perSecond, forMs });
  while (performance.now() - startedAt < forMs) {
    await pause(Math.min(lookEveryMs, Math.max(0, forMs - (performance.now() - startedAt))));
    heap.push(await workerHeap(run));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const last = connection();
  if (last !== opened) throw new Error('the socket did not survive the flood');
  const orders = opened.sentCount - before.orders;
  const drainedFrom = performance.now();
  const arrived = await until('the last of it', async () => ((await taken()) - before.taken >= orders ? true : undefined), {
    timeoutMs: drainMs,
    everyMs: 500,
  }).catch(() => false);
  const drainSeconds = (performance.now() - drainedFrom) / 1_000;
  heap.push(await workerHeap(run));
  return {
    orders,
    frames: opened.framesOut - before.frames,
    seconds,
    drainSeconds,
    taken: arrived ? orders : (await taken()) - before.taken,
    heap,
  };
}
