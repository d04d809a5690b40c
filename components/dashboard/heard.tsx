import type { VNode } from 'preact';
import { formatShare } from '../../lib/format/coverage.ts';
import { toSafeText } from '../../lib/format/words.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History, VenueHeard } from '../../lib/model/history.ts';
import { pure } from '../pure.ts';
import { toHeardShare } from './steps.ts';

interface HeardProps {
  readonly history: History;
  /** How the span is called: `7 days`. */
  readonly span: string;
}

/** What was heard of each venue in the span of the charts, as strips with their gaps. A venue that leaves orders out is a floor even when whole. */
export const Heard = pure(({ history, span }: HeardProps): VNode => {
  const { venues, heard, from, to } = history;
  return (
    <section class="heard" aria-label={t('dashboard.heard', { range: span })}>
      <h2>
        {t('dashboard.heard', { range: span })}{' '}
        <span>{t('dashboard.heardTotal', { share: formatShare(toHeardShare(heard)) })}</span>
      </h2>
      {venues.length === 0 ? (
        <p class="sub">{t('dashboard.heardNone')}</p>
      ) : (
        <ul>
          {venues.map(venue => (
            <li key={venue.venue} title={venue.sampled ? t('dashboard.sampledTip') : undefined}>
              <span>{toSafeText(venue.name, 20)}</span>
              <Strip venue={venue} from={from} to={to} />
              <span class="dim">{venue.share > 0 ? toShare(venue) : t('dashboard.notHeard')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});

const toShare = ({ share, sampled }: VenueHeard): string => (sampled ? `≥ ${formatShare(share)}` : formatShare(share));

function Strip({ venue, from, to }: { readonly venue: VenueHeard } & Pick<History, 'from' | 'to'>): VNode {
  const place = (time: number): number => ((Math.min(Math.max(time, from), to) - from) / (to - from)) * 100;
  return (
    <span
      class="strip unheard"
      role="img"
      aria-label={t('dashboard.heardVenue', { name: toSafeText(venue.name, 20), share: toShare(venue) })}
    >
      {venue.spans.map(([start, end]) => (
        <i key={start} style={{ left: `${place(start)}%`, width: `${place(end) - place(start)}%` }} />
      ))}
    </span>
  );
}
