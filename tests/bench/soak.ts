import { openStage } from '../e2e/support/stage.ts';
import { firstRunDone } from './bench.ts';
import { flood } from './flood.ts';

/**
 * `npm run soak`: what eight busy hours bring, in five minutes. On 10 October 2025 venues told of some 1.6 million liquidated traders in a day;
 * a third of a day at that rate is half a million forced orders, which is 1,800 a second for five minutes, all through one socket.
 */
const words = process.argv.slice(2);
const valueOf = (name: string, otherwise: number): number =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise;
const minutes = valueOf('--minutes', 5);
const perSecond = valueOf('--per-second', 1_800);
if (!(minutes > 0) || !(perSecond > 0)) {
  console.error('npm run soak -- [--minutes 5] [--per-second 1800]');
  process.exit(2);
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

console.log(`undertow: ${perSecond} forced orders a second for ${minutes} minutes, after the past is read …`);
const stage = await openStage({ scenario: 'calm' });
try {
  await firstRunDone(stage);
  const { orders, frames, seconds, taken, drainSeconds, heap } = await flood(stage, {
    perSecond,
    forMs: minutes * 60_000,
    lookEveryMs: 15_000,
  });
  const third = Math.max(1, Math.floor(heap.length / 3));
  const early = mean(heap.slice(1, 1 + third));
  const late = mean(heap.slice(-third));
  console.log(`sent      ${orders} forced orders in ${frames} frames, ${Math.round(orders / seconds)} a second`);
  console.log(`taken in  ${taken}, lost ${orders - taken}; the last one ${drainSeconds.toFixed(1)} s after the end`);
  console.log(`memory    ${heap.map(megabytes).join(', ')}`);
  console.log(`          first third ${megabytes(early)}, last third ${megabytes(late)}: × ${(late / early).toFixed(2)}`);
  const isFlat = late < early * 1.25 + 4_000_000;
  console.log(isFlat ? 'flat' : 'NOT FLAT');
  process.exitCode = isFlat && taken === orders ? 0 : 1;
} finally {
  await stage.close();
}
