import type { Reading, Target } from './reading.ts';

/** Times work round by round, each round beside one of a loop that never changes, so that the speed of the machine falls on both. */
export function timed(
  name: string,
  target: Target | undefined,
  work: () => unknown,
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
): Reading {
  const samples: number[] = [];
  const control: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const early = timeOf(isOursFirst ? work : fixedLoop);
    const late = timeOf(isOursFirst ? fixedLoop : work);
    if (round < 0) continue;
    samples.push(isOursFirst ? early : late);
    control.push(isOursFirst ? late : early);
  }
  return {
    name,
    unit: 'ms',
    show: 'median',
    samples,
    control: { name: 'a million sums', samples: control, compare: 'ratio' },
    ...(target === undefined ? {} : { target }),
  };
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  const result = work();
  const took = performance.now() - started;
  // It is looked at, so that it is not left out as something nobody asks for.
  if (Number.isNaN(result)) throw new Error('what was timed is not a number');
  return took;
}

function fixedLoop(): number {
  let sum = 0;
  for (let place = 1; place <= 1_000_000; place += 1) sum += 1 / place;
  return sum;
}
