import { coinOfSlug } from './coins.ts';
import { splitPair, toName, toPair } from './pair.ts';
import { isPublicPage, toExcludePaths, toPaths } from './path.ts';
import { isArticleSlug } from './slug.ts';
import type { Corner, Dock, PageMarket, PageSubject, Site, SiteGroup } from './site.ts';

/** What an address says, as far as it does. */
export interface Reading {
  readonly base?: string | undefined;
  readonly quote?: string | undefined;
  readonly market?: PageMarket | undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** One type of page: where it lies, and what it is about. */
export interface Route {
  /** What the site is, where not given. */
  readonly kind?: SiteGroup;
  /** Not given where nothing is traded, or where the address does not say. */
  readonly market?: PageMarket;
  /**
   * The whole decoded path without its outer slashes, with or without a locale before it. Its groups say what is read:
   * `base` and `quote` (or `base` alone, where the address names no quote), `symbol` where both are one word, `coin` for a data page's name
   * of a coin, `slug` for an article's. What does not read as that is no page of this type.
   */
  readonly path: RegExp;
  /** True where `path` is that behind `#`. */
  readonly inHash?: true;
  /** What the query must hold besides. */
  readonly query?: RegExp;
  /** Reads what the groups cannot say. `undefined` where it is no page of this type. */
  readonly read?: (groups: Groups, url: URL) => Reading | undefined;
}

/** What is special about one site. */
export interface SiteOptions {
  readonly id: string;
  readonly name: string;
  readonly group: SiteGroup;
  /** True for the sites of the first release. */
  readonly required?: boolean;
  /** The exact hosts. */
  readonly hosts: readonly string[];
  /** What the browser is asked for instead of every host: `*.tradingview.com`. */
  readonly wildcard?: string;
  readonly dock: Corner | Dock;
  readonly spotDock?: Corner | Dock;
  /** Types of pages; the first that fits counts. */
  readonly routes: readonly Route[];
  /** On a site that writes about everything: what an article's path holds when it is about coins. */
  readonly topic?: RegExp;
}

/** A dock for sites on which the panel is never more than a pill before the user opens it. */
export const asPill: Dock = { corner: 'bottom-right', compactFrom: [100_000, 100_000] };

const toOrigin = (host: string): string => `https://${host}/*`;

/** A site from its data. */
export function defineSite({ hosts, wildcard, routes, topic, ...options }: SiteOptions): Site {
  const { group } = options;
  const origins = (wildcard === undefined ? hosts : [wildcard]).map(toOrigin);
  return {
    required: false,
    ...options,
    matches: hosts.map(toOrigin),
    origins,
    get excludePaths() {
      // Elsewhere any word may stand in the path of a public page, so that only its first segment tells a private one.
      return origins.flatMap(origin => toExcludePaths(origin, group !== 'exchange'));
    },
    read(url) {
      if (!isPublicPage(url, hosts)) return undefined;
      for (const route of routes) {
        if (route.query?.test(url.search) === false) continue;
        for (const path of toPaths(route.inHash ? url.hash.slice(1).replace(/[?#].*/, '') : url.pathname)) {
          const match = route.path.exec(path);
          const reading = match && (route.read ?? readGroups)(match.groups ?? {}, url);
          if (reading) return toSubject(route, group, reading, topic?.test(path) === false);
        }
      }
      return undefined;
    },
  };
}

function readGroups({ base, quote, symbol, coin, slug }: Groups): Reading | undefined {
  if (symbol !== undefined) return splitPair(symbol);
  if (quote !== undefined) return toPair(base, quote);
  if (base !== undefined) return toName(base);
  if (coin !== undefined) return { base: coinOfSlug(coin) };
  return slug === undefined || isArticleSlug(slug) ? {} : undefined;
}

function toSubject({ kind, market }: Route, group: SiteGroup, reading: Reading, isOffTopic: boolean): PageSubject {
  return { kind: kind ?? group, base: undefined, quote: undefined, market, ...reading, ...(isOffTopic && { isOffTopic }) };
}
