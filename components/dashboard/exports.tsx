import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';

export const exportFormats = ['csv', 'json', 'png'] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface ExportsProps {
  readonly failure: string | undefined;
  readonly onExport: (format: ExportFormat) => void;
}

/** Buttons that save what the charts show. */
export const Exports = ({ failure, onExport }: ExportsProps): VNode => (
  <section class="exports" aria-label={t('dashboard.exports')}>
    <span class="k">{t('dashboard.exports')}</span>
    {exportFormats.map(format => (
      <button key={format} type="button" class="retry" onClick={trusted(() => onExport(format))}>
        {t(`dashboard.format.${format}`)}
      </button>
    ))}
    {failure !== undefined && (
      <span class="neg" role="alert">
        {failure}
      </span>
    )}
  </section>
);
