import type { ArticleCheck } from '../model/article-check.ts';
import type { ArticleNext } from '../protocol/messages.ts';
import type { LocalClock } from '../std/clock.ts';
import type { Caller } from './call.ts';

/** The check of an article, or how far it is. */
export type ArticleState = ArticleCheck | 'reading' | 'unread';

/** Reading a page takes as long as the page is; the market of the article's time may have to be asked for. */
const answerMs = 30_000;
const retryMs = 15_000;

/** One page's article. */
export interface ArticleReader {
  readonly state: () => ArticleState;
  /** To be called from time to time while somebody looks: asks the background when it is due. */
  readonly look: () => void;
  /** Scrolls the page to a block. */
  readonly show: (block: number) => void;
}

/** Follows the article of the caller's own page, or, for pages of ours, of a tab. When to ask again the background says. */
export function createArticleReader(
  call: Caller,
  clock: Pick<LocalClock, 'monotonic'>,
  paint: () => void,
  tab: { readonly tabId?: number | undefined } = {},
): ArticleReader {
  let state: ArticleState = 'reading';
  let next: Partial<ArticleNext> = {};
  let due = 0;
  return {
    state: () => state,
    look() {
      if (clock.monotonic() < due) return;
      due = Infinity;
      call('article.read', { ...next, ...tab }, answerMs)
        .then(
          answer => {
            next = answer.next;
            state = answer.check ?? 'reading';
          },
          () => {
            next = {};
            if (state === 'reading') state = 'unread';
          },
        )
        .finally(() => {
          due = clock.monotonic() + (next.afterMs ?? retryMs);
          paint();
        });
    },
    // What is not to be found any more is not scrolled to; nothing is to be said about it.
    show: block => void call('article.show', { block, ...tab }).catch(paint),
  };
}
