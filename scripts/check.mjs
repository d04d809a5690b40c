import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp, toolEnvironment } from './setup.mjs';

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

/** Runs a tool to its end and gives its code and what it said; a machine has more than one core, so others may run beside it. */
function runBeside(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    child.stdout.on('data', chunk => said.push(chunk));
    child.stderr.on('data', chunk => said.push(chunk));
    child.on('error', error => resolve({ ok: false, said: String(error) }));
    child.on('close', code => resolve({ ok: code === 0, said: Buffer.concat(said).toString() }));
  });
}

async function checkSizes() {
  const built = await runBeside('wxt', ['build']);
  return built.ok ? runBeside('size-limit', []) : built;
}

const only = new Set(process.argv.slice(2));
/** The longest first. */
const steps = {
  lint: () => runBeside('eslint', ['.', '--max-warnings', '0']),
  types: () => runBeside('tsc', ['--noEmit', '-p', '.']),
  sizes: checkSizes,
  format: () => runBeside('prettier', ['--check', '--log-level', 'warn', '.']),
  layers: () => ({ ok: checkLayers(), said: '' }),
  lengths: () => ({ ok: checkFileLengths(), said: '' }),
};

const due = Object.entries(steps).filter(([name]) => only.size === 0 || only.has(name));
let failed = 0;
async function work() {
  for (let next = due.shift(); next !== undefined; next = due.shift()) {
    const [name, step] = next;
    const started = performance.now();
    const { ok, said } = await step();
    if (!ok) failed += 1;
    if (said !== '' && (!ok || name === 'sizes')) console.log(said.trimEnd());
    console.log(`check: ${name} ${ok ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}
await Promise.all([work(), work()]);
process.exit(failed === 0 ? 0 : 1);
