import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { AnswerRow, AnswerSection } from '../lib/model/answer.ts';
import { Bar, Text } from './cell.tsx';
import { Fold } from './fold.tsx';
import { Line } from './line.tsx';
import { pure } from './pure.ts';

/** Marks in front of a row; their words are for who cannot see them. */
const marks = {
  yes: ['M2 6.5l2.7 2.7L10 3.5', 'panel.yes', 'ok'],
  no: ['M3 3l6 6M9 3l-6 6', 'panel.no', 'long'],
  unknown: ['M3 6h6', 'panel.unknown'],
} as const;

const Row = ({ cells, mark, tip }: AnswerRow): VNode => {
  const [path, name, tone] = marks[mark ?? 'unknown'];
  return (
    <div class={mark && 'marked'} title={tip}>
      {mark && (
        <svg viewBox="0 0 12 12" role="img" aria-label={pageText(name)}>
          <path d={path} class={tone} />
        </svg>
      )}
      {cells.map((cell, place) => (
        <Text key={place} {...cell} />
      ))}
    </div>
  );
};

interface SectionProps {
  readonly section: AnswerSection;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
  /** The path of a line below the rows. */
  readonly line?: string | undefined;
}

/** One heading and its rows, as the background worded them. Keyed by its texts: made anew they appear, and push nothing aside. The evidence is folded. */
export const Section = pure(({ section, old, line }: SectionProps): VNode => {
  const { id, title, note, tip, rows, shares } = section;
  const body = (
    <>
      {shares && <Bar shares={shares} />}
      <div class={`rows n${rows[0]?.cells.length}`}>
        {rows.map((row, place) => (
          <Row key={[place, ...row.cells.map(cell => cell.text.length)].join()} {...row} />
        ))}
      </div>
      {line !== undefined && <Line path={line} label={title} />}
    </>
  );
  const head = (
    <>
      <span key={title} class="dim">
        {title}
      </span>
      <span class="sub end">{old ? <span>{old}</span> : note && <Text {...note} />}</span>
    </>
  );
  return id === 'evidence' ? (
    <Fold head={head} tip={tip}>
      {body}
    </Fold>
  ) : (
    <div class={old ? `sec ${id} old` : `sec ${id}`}>
      <div class="row" title={tip}>
        {head}
      </div>
      {body}
    </div>
  );
});
