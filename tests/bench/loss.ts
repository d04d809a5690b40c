import type { Part } from './bench.ts';
import { flood } from './flood.ts';

/** Of these about two thirds share a frame with another of the same contract and push. */
const perSecond = 3_000;
const forMs = 60_000;

/** A minute of more than 2,000 frames a second through the worker's socket: what of it is lost. */
export const loss: Part = {
  name: 'loss',
  title: 'a minute of 3,000 forced orders a second',
  async measure(bench) {
    const stage = await bench.stage();
    const { orders, frames, seconds, taken, drainSeconds, heap } = await flood(stage, { perSecond, forMs, lookEveryMs: 10_000 });
    return [
      { name: 'frames sent', unit: 'per second', show: 'median', samples: [frames / seconds] },
      { name: 'forced orders sent', unit: 'per second', show: 'median', samples: [orders / seconds] },
      {
        name: 'forced orders lost',
        unit: 'count',
        show: 'total',
        samples: [orders - taken],
        target: { of: 'shown', atMost: 0 },
      },
      {
        name: 'from the end of the flood to the last order taken in',
        unit: 'ms',
        show: 'median',
        samples: [drainSeconds * 1_000],
      },
      {
        name: 'worker’s objects, most over before',
        unit: 'bytes',
        show: 'median',
        samples: [Math.max(...heap) - (heap[0] ?? 0)],
      },
    ];
  },
};
