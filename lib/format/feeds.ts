import { t } from '../i18n/t.ts';
import type { BackfillProgress, FeedHealth, FeedState } from '../model/snapshot.ts';
import { formatCount } from './price.ts';
import { toSafeText } from './words.ts';

/** From worst to best. */
const order: readonly FeedState[] = ['failing', 'blocked', 'silent', 'waiting', 'resting', 'live'];

/** The feeds, those that are worst off first. Equals stay in their order. */
export const fromWorst = <Feed extends Pick<FeedHealth, 'state'>>(feeds: readonly Feed[]): Feed[] =>
  feeds.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

/** The feed that is worst off; `undefined` when there is none. */
export const worstFeed = <Feed extends Pick<FeedHealth, 'state'>>(feeds: readonly Feed[]): Feed | undefined =>
  fromWorst(feeds)[0];

/** How the feeds are, in one line: `all 15 heard`, or the worst of them with its reason. */
export function formatFeeds(feeds: readonly FeedHealth[]): string {
  const worst = worstFeed(feeds);
  if (worst === undefined) return t('feeds.none');
  if (worst.state === 'live') return t('feeds.all', {}, feeds.length);
  return t('feeds.worst', { name: toSafeText(worst.name, 40), reason: toSafeText(worst.reason, 80) });
}

/** How far the reading of the past has come: `Gate 24h of usdt contracts, 40 of 120`. */
export const formatProgress = ({ venue, stage, done, total }: BackfillProgress): string =>
  t('feeds.progress', {
    venue: toSafeText(venue, 20),
    stage: toSafeText(stage, 24),
    done: formatCount(done),
    total: formatCount(total),
  });
