import { splitPair, toPair } from './pair.ts';
import { isPublicPage, toBarePath, toExcludePaths } from './path.ts';
import type { Corner, PageMarket, Site } from './site.ts';

/** One type of trading page: where it lies, and what is traded there. */
export interface Route {
  readonly market: PageMarket;
  /** The whole path without its locale and its outer slashes. Names the groups `base` and `quote`, or `symbol` where both are one word. */
  readonly path: RegExp;
  /** What the query must hold besides. */
  readonly query?: RegExp;
}

/** What is special about one site. */
export interface SiteOptions {
  readonly id: string;
  readonly name: string;
  /** The exact host. */
  readonly host: string;
  readonly dock: Corner;
  /** Types of trading pages; the first that fits counts. */
  readonly routes?: readonly Route[];
  /** Paths of articles, as in `Route`. */
  readonly article?: RegExp;
  /** True where any word may stand in the path of a public page, so that only its first segment tells a private one. */
  readonly slugs?: boolean;
}

/** A site from its data. */
export function defineSite({ id, name, host, dock, routes = [], article, slugs = false }: SiteOptions): Site {
  return {
    id,
    name,
    dock,
    matches: [`https://${host}/*`],
    get excludePaths() {
      return toExcludePaths(host, slugs);
    },
    read(url) {
      if (!isPublicPage(url, host)) return undefined;
      const path = toBarePath(url);
      if (article?.test(path) === true) return { kind: 'news', base: undefined, quote: undefined, market: undefined };
      for (const { market, path: pattern, query } of routes) {
        const groups = query?.test(url.search) === false ? undefined : pattern.exec(path)?.groups;
        const pair =
          groups && (groups['symbol'] === undefined ? toPair(groups['base'], groups['quote']) : splitPair(groups['symbol']));
        if (pair) return { kind: 'exchange', ...pair, market };
      }
      return undefined;
    },
  };
}
