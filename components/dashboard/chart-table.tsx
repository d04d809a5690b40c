import type { VNode } from 'preact';
import { Component, createRef } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { trusted } from '../trusted.ts';
import type { ChartsView } from './charts-view.ts';

/** More rows than this nobody reads: of more, every so many-eth is shown. */
const mostRows = 180;

/** The charts as a table, newest first, behind a word: for who cannot see them, and for who wants the figures. Made when it is opened. */
export class ChartTable extends Component<{ readonly view: ChartsView }, { readonly isOpen: boolean }> {
  override state = { isOpen: false };
  readonly #folded = createRef<HTMLDetailsElement>();

  #follow(): void {
    this.setState({ isOpen: this.#folded.current?.open === true });
  }

  override render({ view }: { readonly view: ChartsView }, { isOpen }: { readonly isOpen: boolean }): VNode {
    return (
      <details ref={this.#folded} class="figures" onToggle={trusted(() => this.#follow())}>
        <summary>{t('dashboard.asTable')}</summary>
        {isOpen && <Rows view={view} />}
      </details>
    );
  }
}

function Rows({ view }: { readonly view: ChartsView }): VNode {
  const { times } = view.bars;
  const every = Math.max(1, Math.ceil(times.length / mostRows));
  const rows = times
    .filter((_, place) => (times.length - 1 - place) % every === 0)
    .toReversed()
    .map(time => view.read(Math.max(time, view.history.from)));
  return (
    <div class="scroll" role="group" aria-label={t('dashboard.tableCaption')} tabIndex={0}>
      {every > 1 && <p class="sub">{t('dashboard.tableMore', { every })}</p>}
      <table>
        <caption class="unseen">{t('dashboard.tableCaption')}</caption>
        <thead>
          <tr>
            <th>{t('dashboard.tableTime')}</th>
            {rows[0]?.parts.map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ when, parts }) => (
            <tr key={when}>
              <th scope="row">{when}</th>
              {parts.map(({ name, text, tone }) => (
                <td key={name} class={tone}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
