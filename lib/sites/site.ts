/** Where the panel docks until the user moves it. Sides are physical: a page written from right to left keeps them. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** What is traded on a page. */
export type PageMarket = 'perp' | 'future' | 'spot' | 'margin';

/** What one address is about. */
export interface PageSubject {
  readonly kind: 'exchange' | 'news' | 'chart' | 'data';
  /** The coin alone (`PEPE` for `1000PEPEUSDT`). `undefined` when the address names none. */
  readonly base: string | undefined;
  /** `USDT`, `USD`, `EUR`. `undefined` when the address names none. */
  readonly quote: string | undefined;
  /** `undefined` on pages where nothing is traded. */
  readonly market: PageMarket | undefined;
}

/** One web site on whose pages the panel may stand: data and one pure function. */
export interface Site {
  /** Stable, equal to the name of its file: settings and the panel's place are kept under it. */
  readonly id: string;
  readonly name: string;
  /** Match patterns of exact hosts, https only. */
  readonly matches: readonly string[];
  /** Match patterns on which nothing may ever be injected: where money moves or passwords are typed. */
  readonly excludePaths: readonly string[];
  readonly dock: Corner;
  /**
   * Reads an address. `undefined` means that the panel does not belong there: another host, plain http, a page of another type, a
   * private page. Never throws.
   */
  read(url: URL): PageSubject | undefined;
}
