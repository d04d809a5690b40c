import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp({ browsers: [] });

/** `npm run fuzz [-- cases]`: every fuzzed test with cases drawn anew, more of them than in `npm test`. A failure prints its seed. */
const runs = process.argv[2] ?? '1000';
if (!/^[1-9]\d*$/.test(runs)) {
  console.error(`undertow: takes a number of cases, not ${JSON.stringify(runs)}: npm run fuzz -- 5000`);
  process.exit(2);
}
const fuzzed = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter(path => /\.test\.tsx?$/.test(path) && !path.startsWith('e2e'))
  .map(path => join('tests', path))
  .filter(path => readFileSync(join(root, path), 'utf8').includes("from 'fast-check'"));
process.env.UNDERTOW_SEED ??= 'random';
process.env.UNDERTOW_RUNS ??= runs;
console.log(
  `undertow: ${fuzzed.length} files of fuzzed tests, ${process.env.UNDERTOW_RUNS} cases each, seed ${process.env.UNDERTOW_SEED}`,
);
process.exit(run('vitest', ['run', '--project', 'unit', '--testTimeout=600000', ...fuzzed], { mayFail: true }));
