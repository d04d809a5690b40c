import type { Article, ArticleAdapter, PageText, StatedTime } from '../model/article.ts';
import { cleanText } from './clean.ts';
import { readLinkedArticles } from './json-ld.ts';
import { isWallName, partOf } from './part.ts';
import { readStatedTime } from './times.ts';

const dayMs = 86_400_000;

/**
 * What a page's text says of itself. Its date is that of JSON-LD, else of the meta element, else of its first `<time>`; of several articles
 * in JSON-LD the one with the headline of the page. A head that names another article than the page shows, as where a page went over to the next one,
 * dates nothing. Of what is written on while things happen only the day is known, and of what took longer than one nothing.
 */
export function toArticle(page: PageText, site?: string, adapter?: Pick<ArticleAdapter, 'zoneless'>): Article {
  const [shown = '', shared = '', title = ''] = page.headlines.map(text => cleanText(text).replaceAll('\n', ' '));
  const headline = shown || shared || title;
  const isNamed = (name: string): boolean => headline === '' || isLike(name, headline) || isLike(name, title);
  const isHeadOwn = shown === '' || (shared === '' ? title !== '' : isNamed(shared));
  const linked = readLinkedArticles(page.data).filter(each => (each.headline === '' ? isHeadOwn : isNamed(each.headline)));
  const own = linked.find(each => plain(each.headline) === plain(headline)) ?? linked[0];
  const read = (text: string, source: StatedTime['source']) => readStatedTime(text, source, adapter?.zoneless);
  const meta = isHeadOwn ? page : { published: '', modified: '' };
  const first = read(own?.published ?? '', 'json-ld') ?? read(meta.published, 'meta') ?? read(page.time, 'time');
  const modified = read(own?.modified ?? '', 'json-ld') ?? read(meta.modified, 'meta');
  const isLater = modified !== undefined && modified.time > (first?.time ?? 0);
  const isLong = own?.isLive === true && first !== undefined && isLater && modified.time - first.time > dayMs;
  const published = own?.isLive === true && first ? { ...first, zoneKnown: false } : first;
  const texts = page.blocks.map(cleanText);
  const part = partOf(texts, own);
  return {
    site,
    headline,
    ...(published && !isLong && { published }),
    ...(isLater && !isLong && { modified }),
    // What stands for a wall is no text of the article.
    blocks: texts.map(text => (isWallName(text) ? '' : text)),
    ...(part && { part }),
  };
}

/** Whether two headlines have half of the words of the shorter one in common. */
function isLike(one: string, other: string): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.size - b.size);
  if (few === undefined || many === undefined) return false;
  return few.size > 0 && 2 * [...few].filter(word => many.has(word)).length >= few.size;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
