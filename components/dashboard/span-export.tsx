import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';

export type SpanFormat = 'json' | 'csv';

interface SpanExportProps {
  readonly hasFailed: boolean;
  readonly onExport: (format: SpanFormat) => void;
}

/** Hands out what was recorded in the last 24 hours, as files that `replay` reads. */
export const SpanExport = ({ hasFailed, onExport }: SpanExportProps): VNode => (
  <section class="exports" aria-label={t('replay.tape')}>
    <span class="k">{t('replay.tapeWords')}</span>
    <button type="button" class="retry" onClick={trusted(() => onExport('json'))}>
      {t('replay.jsonLines')}
    </button>
    <button type="button" class="retry" onClick={trusted(() => onExport('csv'))}>
      {t('replay.csv')}
    </button>
    {hasFailed && (
      <span class="neg" role="alert">
        {t('replay.spanFailed')}
      </span>
    )}
  </section>
);
