import type { Corner, Dock } from '../model/dock.ts';

export type { Corner, Dock } from '../model/dock.ts';

/** What a site is, for lists. */
export type SiteGroup = 'exchange' | 'chart' | 'news' | 'data';

/** What is traded on a page. */
export type PageMarket = 'perp' | 'future' | 'spot' | 'margin';

/** What one address is about. */
export interface PageSubject {
  readonly kind: SiteGroup;
  /** The coin alone (`PEPE` for `1000PEPEUSDT`). `undefined` when the address names none. */
  readonly base: string | undefined;
  /** `USDT`, `USD`, `EUR`. `undefined` when the address names none. */
  readonly quote: string | undefined;
  /** `undefined` on pages where nothing is traded, and where the address does not say. */
  readonly market: PageMarket | undefined;
  /** True for an article of a site that writes about everything, when its address does not speak of coins: the panel stays away. */
  readonly isOffTopic?: true;
}

/** One web site on whose pages the panel may stand: data and one pure function. */
export interface Site {
  /** Stable, equal to the name of its file: settings and the panel's place are kept under it. */
  readonly id: string;
  readonly name: string;
  readonly group: SiteGroup;
  /** True for the sites of the first release, whose hosts are asked for at installation: on until switched off. The rest is off until switched on. */
  readonly required: boolean;
  /** Match patterns of exact hosts, https only: where the panel's script runs. */
  readonly matches: readonly string[];
  /** Match patterns that the browser is asked for. They cover `matches`; one with a wildcard stands for its languages. */
  readonly origins: readonly string[];
  /** Match patterns on which nothing may ever be injected: where money moves or passwords are typed. */
  readonly excludePaths: readonly string[];
  /** Where the panel starts; a corner alone is compact, 12 px from both its edges. */
  readonly dock: Corner | Dock;
  /** The same for spot and margin pages, where their layout is another one. */
  readonly spotDock?: Corner | Dock;
  /**
   * Reads an address. `undefined` means that the panel does not belong there: another host, plain http, a page of another type, a
   * private page. Never throws.
   */
  read(url: URL): PageSubject | undefined;
}
