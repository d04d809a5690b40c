import type { VNode } from 'preact';
import { formatClock } from '../lib/format/time.ts';
import { toSafeText } from '../lib/format/words.ts';
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
  const label = `${venue.name}: ${Math.round((venue.coverage24h ?? 0) * 100)}% of the last 24 hours heard`;
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
          title={`${formatClock(span.from)} to ${formatClock(span.to)}: ${toSafeText(span.reason, 80)}`}
        />
      ))}
    </span>
  );
}
