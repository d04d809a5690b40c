import type { VNode } from 'preact';
import { formatShare } from '../lib/format/coverage.ts';
import { formatClock } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { VenueFeeds } from '../lib/model/feeds-page.ts';

const dayMs = 24 * 3_600_000;

interface CoverageStripProps {
  readonly venue: Pick<VenueFeeds, 'name' | 'heard' | 'silences' | 'coverage24h'>;
  /** Right end of the strip, ms of market time. */
  readonly now: number;
}

/** The last 24 hours of one venue from left to right: solid where it was heard, hatched where not. Each gap says when, and why if that is known. */
export function CoverageStrip({ venue, now }: CoverageStripProps): VNode {
  const from = now - dayMs;
  const place = (span: { readonly from: number; readonly to: number }) => {
    const start = Math.max(span.from, from);
    const end = Math.min(span.to, now);
    return { left: `${((start - from) / dayMs) * 100}%`, width: `${(Math.max(0, end - start) / dayMs) * 100}%` };
  };
  const label = t('feedsPage.strip', { name: venue.name, share: formatShare(venue.coverage24h ?? 0) });
  return (
    <span class="strip unheard" role="img" aria-label={label}>
      {venue.heard.map(span => (
        <i key={`${span.from}`} style={place(span)} />
      ))}
      {venue.silences.map(span => (
        <i
          key={`silent ${span.from}`}
          class="gap"
          style={place(span)}
          title={t('feedsPage.gap', {
            from: formatClock(span.from),
            to: formatClock(span.to),
            why: toSafeText(span.reason, 80),
          })}
        />
      ))}
    </span>
  );
}
