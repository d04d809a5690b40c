import type { VNode } from 'preact';
import type { AnswerRow, AnswerSection } from '../lib/model/answer.ts';
import type { FearGreedFigure } from '../lib/model/snapshot.ts';
import { Bar, Text } from './cell.tsx';
import { Fold } from './fold.tsx';
import { Line } from './line.tsx';
import type { Point } from './line.tsx';
import { pure } from './pure.ts';

/** Marks in front of a row; their words are for who cannot see them. */
const marks = {
  yes: ['M2 6.5l2.7 2.7L10 3.5', 'ok'],
  no: ['M3 3l6 6M9 3l-6 6', 'long'],
  unknown: ['M3 6h6'],
};

const Row = ({ cells, mark, tip }: AnswerRow): VNode => {
  const [path, tone] = marks[mark ?? 'unknown'];
  return (
    <div class={mark && 'marked'} title={tip}>
      {mark && (
        <svg viewBox="0 0 12 12" role="img" aria-label={mark}>
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
  /** A line below the rows. */
  readonly points?: readonly Point[];
  /** Another, on the scale of the index, newest first. */
  readonly days?: FearGreedFigure['days'];
}

/** One heading and its rows, as the background worded them. Keyed by its texts: made anew they appear, and push nothing aside. The evidence is folded. */
export const Section = pure(({ section, old, points, days }: SectionProps): VNode => {
  const { id, title, note, tip, rows, shares } = section;
  const body = (
    <>
      {shares && <Bar shares={shares} />}
      <div class={`rows n${rows[0]?.cells.length}`}>
        {rows.map((row, place) => (
          <Row key={[place, ...row.cells.map(cell => cell.text.length)].join()} {...row} />
        ))}
      </div>
      {points && <Line points={points} height={22} label={title} />}
      {days && (
        <Line
          points={days.map(({ day, value }) => [day, value] as const).toReversed()}
          low={0}
          high={100}
          height={22}
          label={title}
        />
      )}
    </>
  );
  const head = (
    <>
      <span class="dim">{title}</span>
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
