import type { FeedHealth, FeedState, MarketSnapshot } from '../model/snapshot.ts';

/** From worst to best. */
const order: readonly FeedState[] = ['failing', 'blocked', 'silent', 'waiting', 'resting', 'live'];

/**
 * The snapshot as panels in pages are sent it: words in place of the figures that they are made of, one row for each venue and provider, and no totals
 * of the user's own keys.
 */
export function toPanelView(snapshot: MarketSnapshot): MarketSnapshot {
  const view: { -readonly [Key in keyof MarketSnapshot]: MarketSnapshot[Key] } = {
    ...snapshot,
    prices: {},
    liquidations: { market: {}, coins: {}, hours: [] },
    openInterest: { coins: {} },
    levels: {},
    feeds: toPanelFeeds(snapshot.feeds),
  };
  delete view.funding;
  delete view.fearGreed;
  delete view.keyed;
  delete view.engine;
  return view;
}

/** The worst row of each venue and provider, in the order in which they first come; their good and bad answers are added. */
export function toPanelFeeds(feeds: readonly FeedHealth[]): readonly FeedHealth[] {
  const groups = Map.groupBy(feeds, ({ id }) => id.split('/')[0] ?? id);
  return [...groups.values()].flatMap(rows => {
    const [worst] = rows.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    if (worst === undefined) return [];
    const good = rows.flatMap(({ lastGood }) => lastGood ?? []);
    const sum = (count: (feed: FeedHealth) => number): number => rows.reduce((total, feed) => total + count(feed), 0);
    return [
      {
        ...worst,
        // All is well: what each single one gives is of no use in a line of dots.
        ...(worst.state === 'live' ? { reason: '' } : {}),
        rejected: sum(feed => feed.rejected),
        events: sum(feed => feed.events),
        ...(good.length === 0 ? {} : { lastGood: Math.max(...good) }),
      },
    ];
  });
}
