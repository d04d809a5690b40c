import type { VNode } from 'preact';
import { t } from '../lib/i18n/t.ts';
import type { OptionsView } from '../lib/model/feeds-page.ts';
import { Keys, Live, Venues } from './options-sources.tsx';
import type { OptionsActions } from './options-sources.tsx';
import { PageHead } from './page-head.tsx';

/** Sections that others draw; one that has nothing to show yet is left out, and so is its line in the index. */
export interface OptionsSections {
  readonly sites?: VNode | undefined;
  readonly alerts?: VNode | undefined;
  readonly levels?: VNode | undefined;
  readonly language?: VNode | undefined;
  readonly colours?: VNode | undefined;
  readonly data?: VNode | undefined;
}

export interface OptionsPageProps extends OptionsSections {
  /** What stands above the sections: leave that is missing. */
  readonly above?: VNode | undefined;
  readonly options: OptionsView | undefined;
  /** What went wrong with the last change, or with asking at all. */
  readonly problem: string | undefined;
  readonly actions: OptionsActions;
}

/** Everything that the user can decide, with an index at the side. */
export function OptionsPage({ options, problem, actions, above, ...own }: OptionsPageProps): VNode {
  // The name of a section is the id of its heading.
  const sections: readonly (readonly [id: string, name: string, section: VNode | undefined])[] = [
    ['sites', t('options.sites'), own.sites],
    ['alerts', t('alerts.title'), own.alerts],
    ['levels', t('levels.title'), own.levels],
    ['live', t('sources.live'), options && <Live options={options} actions={actions} />],
    ['sources', t('sources.title'), options && <Venues options={options} actions={actions} />],
    ['keys', t('sources.keys'), options && <Keys options={options} actions={actions} />],
    ['language', t('formats.title'), own.language],
    ['colours', t('appearance.title'), own.colours],
    ['data', t('data.title'), own.data],
  ];
  const shown = sections.filter(([, , section]) => section !== undefined);
  return (
    <>
      <PageHead current="options" words="" />
      <div class="with-index">
        <nav class="index" aria-label={t('options.nav')}>
          {shown.map(([id, name]) => (
            <a key={id} href={`#${id}`}>
              {name}
            </a>
          ))}
        </nav>
        <main class="narrow">
          {problem !== undefined && (
            <p role="alert" class="notice-line">
              {problem}
            </p>
          )}
          {above}
          {options === undefined && problem === undefined && <p class="k">{t('dashboard.waiting')}</p>}
          {options !== undefined && shown.map(([id, , section]) => <div key={id}>{section}</div>)}
        </main>
      </div>
    </>
  );
}
