// The packages for the stores: npm run zip. With `-- --check`, makes each of them twice, and builds anew from the package of sources.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp();
const { unzipSync } = await import('fflate');

const output = join(root, '.output');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const browsers = ['chrome', 'edge', 'firefox'];
const packages = [...browsers.map(browser => `${name}-${version}-${browser}.zip`), `${name}-${version}-sources.zip`];

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const quietly = { stdio: ['ignore', 'ignore', 'inherit'] };

function pack() {
  for (const each of packages) rmSync(join(output, each), { force: true });
  for (const browser of browsers) run('wxt', ['zip', '-b', browser, '--mv3'], quietly);
  return Object.fromEntries(packages.map(each => [each, sha256(readFileSync(join(output, each)))]));
}

/** Every file of a folder by its sum. */
function sumsOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => `${path.slice(folder.length + 1)} ${sha256(readFileSync(path))}`)
    .sort();
}

/** Builds for Firefox from nothing but the package of sources, as a reviewer does, and compares every byte. */
function rebuild() {
  const home = mkdtempSync(join(tmpdir(), 'undertow-sources-'));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(join(output, packages.at(-1)))))) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), bytes);
    }
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
    run('wxt', ['build', '-b', 'firefox', '--mv3'], { ...quietly, cwd: home });
    const [ours, theirs] = [output, join(home, '.output')].map(folder => sumsOf(join(folder, 'firefox-mv3')));
    return ours.length > 0 && ours.join('\n') === theirs.join('\n');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

console.log('undertow: packing for Chrome, Edge and Firefox, and the sources for reviewers …');
const sums = pack();
for (const each of packages) {
  console.log(`${sums[each]}  ${(readFileSync(join(output, each)).length / 1024).toFixed(0).padStart(5)} kB  .output/${each}`);
}

console.log('undertow: the linter of Firefox’s store …');
const linted = run('web-ext', ['lint', '--source-dir', join(output, 'firefox-mv3'), '--no-config-discovery'], { mayFail: true });
if (linted !== 0) {
  console.error('undertow: the linter found errors');
  process.exit(1);
}

// The packages, and the pictures of `npm run store`, stand together for the upload.
if (existsSync(join(root, 'docs', 'store'))) {
  mkdirSync(join(output, 'store'), { recursive: true });
  cpSync(join(root, 'docs', 'store'), join(output, 'store'), { recursive: true });
}

if (process.argv.includes('--check')) {
  console.log('undertow: the same again, and a build from the package of sources …');
  const again = pack();
  const different = packages.filter(each => again[each] !== sums[each]);
  for (const each of different) console.error(`undertow: ${each} is another one when it is made again`);
  const isSame = rebuild();
  console.log(`undertow: the package of sources builds ${isSame ? 'the same bytes' : 'other bytes'}`);
  if (different.length > 0 || !isSame) process.exit(1);
}
