import type { VNode } from 'preact';
import { formatAge, isOld } from '../lib/format/age.ts';
import type { AnswerRow, AnswerSection, Cell } from '../lib/model/answer.ts';
import { Line } from './line.tsx';
import type { Point } from './line.tsx';
import { pure } from './pure.ts';

/** Marks in front of a row; the words beside them say the same to who cannot see them. */
const marks = {
  yes: ['M2 6.5l2.7 2.7L10 3.5', 'ok', 'yes'],
  no: ['M3 3l6 6M9 3l-6 6', 'long', 'no'],
  unknown: ['M3 6h6', 'track', 'unknown'],
};

/** The texts come from our own background: they are words, and not markup. */
const Text = ({ text, tone, strong, guess }: Cell): VNode => (
  <span class={`${tone === 'dim' ? 'k' : (tone ?? '')}${guess ? ' unheard' : ''}`}>{strong ? <b>{text}</b> : text}</span>
);

const Row = ({ cells, mark, tip }: AnswerRow): VNode => {
  const [path, tone, word] = marks[mark ?? 'unknown'];
  return (
    <div class={mark ? 'marked' : ''} title={tip}>
      {mark && (
        <svg viewBox="0 0 12 12" role="img" aria-label={word}>
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
  /** Market time, ms. */
  readonly now: number;
  /** What is drawn below the rows. */
  readonly line?: { readonly points: readonly Point[]; readonly low?: number; readonly high?: number } | undefined;
}

/** One heading and its rows, as the background worded them. Keyed by its texts: made anew they appear, and push nothing aside. */
export const Section = pure(({ section, now, line }: SectionProps): VNode => {
  const { id, title, note, tip, rows, shares, freshFor } = section;
  const ageMs = now - (freshFor?.at ?? now);
  const old = freshFor && isOld(ageMs, freshFor.ms);
  const isEvidence = id === 'evidence';
  const head = (
    <div class="row">
      <span class="k">{title}</span>
      <span class="sub end">{old ? `${formatAge(ageMs)} old` : note && <Text {...note} />}</span>
    </div>
  );
  const body = (
    <>
      {shares && (
        <div class="shares">
          {shares.map(({ share, tone }, place) => (
            <i key={place} class={tone} style={{ flex: share }} />
          ))}
        </div>
      )}
      {rows.length > 0 && (
        <div class={`rows n${rows[0]?.cells.length ?? 0}`}>
          {rows.map((row, place) => (
            <Row key={`${place}${row.cells.map(cell => cell.text.length).join()}`} {...row} />
          ))}
        </div>
      )}
      {line && <Line {...line} height={22} label={title} />}
    </>
  );
  return isEvidence ? (
    <details class="sec" title={tip}>
      <summary class="k">{title}</summary>
      {body}
    </details>
  ) : (
    <div class={old ? 'sec old' : 'sec'} title={tip} key={id}>
      {head}
      {body}
    </div>
  );
});
