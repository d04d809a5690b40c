import type { VNode } from 'preact';
import type { ArticleState } from '../lib/client/article-reader.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import { Article, toArticleHead } from './article-view.tsx';
import type { HeadState } from './head.tsx';
import { Title } from './head.tsx';
import { trusted } from './trusted.ts';

/** The page in the tab, as far as its figures are checked. */
export interface PopupArticle {
  /** `undefined` while nobody has asked for it. */
  readonly state: ArticleState | undefined;
  readonly isOpen: boolean;
  /** Asks for the check, unfolds what came of it, and folds it. */
  readonly onPress: () => void;
  /** Scrolls the page to a block. */
  readonly onShow: (block: number) => void;
}

/** The check of the page in the tab: its sum in one line, and below it what a panel on a news page shows; before it was asked for, the way to it. */
export function ArticlePart({ state, isOpen, onPress, onShow, market }: PopupArticle & { readonly market: HeadState }): VNode {
  if (state === undefined)
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
          <Title {...toArticleHead(state)} />
        </button>
        {isOpen && (
          <div>
            <Article article={state} market={market} onShow={onShow} />
            {typeof state === 'object' && <div class="sec sub">{state.foot}</div>}
          </div>
        )}
      </div>
    </div>
  );
}
