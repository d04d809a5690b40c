import { createSpan, createVenueLayers } from '../engine/layers.ts';
import { ownLimit } from '../feeds/host-gate.ts';
import { t } from '../i18n/t.ts';
import type { VenueCoverage } from '../model/coverage.ts';
import type { FeedsPage, StreamRow, VenueFeeds } from '../model/feeds-page.ts';
import type { FeedHealth } from '../model/snapshot.ts';
import type { Venue } from '../model/venue.ts';
import { clip, union } from '../std/intervals.ts';
import { openInterestByBase, orderFeeds } from './counted-venues.ts';
import type { HostLedger } from './host-ledger.ts';
import { readTotals } from './keyed-jobs.ts';
import type { KeyedState } from './keyed-jobs.ts';
import type { BackgroundParts } from './parts.ts';
import { toSilences } from './silences.ts';
import { streamNames } from './socket-service.ts';
import { eventsPerMinute, usualPerMinute } from './stream-log.ts';
import type { StreamLog } from './stream-log.ts';

const dayMs = 86_400_000;

type Parts = Pick<BackgroundParts, 'state' | 'book' | 'health' | 'marketTime' | 'http' | 'progress'>;

/** Everything that the page of feeds shows, made anew from what is known now. */
export function buildFeedsPage(
  parts: Parts,
  {
    venues,
    log,
    hosts,
    keyed,
  }: {
    readonly venues: readonly Venue[];
    readonly log: StreamLog;
    readonly hosts: Pick<HostLedger, 'read'>;
    readonly keyed: KeyedState;
  },
): FeedsPage {
  const { state, book, health, marketTime, http, progress } = parts;
  const now = marketTime.now();
  const rows = health.read();
  const budgets = http.budgets();
  const coverage = new Map(
    book.coverage(Object.fromEntries(venues.map(venue => [venue.id, streamNames(venue)]))).map(row => [row.venue, row]),
  );
  const venueOf = (id: string): Venue | undefined => venues.find(venue => id.startsWith(`${venue.id}/`));

  function toRow(feed: FeedHealth, venue: Venue | undefined): StreamRow {
    const memory = log.read(feed.id);
    const perMinute = memory === undefined ? undefined : eventsPerMinute(memory, now);
    const usual = memory === undefined ? undefined : usualPerMinute(memory);
    return {
      ...feed,
      kind: kindOf(feed.id, venue),
      ...(memory?.lastEvent === undefined ? {} : { lastEvent: memory.lastEvent }),
      ...(memory?.lastControl === undefined ? {} : { lastControl: memory.lastControl }),
      ...(perMinute === undefined ? {} : { eventsPerMinute: perMinute }),
      ...(usual === undefined ? {} : { usualPerMinute: usual }),
      ...(memory?.lastError === undefined ? {} : { lastError: memory.lastError }),
    };
  }

  function toVenue(venue: Venue): VenueFeeds {
    const on = !state.off.has(venue.id);
    const own = rows.filter(feed => venueOf(feed.id) === venue);
    const streams = own.map(feed => toRow(on ? feed : { ...feed, state: 'resting', reason: t('feeds.switchedOff') }, venue));
    return {
      id: venue.id,
      name: venue.name,
      on,
      completeness: venue.completeness,
      ...heardOf(venue, coverage.get(venue.id)),
      streams,
      budgets: venue.budgets.map(
        budget =>
          budgets.find(({ name, host }) => name === budget.name && host === budget.host) ?? {
            name: budget.name,
            host: budget.host,
            used: 0,
            limit: ownLimit(budget),
            windowMs: budget.windowMs,
          },
      ),
    };
  }

  function heardOf(venue: Venue, row: VenueCoverage | undefined): Pick<VenueFeeds, 'coverage24h' | 'heard' | 'silences'> {
    if (venue.completeness === 'none') return { heard: [], silences: [] };
    const from = now - dayMs;
    const heard = clip(union(row?.fine ?? [], row?.coarse ?? []), from, now);
    const ms = createVenueLayers(row, from, now).heardMs(createSpan(from, now, 'short'), openInterestByBase(state, venue.id));
    return {
      coverage24h: ms / dayMs,
      heard,
      silences: toSilences({
        from,
        // What came last is claimed when it can no longer grow: the edge is no silence.
        to: Math.min(now, Math.max(heard.at(-1)?.to ?? from, now - settledMs)),
        heard,
        stops: log.stops(),
        since: log.since(),
        streams: orderFeeds(venue).map(id => log.read(id)?.changes ?? []),
      }),
    };
  }

  return {
    asOf: now,
    clock: { offsetMs: marketTime.offsetMs, agreed: marketTime.agreed, hosts: marketTime.hosts },
    venues: venues.map(toVenue),
    sources: rows.filter(feed => venueOf(feed.id) === undefined).map(feed => toRow(feed, undefined)),
    hosts: hosts.read(),
    progress: [...progress.values()],
    keyed: readTotals(keyed, now),
  };
}

/** Polls and late feeds claim their time a minute or two after it passed. */
const settledMs = 120_000;

function kindOf(id: string, venue: Venue | undefined): StreamRow['kind'] {
  const what = id.slice(id.indexOf('/') + 1);
  if (venue?.socketStreams.includes(what) === true) return 'socket';
  if (venue?.polls.some(poll => poll.stream === what) === true) return 'poll';
  return what === 'backfill' || what === 'history' ? 'history' : 'request';
}
