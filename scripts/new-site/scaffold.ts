import { addAfter, addToList } from '../new-venue/edits.ts';
import { toConstant } from '../new-venue/templates.ts';

/** What a newcomer names. */
export interface NewSite {
  /** `new-exchange`: lower-case words with hyphens. */
  readonly id: string;
  readonly name: string;
  /** The exact host: `www.new.example`. */
  readonly host: string;
}

/** Files that exist and are added to. */
export const edited = {
  registry: 'lib/sites/registry.ts',
  rows: 'tests/unit/sites/exchanges.test.ts',
} as const;

const idShape = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const hostShape = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** An exchange whose pages of spot and perpetuals lie where most have them. What the site does otherwise is a change and not a hole. */
function siteFile({ id, name, host }: NewSite): string {
  return `import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** ${name}. Say here where its addresses are known from, and when. */
export const ${toConstant(id)} = defineSite({
  id: '${id}',
  name: '${name}',
  group: 'exchange',
  hosts: ['${host}'],
  dock: besideTools,
  routes: [
    { market: 'spot', path: /^trade\\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'perp', path: /^futures\\/(?<symbol>[^/-]+)$/i },
  ],
});
`;
}

/**
 * Every file of a new site by its path in the project: its own, and those that are added to. `read` gives the text of a file that exists. Throws a `RangeError`
 * with words for the user when the id or the host is none, or is taken.
 */
export function scaffoldSite(site: NewSite, read: (path: string) => string): ReadonlyMap<string, string> {
  const { id, host, name } = site;
  if (!idShape.test(id)) throw new RangeError(`${id} is no id: lower-case words with hyphens`);
  if (!hostShape.test(host)) throw new RangeError(`${host} is no host: write it alone, as www.new.example`);
  if (/['\\\n*]/.test(name)) throw new RangeError(`${name} is no name: without quotation marks, stars and backslashes`);
  const registry = read(edited.registry);
  if (registry.includes(`'./${id}.ts'`)) throw new RangeError(`there is a site ${id} already`);
  const constant = toConstant(id);
  return new Map([
    [`lib/sites/${id}.ts`, siteFile(site)],
    [
      edited.registry,
      addToList(registry, 'export const sites: readonly Site[] = [', `import { ${constant} } from './${id}.ts';`, constant),
    ],
    [
      edited.rows,
      addAfter(
        read(edited.rows),
        'const pages: readonly Row[] = [',
        `['https://${host}/trade/BTC-USDT', '${id} exchange BTC/USDT spot'],\n  ['https://${host}/en/futures/ethusdt', '${id} exchange ETH/USDT perp']`,
      ),
    ],
  ]);
}
