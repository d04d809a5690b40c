import type { MessageKey } from '../i18n/t.ts';
import { toSafeText } from '../format/words.ts';
import { t } from '../i18n/t.ts';
import type { FeedError } from '../model/feed-error.ts';
import type { FeedHealth, FeedState } from '../model/snapshot.ts';

/** What is reported of one feed. Counts are added, the rest replaces. */
export interface HealthReport {
  readonly state: FeedState;
  readonly reason: string;
  /** Market time of the last good answer or frame, ms. */
  readonly lastGood?: number;
  readonly rejected?: number;
  readonly events?: number;
  /** Market time of the last sign of life that was no forced order, ms. */
  readonly lastControl?: number;
}

/** Hears every report: the row after it, and what was reported. */
export type HealthListener = (feed: FeedHealth, report: HealthReport) => void;

/** Health of every feed, in the order in which they were declared. */
export interface HealthBoard {
  declare(id: string, name: string): void;
  report(id: string, report: HealthReport): void;
  /** The feed is no more; does nothing when there is none. */
  forget(id: string): void;
  /** What the last worker heard of a feed, at the market time `lastGood`: nothing is wrong with one that was asked within `freshMs` of `now`. */
  recall(id: string, lastGood: number, freshMs: number, now: number): void;
  /** The clock by which everything was dated so far turned out to be wrong by so much: what was heard keeps its place in time. */
  move(byMs: number): void;
  read(): readonly FeedHealth[];
}

/** Keeps what is known of each feed. Nothing is stored: a woken worker has only what `recall` tells it. */
export function createHealthBoard(onChange: () => void, onReport?: HealthListener): HealthBoard {
  const feeds = new Map<string, FeedHealth>();

  return {
    declare(id, name) {
      if (!feeds.has(id)) feeds.set(id, { id, name, state: 'waiting', reason: t('feeds.notAsked'), rejected: 0, events: 0 });
    },
    report(id, report) {
      const { state, reason, lastGood, rejected = 0, events = 0 } = report;
      const before = feeds.get(id) ?? { id, name: id, state: 'waiting', reason: '', rejected: 0, events: 0 };
      const good = lastGood ?? before.lastGood;
      const after: FeedHealth = {
        id,
        name: before.name,
        state,
        reason,
        rejected: before.rejected + rejected,
        events: before.events + events,
        ...(good === undefined ? {} : { lastGood: good }),
      };
      feeds.set(id, after);
      onReport?.(after, report);
      onChange();
    },
    forget(id) {
      if (feeds.delete(id)) onChange();
    },
    recall(id, lastGood, freshMs, now) {
      const declared = feeds.get(id);
      if (declared === undefined || declared.lastGood !== undefined) return;
      const isFresh = Math.abs(now - lastGood) <= freshMs;
      feeds.set(id, {
        ...declared,
        lastGood,
        ...(isFresh ? { state: 'live', reason: t('feeds.fromBefore') } : { reason: t('feeds.notAskedAgain') }),
      });
    },
    move(byMs) {
      for (const [id, feed] of feeds) if (feed.lastGood !== undefined) feeds.set(id, { ...feed, lastGood: feed.lastGood + byMs });
    },
    read: () => [...feeds.values()],
  };
}

const words: Readonly<Record<FeedError['kind'], MessageKey>> = {
  offline: 'feeds.error.offline',
  network: 'feeds.error.network',
  timeout: 'feeds.error.timeout',
  'rate-limited': 'feeds.error.rateLimited',
  blocked: 'feeds.error.blocked',
  status: 'feeds.error.status',
  redirect: 'feeds.error.redirect',
  'content-type': 'feeds.error.contentType',
  'too-large': 'feeds.error.tooLarge',
  malformed: 'feeds.error.malformed',
  rejected: 'feeds.error.rejected',
  cancelled: 'feeds.error.cancelled',
};

/** What was wrong with a payload, for the end of a sentence: what the host itself said, else where. Empty where there is neither. */
export function formatFault({ told, place }: Pick<FeedError, 'told' | 'place'>): string {
  return told ? t('feeds.told', { words: toSafeText(told, 120) }) : place ? `: ${toSafeText(place, 60)}` : '';
}

/** A failed request in words that a reader of the feed list understands. */
export function describeFeedError(error: FeedError): { readonly state: FeedState; readonly reason: string } {
  const wait = error.retryAfterMs === undefined ? '' : t('feeds.again', { seconds: Math.ceil(error.retryAfterMs / 1000) });
  const status = error.status === undefined ? '' : ` (${error.status})`;
  const detail = error.kind === 'rejected' ? formatFault(error) : '';
  return { state: error.kind === 'blocked' ? 'blocked' : 'failing', reason: `${t(words[error.kind])}${status}${wait}${detail}` };
}
