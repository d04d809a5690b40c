// Runs on Node 20, before anything is installed: only what Node itself has.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

/** The environment in which the project's own tools, its own Node among them, come first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, NODE_NO_WARNINGS: '1' };
}

/** Runs a command in the project and ends the process with its code when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: toolEnvironment(), ...options });
  if (done.error) {
    console.error(`undertow: could not run ${command}: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0 && options.mayFail !== true) process.exit(done.status ?? 1);
  return done.status ?? 1;
}

function packagesAreCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(bin, 'node')) || !existsSync(join(root, '.wxt', 'tsconfig.json'))) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function installPackages() {
  if (packagesAreCurrent()) return;
  console.log(
    'undertow: installing the packages of package-lock.json (npm ci, no install scripts but those of node and esbuild) …',
  );
  // Install scripts of packages are not run: only these two carry a binary that they put in place themselves.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  run('npm', ['rebuild', 'node', 'esbuild', '--loglevel=error']);
  run('wxt', ['prepare'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

const known = {
  chromium: [
    process.env.UNDERTOW_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  firefox: [
    process.env.UNDERTOW_FIREFOX,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ],
};

/** Path of an installed browser, or undefined. */
export function findBrowser(name) {
  return known[name].find(path => path !== undefined && path !== '' && existsSync(path));
}

const debianPackages = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr', 'libnss3-tools', 'fonts-dejavu-core'],
};

function installBrowsers(names) {
  const missing = names.filter(
    name => findBrowser(name) === undefined || (name === 'firefox' && !existsSync('/usr/bin/certutil')),
  );
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap(name => debianPackages[name]))];
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debian) {
    console.error(`undertow: needs ${missing.join(' and ')}. On Debian: apt-get install ${packages.join(' ')}`);
    console.error('undertow: or set UNDERTOW_CHROMIUM and UNDERTOW_FIREFOX to the paths of installed browsers.');
    process.exit(1);
  }
  console.log(`undertow: installing ${packages.join(', ')} (apt-get) …`);
  const env = { ...toolEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Installs what is missing of packages and browsers, and says so. */
export function setUp({ browsers = [] } = {}) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(
      `undertow: needs Node 20 or newer to start (found ${process.versions.node}); it brings its own newer one for the rest.`,
    );
    process.exit(1);
  }
  installPackages();
  installBrowsers(browsers);
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  const found = spawnSync(join(bin, 'node'), ['-v'], { encoding: 'utf8' }).stdout?.trim();
  if (found !== `v${wanted}`) {
    console.error(
      `undertow: expected the project's own Node ${wanted}, found ${found || 'none'}. Remove node_modules and try again.`,
    );
    process.exit(1);
  }
}
