import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUp, toolEnvironment } from './setup.mjs';

setUp();

/** Sources that the layer check must have read: every tracked or new file of the product. */
function sourceCount() {
  const listed = spawnSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', 'lib', 'components', 'entrypoints'],
    { cwd: root, encoding: 'utf8' },
  );
  return listed.stdout.split('\n').filter(name => /\.tsx?$/.test(name) && existsSync(join(root, name))).length;
}

function checkLayers() {
  const done = spawnSync(
    'depcruise',
    ['lib', 'components', 'entrypoints', 'scripts', 'tests', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      cwd: root,
      encoding: 'utf8',
      env: toolEnvironment(),
      maxBuffer: 1 << 28,
    },
  );
  let report;
  try {
    report = JSON.parse(done.stdout);
  } catch (error) {
    console.error(`layers: no report (${error.message})\n${done.stderr}`);
    return false;
  }
  const read = report.modules.filter(module => /^(lib|components|entrypoints)\/.*\.tsx?$/.test(module.source)).length;
  const expected = sourceCount();
  for (const violation of report.summary.violations) {
    const via = (violation.cycle ?? []).map(step => step.name ?? step).join(' -> ');
    console.error(`layers: ${violation.rule.name}: ${violation.from} -> ${via || violation.to}`);
  }
  if (read === 0 || read < expected) {
    console.error(`layers: read ${read} modules where there are ${expected}: the check is not looking at the code`);
    return false;
  }
  console.log(
    `layers: ${read} modules, ${report.summary.totalDependenciesCruised} dependencies, ${report.summary.violations.length} violations`,
  );
  return report.summary.violations.length === 0;
}

function checkFileLengths() {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css'], {
    cwd: root,
    encoding: 'utf8',
  });
  const long = listed.stdout
    .split('\n')
    .filter(name => name !== '' && existsSync(join(root, name)))
    .map(name => [name, readFileSync(join(root, name), 'utf8').split('\n').length - 1])
    .filter(([, lines]) => lines > 400);
  for (const [name, lines] of long) console.error(`length: ${name} has ${lines} lines; none may have more than 400`);
  return long.length === 0;
}

const only = new Set(process.argv.slice(2));
const steps = {
  types: () => run('tsc', ['--noEmit', '-p', '.'], { mayFail: true }) === 0,
  lint: () => run('eslint', ['.', '--max-warnings', '0'], { mayFail: true }) === 0,
  format: () => run('prettier', ['--check', '--log-level', 'warn', '.'], { mayFail: true }) === 0,
  layers: checkLayers,
  lengths: checkFileLengths,
  sizes: () =>
    run('wxt', ['build'], { stdio: ['ignore', 'ignore', 'inherit'], mayFail: true }) === 0 &&
    run('size-limit', [], { mayFail: true }) === 0,
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  if (only.size > 0 && !only.has(name)) continue;
  const started = performance.now();
  const ok = step();
  if (!ok) failed += 1;
  console.log(`check: ${name} ${ok ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
process.exit(failed === 0 ? 0 : 1);
