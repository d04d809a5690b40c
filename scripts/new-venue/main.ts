import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dataHosts, socketHosts } from '../../lib/background/hosts.ts';
import { scaffoldVenue } from './scaffold.ts';

const usage =
  'npm run new:venue -- ID "Name" API_HOST STREAM_HOST\nfor example: npm run new:venue -- new-exchange "New Exchange" api.new.example stream.new.example';
const [id, name, apiHost, streamHost, ...more] = process.argv.slice(2);
if (id === undefined || name === undefined || apiHost === undefined || streamHost === undefined || more.length > 0) {
  console.error(usage);
  process.exit(2);
}

const root = join(import.meta.dirname, '..', '..');
let files: ReadonlyMap<string, string>;
try {
  files = scaffoldVenue({ id, name, apiHost, streamHost }, path => readFileSync(join(root, path), 'utf8'));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exit(2);
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
spawnSync('prettier', ['--write', '--log-level', 'warn', ...files.keys()], { cwd: root, stdio: 'inherit' });

for (const [host, list] of [
  [apiHost, dataHosts],
  [streamHost, socketHosts],
] as const)
  if (!list.includes(host))
    console.log(
      `\n${host} is not among the hosts that were frozen with the first release (lib/background/hosts.ts): that has to be decided first.`,
    );
console.log(`
It passes its tests as it stands, in the shapes of no exchange:
  npx vitest run --project unit tests/unit/venues/${id}.test.ts tests/contract/venues.contract.test.ts
Now change shapes, sides, units and budgets to what the documents of ${name} say, a fixture and a test for each:
docs/ADDING_A_VENUE.md`);
