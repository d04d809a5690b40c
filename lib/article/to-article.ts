import type { Article, ArticleAdapter, PageText, StatedTime } from '../model/article.ts';
import { cleanText } from './clean.ts';
import { readLinkedArticles } from './json-ld.ts';
import { readStatedTime } from './times.ts';

/**
 * What a page's text says of itself. Its date is that of JSON-LD, else of the meta element, else of the first `<time>`; of several articles
 * in JSON-LD the one with the headline of the page, else the first.
 */
export function toArticle(page: PageText, site?: string, adapter?: ArticleAdapter): Article {
  const headline = page.headlines.map(text => cleanText(text).replaceAll('\n', ' ')).find(text => text !== '') ?? '';
  const linked = readLinkedArticles(page.data);
  const own = linked.find(each => each.headline !== '' && plain(each.headline) === plain(headline)) ?? linked[0];
  const read = (text: string, source: StatedTime['source']) => readStatedTime(text, source, adapter?.zoneless);
  const published = read(own?.published ?? '', 'json-ld') ?? read(page.published, 'meta') ?? read(page.time, 'time');
  const modified = read(own?.modified ?? '', 'json-ld') ?? read(page.modified, 'meta');
  return {
    site,
    headline,
    ...(published && { published }),
    ...(modified && modified.time > (published?.time ?? 0) && { modified }),
    blocks: page.blocks.map(cleanText),
  };
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
