import type { VNode } from 'preact';
import type { AnswerRow, AnswerSection } from '../lib/model/answer.ts';
import { Bar, Text } from './cell.tsx';
import { Fold } from './fold.tsx';
import { toOldWords } from './freshness.ts';
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

/** A line and its scale; the points' own when there is none. */
export interface LineOf {
  readonly points: readonly Point[];
  readonly low?: number;
  readonly high?: number;
}

interface SectionProps {
  readonly section: AnswerSection;
  /** Market time, ms. */
  readonly now: number;
  /** What is drawn below the rows. */
  readonly line: LineOf | undefined;
}

/** One heading and its rows, as the background worded them. Keyed by its texts: made anew they appear, and push nothing aside. The evidence is folded. */
export const Section = pure(({ section, now, line }: SectionProps): VNode => {
  const { id, title, note, tip, rows, shares, freshFor } = section;
  const old = toOldWords(freshFor, now);
  const body = (
    <>
      {shares && <Bar shares={shares} />}
      <div class={`rows n${rows[0]?.cells.length}`}>
        {rows.map((row, place) => (
          <Row key={[place, ...row.cells.map(cell => cell.text.length)].join()} {...row} />
        ))}
      </div>
      {line && <Line {...line} height={22} label={title} />}
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
