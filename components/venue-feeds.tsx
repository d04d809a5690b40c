import type { VNode } from 'preact';
import { formatAge } from '../lib/format/age.ts';
import { formatShare } from '../lib/format/coverage.ts';
import { writeNumber } from '../lib/format/locale.ts';
import { missing } from '../lib/format/missing.ts';
import { formatCount } from '../lib/format/price.ts';
import { formatMoment } from '../lib/format/time.ts';
import { venueWords } from '../lib/format/venue-words.ts';
import { worstFeed } from '../lib/format/feeds.ts';
import { toSafeText } from '../lib/format/words.ts';
import { t } from '../lib/i18n/t.ts';
import type { BudgetUse, StreamRow, VenueFeeds as Venue } from '../lib/model/feeds-page.ts';
import { CoverageStrip } from './coverage-strip.tsx';
import { fill } from './fill.ts';

const perMinute = (rate: number | undefined): string =>
  rate === undefined ? missing : rate < 10 ? writeNumber(rate, 1) : formatCount(rate);

const ago = (time: number | undefined, now: number): string =>
  time === undefined ? t('feedsPage.never') : t('feedsPage.ago', { age: formatAge(now - time) });

interface StreamsProps {
  readonly streams: readonly StreamRow[];
  readonly now: number;
}

/** Streams and endpoints of one venue, or the sources that are no venues: how each fares, in words. */
export const Streams = ({ streams, now }: StreamsProps): VNode => (
  <table class="streams">
    <thead>
      <tr>
        <th>{t('feedsPage.column.feed')}</th>
        <th>{t('feedsPage.column.state')}</th>
        <th title={t('feedsPage.column.eventTip')}>{t('feedsPage.column.event')}</th>
        <th title={t('feedsPage.column.controlTip')}>{t('feedsPage.column.control')}</th>
        <th title={t('feedsPage.column.rateTip')}>{t('feedsPage.column.rate')}</th>
        <th>{t('feedsPage.column.rejected')}</th>
        <th>{t('feedsPage.column.error')}</th>
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
            {t(`feeds.state.${stream.state}`)} <span class="k">{toSafeText(stream.reason, 140)}</span>
          </td>
          <td title={formatMoment(stream.lastEvent)}>{stream.kind === 'request' ? missing : ago(stream.lastEvent, now)}</td>
          <td title={formatMoment(stream.lastGood)}>{ago(stream.lastControl ?? stream.lastGood, now)}</td>
          <td>
            {perMinute(stream.eventsPerMinute)} <span class="k">/ {perMinute(stream.usualPerMinute)}</span>
          </td>
          <td class={stream.rejected > 0 ? 'neg' : ''}>{formatCount(stream.rejected)}</td>
          <td class="wide k">
            {stream.lastError === undefined
              ? t('feedsPage.noError')
              : t('feedsPage.error', {
                  text: toSafeText(stream.lastError.text, 140),
                  time: formatMoment(stream.lastError.at),
                })}
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
      {fill(t('feedsPage.budget', { used: formatCount(budget.used), limit: formatCount(budget.limit) }), {
        window: <span class="k">{t('feedsPage.within', { span: formatAge(budget.windowMs) })}</span>,
      })}
    </span>
  </li>
);

interface VenueFeedsProps {
  readonly venue: Venue;
  readonly now: number;
}

/** One venue: a line with its last 24 hours, and everything about it behind the line. */
export function VenueFeeds({ venue, now }: VenueFeedsProps): VNode {
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
        <span class="k" title={t(`feedsPage.kindTip.${venue.completeness}`)}>
          {t(`feedsPage.kind.${venue.completeness}`)}
        </span>
        {venue.completeness === 'none' ? <span class="k why">{counts}</span> : <CoverageStrip venue={venue} now={now} />}
        <span class="end" title={t('feedsPage.shareTip')}>
          {venue.completeness === 'none'
            ? ''
            : `${venue.completeness === 'sampled' ? '≥ ' : ''}${venue.coverage24h === undefined ? t('feedsPage.notHeard') : formatShare(venue.coverage24h)}`}
        </span>
        <span class="sub why">
          {!venue.on
            ? t('feedsPage.switchedOff')
            : worst &&
              worst.state !== 'live' &&
              t('feedsPage.unwell', { state: t(`feeds.state.${worst.state}`), reason: toSafeText(worst.reason, 80) })}
        </span>
      </summary>
      <dl>
        <dt>{t('feedsPage.counts')}</dt>
        <dd>{counts}</dd>
        <dt>{t('feedsPage.misses')}</dt>
        <dd>{misses}</dd>
        {history !== undefined && <dt>{t('feedsPage.history')}</dt>}
        {history !== undefined && <dd>{history}</dd>}
      </dl>
      <div class="scroll" role="group" aria-label={t('feedsPage.streamsTable')} tabIndex={0}>
        <Streams streams={venue.streams} now={now} />
      </div>
      {silences.length > 0 && (
        <>
          <h3>{t('feedsPage.silences')}</h3>
          <ul class="silences">
            {silences.map(({ from, to, reason }) => (
              <li key={from}>
                {fill(t('feedsPage.silence', { from: formatMoment(from), age: formatAge(to - from) }), {
                  why: <span class="k">{toSafeText(reason, 90)}</span>,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {venue.budgets.length > 0 && (
        <>
          <h3>{t('feedsPage.budgets')}</h3>
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
