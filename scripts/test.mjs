import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp({ browsers: ['chromium', 'firefox'] });

const out = join(root, 'out', 'test');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };

function step(name, command, args) {
  console.log(`\nundertow: ${name}`);
  const code = run(command, args, { mayFail: true });
  if (code !== 0) totals.failed += 1;
  return code === 0;
}

function vitest(project, ...more) {
  console.log(`\nundertow: ${project} tests`);
  const report = join(out, `${project}.json`);
  const code = run(
    'vitest',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more],
    { mayFail: true },
  );
  if (!existsSync(report)) {
    totals.failed += 1;
    console.error(`undertow: the ${project} tests left no report`);
    return;
  }
  const counted = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += counted.numPassedTests;
  totals.failed += counted.numFailedTests;
  totals.skipped += counted.numPendingTests + counted.numTodoTests;
  if (counted.numTotalTests === 0) totals.failed += 1;
  // A run may fail without a failing test: an error outside of tests, a file that does not load.
  if (code !== 0 && counted.numFailedTests === 0) totals.failed += 1;
}

const only = process.argv[2];
if (only === undefined || only === 'check') step('types, lint, format, layers, sizes', 'node', ['scripts/check.mjs']);
if (only === undefined || only === 'unit') vitest('unit');
if (only === undefined || only === 'e2e') {
  const built =
    step('production build for Chromium', 'wxt', ['build']) &&
    step('production build for Firefox', 'wxt', ['build', '-b', 'firefox', '--mv3']);
  // Most of these tests wait more than they work: three browsers at a time.
  if (built) vitest('e2e', '--maxWorkers=3');
}

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
