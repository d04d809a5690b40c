import type { VNode } from 'preact';
import { formatProgress } from '../../lib/format/feeds.ts';
import { formatMoment } from '../../lib/format/time.ts';
import { t } from '../../lib/i18n/t.ts';
import type { History } from '../../lib/model/history.ts';
import type { BackfillProgress } from '../../lib/model/snapshot.ts';
import { pure } from '../pure.ts';
import { trusted } from '../trusted.ts';

/** Why there are no charts. */
export type NoCharts = 'reading' | 'none' | 'failed';

interface ProgressProps {
  readonly progress: readonly BackfillProgress[];
}

/** How far the reading of the past has come. In the first minutes it is why charts are short. */
export const Progress = pure(({ progress }: ProgressProps): VNode | null =>
  progress.length === 0 ? null : (
    <div class="notice-line filling">
      <p>{t('dashboard.stillReading')}</p>
      <ul class="progress">
        {progress.slice(0, 4).map(each => (
          <li key={`${each.venue} ${each.stage}`}>
            <span class="sub">{formatProgress(each)}</span>
            <progress max={each.total} value={each.done} aria-label={formatProgress(each)} />
          </li>
        ))}
      </ul>
    </div>
  ),
);

interface NoChartsProps {
  readonly why: NoCharts;
  /** As it is read: `BTC`, `All coins`. */
  readonly coin: string;
  /** The moment that is looked at; `undefined` for now. */
  readonly moment: number | undefined;
  readonly onRetry: () => void;
}

/** Stands in the place of the charts while there are none, and says why. */
export const NoChartsNotice = ({ why, coin, moment, onRetry }: NoChartsProps): VNode => (
  <div class="no-charts" role={why === 'failed' ? 'alert' : 'status'}>
    <p>
      {why === 'reading' && t('dashboard.reading')}
      {why === 'failed' && t('dashboard.historyFailed')}
      {why === 'none' &&
        (moment === undefined
          ? t('dashboard.noHistory', { coin })
          : t('dashboard.noHistoryThen', { coin, time: formatMoment(moment) }))}
    </p>
    {why === 'failed' && (
      <button type="button" class="retry" onClick={trusted(onRetry)}>
        {t('dashboard.tryAgain')}
      </button>
    )}
  </div>
);

/** Nothing in any column: there is no chart to draw. */
export const isBlank = ({ price, longUsd, shortUsd, interestUsd, heard }: History): boolean =>
  heard.every(share => share === 0) &&
  [price, longUsd, shortUsd, interestUsd].every(column => column.every(value => value === null));

/** From when on forced orders were heard, where that is well after the charts begin; `undefined` where it is not, and where nothing was heard. */
export function heardSince({ times, heard, from, to }: History): number | undefined {
  const since = times[heard.findIndex(share => share > 0)];
  return since !== undefined && since - from > (to - from) * 0.05 ? since : undefined;
}

/** Says from when on forced orders were heard, if that is not the whole time. */
export const Since = pure(({ history }: { readonly history: History }): VNode | null => {
  const since = heardSince(history);
  return since === undefined ? null : <p class="notice-line">{t('dashboard.startsAt', { time: formatMoment(since) })}</p>;
});
