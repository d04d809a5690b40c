import type { VNode } from 'preact';
import { formatAge } from '../lib/format/age.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { venueWords } from '../lib/format/venue-words.ts';
import { worstFeed } from '../lib/format/feeds.ts';
import { toSafeText } from '../lib/format/words.ts';
import type { BudgetUse, StreamRow, VenueFeeds as Venue } from '../lib/model/feeds-page.ts';
import { CoverageStrip } from './coverage-strip.tsx';

const kinds: Readonly<Record<Venue['completeness'], readonly [word: string, title: string]>> = {
  complete: ['complete', 'Publishes every forced order'],
  sampled: ['sampled', 'Leaves forced orders out by its nature: its sums are floors even when all was heard'],
  none: ['no liquidations', 'No public liquidation data; gives prices, open interest and funding'],
};

const perMinute = (rate: number | undefined): string =>
  rate === undefined ? '–' : rate < 10 ? rate.toFixed(1) : formatCount(rate);

const ago = (time: number | undefined, now: number): string => (time === undefined ? 'never' : `${formatAge(now - time)} ago`);

interface StreamsProps {
  readonly streams: readonly StreamRow[];
  readonly now: number;
}

/** Streams and endpoints of one venue, or the sources that are no venues: how each fares, in words. */
export const Streams = ({ streams, now }: StreamsProps): VNode => (
  <table class="streams">
    <thead>
      <tr>
        <th>Feed</th>
        <th>State</th>
        <th title="Forced orders">Last event</th>
        <th title="The last sign of life that was no forced order">Last control</th>
        <th title="Forced orders a minute over the last hour, beside what is usual over seven days">A minute / usual</th>
        <th>Unreadable</th>
        <th>Last error</th>
      </tr>
    </thead>
    <tbody>
      {streams.map(stream => (
        <tr key={stream.id}>
          <td>{toSafeText(stream.name, 48)}</td>
          <td class="wide">
            <span class="dots">
              <i class={stream.state} />
            </span>{' '}
            {stream.state} <span class="k">{toSafeText(stream.reason, 140)}</span>
          </td>
          <td title={formatMoment(stream.lastEvent)}>{stream.kind === 'request' ? '–' : ago(stream.lastEvent, now)}</td>
          <td title={formatMoment(stream.lastGood)}>{ago(stream.lastControl ?? stream.lastGood, now)}</td>
          <td>
            {perMinute(stream.eventsPerMinute)} <span class="k">/ {perMinute(stream.usualPerMinute)}</span>
          </td>
          <td class={stream.rejected > 0 ? 'neg' : ''}>{formatCount(stream.rejected)}</td>
          <td class="wide k">
            {stream.lastError === undefined
              ? 'none'
              : `${toSafeText(stream.lastError.text, 140)} (${formatMoment(stream.lastError.at)})`}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Budget = ({ budget }: { readonly budget: BudgetUse }): VNode => (
  <li>
    <span class="k">{toSafeText(budget.name, 40)}</span>
    <meter min={0} max={budget.limit} value={Math.min(budget.used, budget.limit)} />
    <span>
      {formatCount(budget.used)} of {formatCount(budget.limit)}{' '}
      <span class="k">in {budget.windowMs < 60_000 ? `${budget.windowMs / 1_000} s` : formatAge(budget.windowMs)}</span>
    </span>
  </li>
);

interface VenueFeedsProps {
  readonly venue: Venue;
  readonly now: number;
}

/** One venue: a line with its last 24 hours, and everything about it behind the line. */
export function VenueFeeds({ venue, now }: VenueFeedsProps): VNode {
  const [word, title] = kinds[venue.completeness];
  const worst = worstFeed(venue.streams);
  const { counts, misses, history } = venueWords[venue.id];
  const silences = venue.silences.toReversed().slice(0, 8);
  return (
    <details class={venue.on ? 'venue' : 'venue off'}>
      <summary>
        <span class="dots">
          <i class={venue.on ? (worst?.state ?? 'waiting') : 'resting'} />
        </span>
        <b>{venue.name}</b>
        <span class="k" title={title}>
          {word}
        </span>
        {venue.completeness === 'none' ? <span class="k why">{counts}</span> : <CoverageStrip venue={venue} now={now} />}
        <span class="end" title="Share of the last 24 hours that was heard">
          {venue.completeness === 'none'
            ? ''
            : `${venue.completeness === 'sampled' ? '≥ ' : ''}${venue.coverage24h === undefined ? 'not heard' : formatShare(venue.coverage24h)}`}
        </span>
        <span class="sub why">
          {venue.on ? worst && worst.state !== 'live' && toSafeText(`${worst.state}: ${worst.reason}`, 90) : 'switched off'}
        </span>
      </summary>
      <dl>
        <dt>Counts</dt>
        <dd>{counts}</dd>
        <dt>Cannot know</dt>
        <dd>{misses}</dd>
        {history !== undefined && <dt>History</dt>}
        {history !== undefined && <dd>{history}</dd>}
      </dl>
      <div class="scroll" role="group" aria-label="Streams, a table" tabIndex={0}>
        <Streams streams={venue.streams} now={now} />
      </div>
      {silences.length > 0 && (
        <>
          <h3>Not heard, last 24 hours</h3>
          <ul class="silences">
            {silences.map(({ from, to, reason }) => (
              <li key={from}>
                {formatMoment(from)}, for {formatAge(to - from)} <span class="k">{toSafeText(reason, 90)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {venue.budgets.length > 0 && (
        <>
          <h3>Asked of its hosts, of half the published limits</h3>
          <ul class="budgets">
            {venue.budgets.map(budget => (
              <Budget key={budget.name} budget={budget} />
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
