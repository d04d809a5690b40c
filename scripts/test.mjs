import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp({ browsers: ['chromium', 'firefox'] });

const out = join(root, 'out', 'test');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };
/** Named once more at the end, where a long log is read first. */
const failures = [];
/** Browser tests that failed and then passed. More than a few are no bad luck of a busy machine. */
const again = [];
const mostAgain = 3;

function fail(name) {
  totals.failed += 1;
  failures.push(name);
}

function step(name, command, args) {
  console.log(`\nundertow: ${name}`);
  const code = run(command, args, { mayFail: true });
  if (code !== 0) fail(name);
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
    fail(`the ${project} tests left no report`);
    return;
  }
  const counted = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += counted.numPassedTests;
  for (const { name, assertionResults } of counted.testResults) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') fail(`${relative(root, name)}: ${fullName}`);
      if (status === 'passed' && failureMessages.length > 0)
        again.push([`${relative(root, name)}: ${fullName}`, failureMessages[0]]);
    }
  }
  totals.skipped += counted.numPendingTests + counted.numTodoTests;
  if (counted.numTotalTests === 0) fail(`no ${project} tests`);
  // A run may fail without a failing test: an error outside of tests, a file that does not load.
  if (code !== 0 && counted.numFailedTests === 0) fail(`an error outside of the ${project} tests`);
}

const only = process.argv[2];
if (only === undefined || only === 'check') step('types, lint, format, layers, sizes', 'node', ['scripts/check.mjs']);
if (only === undefined || only === 'unit') vitest('unit', '--maxWorkers=2');
if (only === undefined || only === 'e2e') {
  const built =
    step('production build for Chromium', 'wxt', ['build']) &&
    step('production build for Firefox', 'wxt', ['build', '-b', 'firefox', '--mv3']);
  // Most of these tests wait more than they work: three browsers at a time.
  if (built) vitest('e2e', '--maxWorkers=3');
}

for (const [name, message] of again) console.error(`passed at the second try: ${name}\n  ${message.split('\n')[0]}`);
if (again.length > mostAgain) fail(`${again.length} tests needed a second try: no more than ${mostAgain} may`);
for (const name of failures) console.error(`failed: ${name}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
