import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { CheckRow } from '../lib/model/article-check.ts';
import type { ArticleWords } from './article-live.ts';
import { Text } from './cell.tsx';
import { Fold } from './fold.tsx';
import type { HeadState } from './head.tsx';
import { Title } from './head.tsx';
import { Level } from './ladder.tsx';
import { trusted } from './trusted.ts';

interface ArticleProps {
  readonly words: ArticleWords;
  /** What the head of the market says: shown where there is less to say of the article. */
  readonly market: HeadState;
  /** Scrolls the page to a block. */
  readonly onShow: (block: number) => void;
}

interface ClaimProps {
  readonly row: CheckRow;
  readonly onShow: ArticleProps['onShow'];
}

/** One figure. Its two lines are made anew when one of them changes, so that none is pushed aside; it stays unfolded. */
const Claim = ({ row: { verdict, title, line, note, sentence, details, block }, onShow }: ClaimProps): VNode => (
  <div class={`is-${verdict.tone}`}>
    <Fold
      head={
        <span class="row" key={[verdict.text, line, note?.text].join()}>
          <span>
            <i class="dot" />
            {title}
          </span>
          <span class="tag">{verdict.text}</span>
          <span class="dim">{line}</span>
          {note && <Text {...note} />}
        </span>
      }
    >
      <div class="said">
        {sentence}
        {details.map(each => (
          <div class="sub">{each}</div>
        ))}
        {block !== undefined && (
          <button type="button" class="about" onClick={trusted(() => onShow(block))}>
            {pageText('news.show')}
          </button>
        )}
      </div>
    </Fold>
  </div>
);

/** The article, checked: a row for each figure that opens to its sentence, and the levels that it quotes. Takes the same room while it is being read. */
export const Article = ({ words: { rows, levels, note }, market, onShow }: ArticleProps): VNode => (
  // Made anew where the note changes, so that it pushes nothing aside.
  <div class="claims" key={note}>
    {note !== undefined && (
      <div class="sec said dim">
        {note}
        <Title {...market} />
      </div>
    )}
    {rows.map(row => (
      <Claim key={row.id} row={row} onShow={onShow} />
    ))}
    {levels && (
      <div class="sec">
        <div class="dim">{pageText('article.quoted')}</div>
        {levels.map(level => (
          <Level {...level} />
        ))}
      </div>
    )}
  </div>
);
