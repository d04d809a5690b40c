import { describe, expect, it } from 'vitest';
import { toPanelFeeds, toPanelView } from '../../../lib/background/panel-view.ts';
import type { FeedHealth, FeedState, MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

const feed = (id: string, state: FeedState, lastGood?: number): FeedHealth => ({
  id,
  name: `name of ${id}`,
  state,
  reason: `reason of ${id}`,
  rejected: 1,
  events: 2,
  ...(lastGood === undefined ? {} : { lastGood }),
});

describe('what a panel in a page is sent', () => {
  it('is one row for each venue and provider: the worst, with the counts of all', () => {
    const feeds = [
      feed('gate/usdt', 'live', 5),
      feed('gate/prices', 'blocked', 9),
      feed('bars', 'live'),
      feed('gate/btc', 'silent'),
    ];
    expect(toPanelFeeds(feeds)).toEqual([
      { ...feed('gate/prices', 'blocked', 9), rejected: 3, events: 6 },
      { ...feed('bars', 'live'), reason: '' },
    ]);
  });

  it('stays small with eighteen venues of seven feeds each', () => {
    const feeds = Array.from({ length: 126 }, (_, place) => feed(`venue-${place % 18}/stream-${place}`, 'live', 1));
    const view = toPanelView({ ...referenceSnapshot, feeds });
    expect(view.feeds).toHaveLength(18);
    expect(JSON.stringify(view.feeds).length).toBeLessThan(3_000);
  });

  it('has no totals of the user’s own keys', () => {
    const keyed: MarketSnapshot['keyed'] = [
      { source: 'coinglass', name: 'CoinGlass', attribution: { text: '', url: '' }, scope: {}, windows: {}, at: 1 },
    ];
    expect(toPanelView({ ...referenceSnapshot, keyed })).not.toHaveProperty('keyed');
  });
});
