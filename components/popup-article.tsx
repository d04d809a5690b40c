import type { VNode } from 'preact';
import { pageText } from '../lib/i18n/page-text.ts';
import type { ArticleWords } from './article-live.ts';
import { Article } from './article-view.tsx';
import type { HeadState } from './head.tsx';
import { Title } from './head.tsx';
import { trusted } from './trusted.ts';

/** The page in the tab, as far as its figures are checked. */
export interface PopupArticle {
  /** `undefined` while nobody has asked for it. */
  readonly words: ArticleWords | undefined;
  readonly isOpen: boolean;
  /** Asks for the check, unfolds what came of it, and folds it. */
  readonly onPress: () => void;
  /** Scrolls the page to a block. */
  readonly onShow: (block: number) => void;
}

/** The check of the page in the tab: its sum in one line, and below it what a panel on a news page shows; before it was asked for, the way to it. */
export function ArticlePart({ words, isOpen, onPress, onShow, market }: PopupArticle & { readonly market: HeadState }): VNode {
  if (words === undefined)
    return (
      <div class="site">
        <button type="button" class="retry" onClick={trusted(onPress)}>
          {pageText('news.check')}
        </button>
      </div>
    );
  return (
    <div class="more">
      <div class="sec">
        <button type="button" class="row fold" aria-expanded={isOpen} onClick={trusted(onPress)}>
          <Title tone={words.tone} word={words.title} detail={words.line} />
        </button>
        {isOpen && (
          <div>
            <Article words={words} market={market} onShow={onShow} />
            <div class="sec sub">{words.foot}</div>
          </div>
        )}
      </div>
    </div>
  );
}
