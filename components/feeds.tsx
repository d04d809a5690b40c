import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { formatFreshness } from '../lib/format/age.ts';
import { formatCount } from '../lib/format/price.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { BackfillProgress, FeedHealth, FeedState, MarketSnapshot } from '../lib/model/snapshot.ts';
import { freshForMs } from './freshness.ts';

/** From worst to best. */
const order: readonly FeedState[] = ['failing', 'blocked', 'silent', 'waiting', 'resting', 'live'];

/** The feeds, those that are worst off first. Equals stay in their order. */
export const fromWorst = <Feed extends FeedHealth>(feeds: readonly Feed[]): Feed[] =>
  feeds.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

/** The feed that is worst off; `undefined` when there is none. */
export const worstFeed = <Feed extends FeedHealth>(feeds: readonly Feed[]): Feed | undefined => fromWorst(feeds)[0];

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

interface FootProps {
  readonly snapshot: MarketSnapshot | undefined;
  readonly link: LinkState;
  readonly now: number;
  /** Said in place of the feeds while all is well with them. */
  readonly words?: string | undefined;
}

/** How the feeds are, and how old the snapshot is. */
export function Foot({ snapshot, link, now, words: instead }: FootProps): VNode {
  const figures = snapshot ? instead || toFeedWords(snapshot.feeds) : 'waiting for the first figures';
  const words = link === 'unanswered' ? 'not answering: reload the extension' : figures;
  return (
    <div class="foot">
      <span class="words" title={toNotice(link) ?? words}>
        {words}
      </span>
      <span class="age end">{snapshot && formatFreshness(now - snapshot.asOf, freshForMs.snapshot)}</span>
    </div>
  );
}
