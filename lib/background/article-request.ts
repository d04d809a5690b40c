import { articleAdapters } from '../article/adapters.ts';
import { toArticle } from '../article/to-article.ts';
import type { Article, PageText } from '../model/article.ts';
import { isObject, list, object, text } from '../protocol/guards.ts';
import type { Guard } from '../protocol/guards.ts';

const most = { characters: 200_000, blocks: 5_000, data: 10, headlines: 4 };

const string: Guard = value => typeof value === 'string' && value.length <= most.characters;
const blocks: Guard = value =>
  list(string, most.blocks)(value) &&
  Array.isArray(value) &&
  value.reduce((sum: number, each: string) => sum + each.length, 0) <= most.characters;
const page = object<PageText>({
  headlines: list(string, most.headlines),
  blocks,
  data: list(string, most.data),
  published: text,
  modified: text,
  time: text,
});
const isPage = (sent: unknown): sent is PageText => isObject(sent) && page(sent);

/**
 * What was read in a page as an article; throws for anything that is not of the promised shape, has more than 200,000 characters or more than 5,000 blocks.
 *
 * @param site id of the page's site, `undefined` where it is none of ours.
 */
export function readSentArticle(sent: unknown, site: string | undefined): Article {
  if (!isPage(sent)) throw new Error('no article, or one that is too long');
  return toArticle(sent, site, site === undefined ? undefined : articleAdapters[site]);
}
