import { isArticleAnswer } from '../protocol/article-guard.ts';
import type { Caller } from './call.ts';

/*
 * For our own pages, which have the room to hold the background to the whole shape.
 */
export { isSnapshot } from '../protocol/snapshot-guard.ts';

/** Speaks for the article of a tab, as its panel would. Rejects like `Caller`, and where the check is not of the promised shape. */
export const createTabCaller =
  (call: Caller, tabId: () => number | undefined): Caller =>
  async (verb, data, timeoutMs) => {
    const answer = await call(verb, Object.assign({}, data, { tabId: tabId() }), timeoutMs);
    if (verb === 'article.read' && !isArticleAnswer(answer)) throw new Error('the check is not of the promised shape');
    return answer;
  };
