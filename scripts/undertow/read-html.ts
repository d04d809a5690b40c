import { parseHTML } from 'linkedom';
import { articleAdapters } from '../../lib/article/adapters.ts';
import { atOnce } from '../../lib/article/in-slices.ts';
import { readPage } from '../../lib/article/read-page.ts';
import { toPageRules } from '../../lib/article/rules.ts';
import { toArticle } from '../../lib/article/to-article.ts';
import type { Article } from '../../lib/model/article.ts';
import { siteOf } from '../../lib/sites/registry.ts';

/** More than any page of an article holds; beyond it the text is cut. */
const maximumCharacters = 8_000_000;

/**
 * The article of a page that was saved, by the code that reads it in a browser, with linkedom as its DOM. Style sheets are not read: what only they hide is
 * read as well. `url` tells the site alone; one that we do not know is read by its densest block.
 */
export function readHtml(html: string, url: string): Article {
  const page = html.slice(0, maximumCharacters);
  // linkedom, unlike a browser, adds no root of its own.
  const { document } = parseHTML(/<html[\s>]/i.test(page) ? page : `<html><body>${page}</body></html>`);
  const site = siteOf(url)?.id;
  const adapter = site === undefined ? undefined : articleAdapters[site];
  return toArticle(atOnce(readPage(document, toPageRules(adapter))).text, site, adapter);
}
