import type { PageView } from '../protocol/messages.ts';
import type { Caller } from './call.ts';

export type { ArticleNext, PageView } from '../protocol/messages.ts';

/** Asks what an address is about; `undefined` where no panel belongs. Rejects when nobody answers in time. */
export type PageReader = (url: string) => Promise<PageView | undefined>;

/** The background knows the sites, so that a page is not given the readers of all the others. */
export function createPageReader(call: Caller): PageReader {
  return url => call('page.read', { url });
}
