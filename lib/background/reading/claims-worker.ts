import { answerAsked } from './asking.ts';
import { readPageText } from './page-reading.ts';
import type { PageReading } from './page-reading.ts';
import { isPageQuestion } from './question-guard.ts';

/** The scope of a worker, as far as it is used. */
interface WorkerScope {
  addEventListener(type: 'message', hear: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Reads a page; throws for anything that is not of the promised shape, has more than 200,000 characters or more than 5,000 blocks. */
export function readAsked(question: unknown): PageReading {
  if (!isPageQuestion(question)) throw new Error('no article, or one that is too long');
  return readPageText(question);
}

/** What runs in the worker: reads the pages that whoever made it sends, and keeps nothing of them. */
export function serveReadings(scope: WorkerScope): void {
  scope.addEventListener('message', ({ data }) => {
    void answerAsked(data, message => scope.postMessage(message), readAsked);
  });
}
