import { readArticle } from '../../claims/read-article.ts';
import { answerAsked } from './asking.ts';
import { isArticleText } from './guard.ts';

/** The scope of a worker, as far as it is used. */
interface WorkerScope {
  addEventListener(type: 'message', hear: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** What runs in the worker: reads the texts that whoever made it sends, and keeps nothing of them. */
export function serveReadings(scope: WorkerScope): void {
  scope.addEventListener('message', ({ data }) => {
    void answerAsked(
      data,
      message => scope.postMessage(message),
      text => {
        if (!isArticleText(text)) throw new Error('no text to read');
        return readArticle(text);
      },
    );
  });
}
