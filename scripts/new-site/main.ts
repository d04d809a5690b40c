import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataHosts, optionalSiteOrigins } from '../../lib/background/hosts.ts';
import { siteOf } from '../../lib/sites/registry.ts';
import { scaffoldSite } from './scaffold.ts';

const usage =
  'npm run new:site -- ID HOST ["Name"]\nfor example: npm run new:site -- new-exchange www.new.example "New Exchange"';
const [id, host, name = id, ...more] = process.argv.slice(2);
if (id === undefined || host === undefined || name === undefined || more.length > 0) {
  console.error(usage);
  process.exit(2);
}

const root = join(import.meta.dirname, '..', '..');
let files: ReadonlyMap<string, string>;
try {
  const taken = siteOf(`https://${host}/`);
  if (taken !== undefined) throw new RangeError(`${host} belongs to the site ${taken.id} already`);
  files = scaffoldSite({ id, name, host }, path => readFileSync(join(root, path), 'utf8'));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exit(2);
}
for (const [path, text] of files) {
  writeFileSync(join(root, path), text);
  console.log(path);
}
spawnSync('prettier', ['--write', '--log-level', 'warn', ...files.keys()], { cwd: root, stdio: 'inherit' });

if (!optionalSiteOrigins.includes(`https://${host}/*`) && !dataHosts.includes(host))
  console.log(
    `\n${host} is not among the hosts that were frozen with the first release (lib/background/hosts.ts): that has to be decided first.`,
  );
console.log(`
It passes its tests as it stands, with the addresses of no site:
  npx vitest run --project unit tests/contract/sites.test.ts tests/unit/sites
  npm run -s undertow -- site https://${host}/trade/BTC-USDT
Now change its routes to the addresses of ${name}, with a row of the table for each:
docs/ADDING_A_SITE.md`);
