import { matchPath } from '../../market/provider.ts';
import { sites } from '../../market/pages/registry.ts';
import type { PageParts } from '../../market/pages/site.ts';

/** The parts of the page that a simulated web site has at an address. Throws where it has none. */
export function pageAt(url: string): PageParts {
  const { host, pathname } = new URL(url);
  for (const { paths, render } of sites.find(site => site.host === host)?.pages ?? []) {
    for (const path of paths) {
      const params = matchPath(path, pathname);
      if (params) return render({ params } as never);
    }
  }
  throw new Error(`no page at ${url}`);
}
