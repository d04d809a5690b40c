import type { VNode } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { toSafeText } from '../../lib/format/words.ts';
import { pure } from '../pure.ts';
import { ChartTable } from './chart-table.tsx';
import type { ChartView, ChartsView } from './charts-view.ts';
import type { Colours } from './colours.ts';
import { Crosshair } from './crosshair.tsx';
import type { ChartGroup } from './group.ts';
import { Plot } from './plot.tsx';

interface ChartsProps {
  readonly view: ChartsView;
  readonly colours: Colours;
  readonly group: ChartGroup;
}

const Note = ({ note }: Pick<ChartView, 'note'>): VNode => (
  <span>
    {note.map(({ text, tone }, place) => (
      <>
        {place > 0 && ' · '}
        <span class={tone}>{toSafeText(text, 60)}</span>
      </>
    ))}
  </span>
);

const toNoteText = (note: ChartView['note']): string => note.map(({ text }) => toSafeText(text, 60)).join(' · ');

/** The charts below each other, the line that reads them, and the same as a table. */
export const Charts = pure(({ view, colours, group }: ChartsProps): VNode => (
  <section class="charts" aria-label={t('dashboard.charts')}>
    <Crosshair group={group} read={view.read} stepMs={view.history.stepMs} />
    {view.charts.map(({ id, spec, heading, label, note, source, empty }) => (
      <figure key={id} class={`chart ${id}`} title={source && t('dashboard.sourceOf', { source: toSafeText(source, 120) })}>
        <figcaption>
          <h2>
            {heading} <Note note={note} />
          </h2>
        </figcaption>
        {empty === undefined ? (
          <Plot spec={spec} colours={colours} group={group} heading={heading} note={toNoteText(note)} label={label} />
        ) : (
          <p class="none-known">{empty}</p>
        )}
      </figure>
    ))}
    <ChartTable view={view} />
  </section>
));
