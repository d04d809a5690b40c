import type { VNode } from 'preact';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { formatAge } from '../lib/format/age.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { formatProgress } from '../lib/format/feeds.ts';
import { formatCount } from '../lib/format/price.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { FeedsPage as Page } from '../lib/model/feeds-page.ts';
import { toNotice } from './feeds.tsx';
import { HostLedger } from './host-ledger.tsx';
import { KeyedTotals } from './keyed-totals.tsx';
import { trusted } from './trusted.ts';
import { Streams, VenueFeeds } from './venue-feeds.tsx';

export interface FeedsPageProps {
  /** `undefined` until the background has answered. */
  readonly page: Page | undefined;
  readonly link: LinkState;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}

/** A clock that is off by more is told of: every window and age depends on it. */
const clockWordsMs = 2_000;

function ClockWords({ clock }: { readonly clock: Page['clock'] }): VNode | null {
  if (!clock.agreed) return <p class="notice-line">{t('feedsPage.clockUnknown')}</p>;
  if (Math.abs(clock.offsetMs) < clockWordsMs) return null;
  const words = t(clock.offsetMs > 0 ? 'feedsPage.clockBehind' : 'feedsPage.clockAhead', {
    age: formatAge(Math.abs(clock.offsetMs)),
    hosts: toSafeText(clock.hosts.slice(0, 3).join(', '), 90),
  });
  return <p class="notice-line">{words}</p>;
}

function Progress({ page }: { readonly page: Page }): VNode | null {
  if (page.progress.length === 0) return null;
  return (
    <section aria-labelledby="past">
      <h2 id="past">{t('feedsPage.past')}</h2>
      <ul class="progress">
        {page.progress.map(each => (
          <li key={`${each.venue} ${each.stage}`}>
            <progress max={each.total} value={each.done} />
            <span class="sub">{formatProgress(each)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every venue and stream with what was heard of it, every other source, and every host that was contacted. */
export function FeedsPage({ page, link, onRetry, onClear }: FeedsPageProps): VNode {
  const heard = page?.venues.filter(venue => venue.on && venue.completeness !== 'none') ?? [];
  const counts = {
    whole: formatCount(heard.filter(venue => (venue.coverage24h ?? 0) > 0.999).length),
    all: formatCount(heard.length),
    share: formatShare(heard.reduce((sum, venue) => sum + (venue.coverage24h ?? 0), 0) / heard.length),
  };
  return (
    <div class="feeds-page">
      {page === undefined ? (
        toNotice(link) === undefined && <p class="k">{t('dashboard.waiting')}</p>
      ) : (
        <>
          <ClockWords clock={page.clock} />
          <Progress page={page} />
          <section aria-labelledby="venues">
            <h2 id="venues">
              {t('feedsPage.venues')}
              <span class="k">{t(heard.length > 0 ? 'feedsPage.heardOnAverage' : 'feedsPage.heard', counts)}</span>
              <button type="button" class="retry" onClick={trusted(onRetry)}>
                {t('feedsPage.retry')}
              </button>
            </h2>
            {page.venues.map(venue => (
              <VenueFeeds key={venue.id} venue={venue} now={page.asOf} />
            ))}
          </section>
          {page.keyed.length > 0 && (
            <section aria-labelledby="keyed">
              <h2 id="keyed">{t('feedsPage.keyed')}</h2>
              <p class="sub">{t('feedsPage.keyedHint')}</p>
              <KeyedTotals keyed={page.keyed} />
            </section>
          )}
          <section aria-labelledby="sources">
            <h2 id="sources">{t('feedsPage.other')}</h2>
            <div class="scroll" role="group" aria-label={t('feedsPage.otherTable')} tabIndex={0}>
              <Streams streams={page.sources} now={page.asOf} />
            </div>
          </section>
          <HostLedger hosts={page.hosts} onClear={onClear} />
        </>
      )}
    </div>
  );
}
