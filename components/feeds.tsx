import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { formatFreshness } from '../lib/format/age.ts';
import { formatCount } from '../lib/format/price.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { BackfillProgress, FeedHealth, FeedState, MarketSnapshot } from '../lib/model/snapshot.ts';
import { freshForMs } from './freshness.ts';
import { pure } from './pure.ts';

/** From worst to best. */
const order: readonly FeedState[] = ['failing', 'blocked', 'silent', 'waiting', 'resting', 'live'];

/** The feed that is worst off; `undefined` when there is none. Of equals the first. */
export const worstFeed = (feeds: readonly FeedHealth[]): FeedHealth | undefined =>
  feeds.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];

/** What to tell the user when no figures can come. `undefined` while they can. */
export function toNotice(link: LinkState): string | undefined {
  if (link === 'unanswered') return 'Undertow’s background is not answering. Reload the extension.';
  return link === 'outdated' ? 'Undertow was updated. Reload this page to see it.' : undefined;
}

/** How the feeds are, in one line. */
export function toFeedWords(feeds: readonly FeedHealth[]): string {
  const worst = worstFeed(feeds);
  if (!worst) return 'no feed heard yet';
  return worst.state === 'live' ? `all ${feeds.length} heard` : `${toSafeText(worst.name, 40)}: ${toSafeText(worst.reason, 80)}`;
}

/** How far the reading of the past has come: `Gate 24h of usdt contracts, 40 of 120`. */
export const toProgressWords = ({ venue, stage, done, total }: BackfillProgress): string =>
  `${toSafeText(venue, 20)} ${toSafeText(stage, 24)}, ${formatCount(done)} of ${formatCount(total)}`;

/** One dot for each feed; its shape says what its colour says. */
export const Dots = pure(({ feeds }: { readonly feeds: readonly FeedHealth[] }) => (
  <span class="dots">
    {feeds.map(feed => (
      <i key={feed.id} class={feed.state} title={`${toSafeText(feed.name, 40)}: ${feed.state}. ${toSafeText(feed.reason)}`} />
    ))}
  </span>
));

interface FootProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  readonly now: number;
  readonly withDots: boolean;
}

/** How the feeds are, and how old the snapshot is. */
export function Foot({ snapshot, link, now, withDots }: FootProps): VNode {
  const figures = snapshot ? toFeedWords(snapshot.feeds) : 'waiting for the first figures';
  const words = link === 'unanswered' ? 'not answering: reload the extension' : figures;
  return (
    <div class="foot">
      {withDots && snapshot && <Dots feeds={snapshot.feeds} />}
      <span class="words" title={toNotice(link) ?? words}>
        {words}
      </span>
      <span class="age end">{snapshot && formatFreshness(now - snapshot.asOf, freshForMs.snapshot)}</span>
    </div>
  );
}
