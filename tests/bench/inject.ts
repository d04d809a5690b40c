import type { Part } from './bench.ts';
import type { Reading } from './reading.ts';
import { longTasksDueToScript, type MainThread } from './trace.ts';
import { openVisitor, type Visit, type Visitor } from './visit.ts';

const warmUps = 1;
const pairs = 15;
const traces = 5;
/** Longer than the panel takes to stand with figures; how often it took longer is told. */
const settings = [
  { rate: 1, ms: 600 },
  { rate: 4, ms: 1_500 },
] as const;

/** Our share of the page's main thread while the panel comes, at full speed and four times slower. */
export const inject: Part = {
  name: 'inject',
  title: 'injection into www.gate.com',
  async measure(bench) {
    const visitor = await openVisitor(await bench.stage());
    const readings: Reading[] = [];
    for (const { rate, ms } of settings) {
      await visitor.throttle(rate);
      readings.push(...toReadings(rate, await visitPairs(visitor, ms), await traceVisits(visitor, ms)));
    }
    await visitor.throttle(1);
    await visitor.close();
    return readings;
  },
};

interface Pairs {
  readonly ours: readonly Visit[];
  readonly control: readonly Visit[];
}

/** In turn ours first and ours second, so that what only grows or cools with time falls on both alike. */
async function visitPairs(visitor: Visitor, ms: number): Promise<Pairs> {
  const ours: Visit[] = [];
  const control: Visit[] = [];
  for (let pair = -warmUps; pair < pairs; pair++) {
    for (const isOn of pair % 2 === 0 ? [true, false] : [false, true]) {
      await visitor.show(isOn);
      const visit = await visitor.visit(ms);
      if (pair >= 0) (isOn ? ours : control).push(visit);
    }
  }
  return { ours, control };
}

async function traceVisits(visitor: Visitor, ms: number): Promise<readonly MainThread[]> {
  await visitor.show(true);
  const threads: MainThread[] = [];
  for (let visit = 0; visit < traces; visit++) threads.push(await visitor.trace(ms));
  return threads;
}

function toReadings(rate: number, { ours, control }: Pairs, traced: readonly MainThread[]): readonly Reading[] {
  const time = { unit: 'ms', show: 'median' } as const;
  const count = { unit: 'count', show: 'total' } as const;
  const paired = (name: string, read: (visit: Visit) => number) => ({
    name: `${name}, ${rate}x`,
    samples: ours.map(read),
    control: { name: 'same page without us', samples: control.map(read), compare: 'difference' as const },
  });
  const longest = traced.map(({ scriptTasks }) => Math.max(0, ...scriptTasks.map(({ scriptMs }) => scriptMs)));
  return [
    { ...time, ...paired('main thread, all tasks', ({ taskMs }) => taskMs) },
    { ...time, ...paired('main thread, scripts', ({ scriptMs }) => scriptMs) },
    {
      ...count,
      ...paired('long tasks', ({ longTasks }) => longTasks.length),
      ...(rate === 4 && { target: { of: 'difference', atMost: 0 } }),
    },
    { ...count, ...paired('long frames', ({ longFrames }) => longFrames.length) },
    { ...count, ...paired('visits that ended too early', ({ isLate }) => (isLate ? 1 : 0)) },
    { ...time, name: `our script, profiled, ${rate}x`, samples: traced.map(({ scriptMs }) => scriptMs) },
    { ...time, name: `its longest task, profiled, ${rate}x`, samples: longest },
    { ...count, name: `long tasks due to it, profiled, ${rate}x`, samples: traced.map(longTasksDueToScript) },
  ];
}
