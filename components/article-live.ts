import type { Caller } from '../lib/client/call.ts';
import { pageText } from '../lib/i18n/page-text.ts';
import type { ArticleCheck } from '../lib/model/article-check.ts';
import type { ArticleNext } from '../lib/client/page-reader.ts';
import type { PageClock } from '../lib/client/runtime.ts';

/** What there is to say of an article, whether it has been checked or not. */
export type ArticleWords = Pick<ArticleCheck, 'title' | 'line' | 'tone' | 'rows'> &
  Partial<Pick<ArticleCheck, 'note' | 'levels' | 'foot' | 'at' | 'isCrypto'>>;

/** One page's article. */
export interface ArticleReader {
  readonly words: () => ArticleWords;
  /** To be called from time to time while somebody looks: asks the background when it is due. */
  readonly look: () => void;
  /** Scrolls the page to a block. */
  readonly show: (block: number) => void;
}

/** Reading a page takes as long as the page is; the market of the article's time may have to be asked for. */
const answerMs = 30_000;
const retryMs = 30_000;

const toWords = (title: string): ArticleWords => ({ title, line: '', note: '', tone: 'dim', rows: [] });

/**
 * Follows the article of the page that `call` speaks for. When to ask again the background says. What was checked before stays while it does
 * not answer.
 */
export function createArticleReader(call: Caller, clock: Pick<PageClock, 'monotonic'>, paint: () => void): ArticleReader {
  const reading = toWords(pageText('news.reading'));
  let words = reading;
  let next: Partial<ArticleNext> & { readonly afterMs: number } = { afterMs: 0 };
  let due = 0;
  return {
    words: () => words,
    look() {
      if (clock.monotonic() < due) return;
      due = Infinity;
      void call('article.read', next, answerMs)
        .then(
          answer => {
            next = answer.next;
            words = answer.check ?? reading;
          },
          () => {
            next = { afterMs: retryMs };
            if (words === reading) words = toWords(pageText('news.unread'));
          },
        )
        .then(() => {
          due = clock.monotonic() + next.afterMs;
          paint();
        });
    },
    // What is not to be found any more is not scrolled to; nothing is to be said about it.
    show: block => void call('article.show', { block }).catch(paint),
  };
}
