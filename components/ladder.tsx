import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { AnswerRow, Ladder as LadderWords } from '../lib/model/answer.ts';
import { pure } from './pure.ts';

/** A level with what became of it, or with the estimate of what would be forced out on the way down to it as a hatched bar. */
export const Level = ({ cells, bar, tip }: AnswerRow): VNode => {
  const [price, words, tag] = cells;
  return (
    <div class="level" title={tip}>
      <span class={price?.tone}>{price?.text}</span>
      {bar !== undefined && <i class="fuel" style={{ clipPath: `inset(0 ${100 - bar * 100}% 0 0 round 3px)` }} />}
      <span class="sub">{words?.text}</span>
      {tag && <span class={`tag ${tag.tone}`}>{tag.text}</span>}
    </div>
  );
};

interface LadderProps {
  readonly words: LadderWords | undefined;
  readonly base: string;
  /** Shown while the levels are not known; a dash while it is not known either. */
  readonly price: string | undefined;
  /** Its age in words when it is old, else nothing. */
  readonly old: string | undefined;
}

/** Prices that people watch and what became of them, with the price between. Takes the room of five rows at the least, so that nothing moves when the first are read. */
export const Ladder = pure(({ words, base, price, old }: LadderProps) => {
  const { above = [], below = [], tip = pageText('panel.levelsUnreadTip', { coin: base }) } = words ?? {};
  const rows = (levels: readonly AnswerRow[]) => levels.map(level => <Level key={level.cells[0]?.text} {...level} />);
  return (
    <div class={old ? 'sec old' : 'sec'}>
      <div
        class="lad"
        key={[...above, price, ...below]
          .map(level => (typeof level === 'object' ? level.cells.map(cell => cell.text) : level?.length))
          .join()}
      >
        {rows(above)}
        <div class="now" title={tip}>
          <b>{words?.price ?? price ?? '–'}</b>
          <i />
          <span class="sub">{words ? base + (old ? `, ${old}` : '') : pageText('panel.levelsUnread', { coin: base })}</span>
        </div>
        {rows(below)}
      </div>
    </div>
  );
});
