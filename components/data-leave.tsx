import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import { trusted } from './trusted.ts';

/** Whether the hosts of market data lack the browser's leave, and whether it was asked for and not given; `undefined` where nothing is to be said. */
export type MissingData = 'missing' | 'refused' | undefined;

interface DataLeaveProps {
  readonly missing: MissingData;
  /** Called while the press is being handled. */
  readonly onAllow: () => void;
}

/** Why there are no figures, and the button that asks for leave: some browsers do not give it with the installation. */
export const DataLeave = ({ missing, onAllow }: DataLeaveProps): VNode | null =>
  missing === undefined ? null : (
    <div class="site notice-line">
      {t('welcome.sites.dataMissing')}
      <button type="button" class="retry" onClick={trusted(onAllow)}>
        {t('welcome.sites.allowData')}
      </button>
      {missing === 'refused' && (
        <span role="alert" class="neg site-problem">
          {t('welcome.sites.refused')}
        </span>
      )}
    </div>
  );
