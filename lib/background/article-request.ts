import { articleAdapters } from '../article/adapters.ts';
import { toArticle } from '../article/to-article.ts';
import type { Article, PageText, StatedTime } from '../model/article.ts';
import { flag, isObject, list, longText, number, object, oneOf, optional, text } from '../protocol/guards.ts';
import type { Guard } from '../protocol/guards.ts';
import type { Sender } from '../protocol/verbs.ts';
import { siteOf } from '../sites/registry.ts';

const most = { characters: 200_000, blocks: 5_000, data: 10, headlines: 4, key: 64 };

const string: Guard = value => typeof value === 'string' && value.length <= most.characters;
const blocks: Guard = value =>
  list(string, most.blocks)(value) &&
  Array.isArray(value) &&
  value.reduce((sum: number, each: string) => sum + each.length, 0) <= most.characters;
const stated = optional(
  object<StatedTime>({
    time: value => number(value) && Math.abs(Number(value)) < 8.64e15,
    source: oneOf('json-ld', 'meta', 'time'),
    zoneKnown: flag,
  }),
);
const page = object<PageText>({
  headlines: list(string, most.headlines),
  blocks,
  data: list(string, most.data),
  published: text,
  modified: text,
  time: text,
});
const article = object<Article>({ site: optional(text), headline: longText, published: stated, modified: stated, blocks });

/** The site of a page with our script in it, if articles are to be expected there; throws if none are. */
function newsSiteOf({ url = '' }: Sender): string {
  const site = siteOf(url);
  if (site === undefined || (site.group !== 'news' && articleAdapters[site.id] === undefined))
    throw new Error('no article is read on this site');
  return site.id;
}

/** What was sent to be checked, as an article; throws for anything that is not of the promised shape and size. Whose page it is, a panel is not believed. */
export function readSentArticle(data: unknown, sender: Sender, isPanel: boolean): Article {
  const site = isPanel ? newsSiteOf(sender) : isObject(data) && typeof data['site'] === 'string' ? data['site'] : undefined;
  if (isPage(data))
    return toArticle(data, site, site !== undefined && Object.hasOwn(articleAdapters, site) ? articleAdapters[site] : undefined);
  if (isArticle(data)) return { ...data, site };
  throw new Error('no article, or one that is too long');
}

const isPage = (data: unknown): data is PageText => isObject(data) && 'data' in data && page(data);
const isArticle = (data: unknown): data is Article => isObject(data) && !('data' in data) && article(data);

/** The key of a text that was checked before. */
export function readSentKey(data: unknown): string {
  const key = isObject(data) ? data['key'] : undefined;
  if (typeof key !== 'string' || key.length > most.key) throw new Error('no key');
  return key;
}
