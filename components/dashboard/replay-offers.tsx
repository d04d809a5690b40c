import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';
import type { RecordingSource } from './replay-state.ts';
import { sources } from './replay-state.ts';

/** The last part of the keys of each past's words. */
export const sourceKeys = { own: 'own', 'reference-day': 'referenceDay', cascade: 'cascade' } as const;

/** What stands there before a past was chosen: each that there is, what it holds, and its button. */
export const ReplayOffers = ({ onSource }: { readonly onSource: (source: RecordingSource) => void }): VNode => (
  <div class="offers">
    <p>
      {t('replay.chooseWords')} <span class="dim">{t('replay.chooseHint')}</span>
    </p>
    <ul>
      {sources.map(source => (
        <li key={source}>
          <button type="button" class="retry" aria-describedby={`about-${source}`} onClick={trusted(() => onSource(source))}>
            {t(`replay.source.${sourceKeys[source]}`)}
          </button>
          <p id={`about-${source}`} class="dim">
            {t(`replay.about.${sourceKeys[source]}`)}
          </p>
        </li>
      ))}
    </ul>
  </div>
);
