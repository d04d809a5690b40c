import { isRecord } from '../std/record.ts';

/** What JSON-LD says of one article, as written; empty where it says nothing. */
export interface LinkedArticle {
  readonly headline: string;
  readonly published: string;
  readonly modified: string;
  /** Written on over a day or more, each part under a time of its own (https://schema.org/LiveBlogPosting). */
  readonly isLive: boolean;
}

const types = /(?:Article|BlogPosting|Report)$/;
const maximumNodes = 2_000;

/**
 * The articles that scripts of JSON-LD describe (https://schema.org/NewsArticle): alone, in an array, in `@graph` or nested; those of a page that only has a
 * `WebPage` come last. Of JSON that cannot be read, the dates are taken as they stand in it.
 */
export function readLinkedArticles(scripts: readonly string[]): readonly LinkedArticle[] {
  const articles: LinkedArticle[] = [];
  const pages: LinkedArticle[] = [];
  for (const script of scripts) {
    const queue = [parse(script)];
    for (let at = 0; at < queue.length && at < maximumNodes; at++) {
      const node = queue[at];
      if (Array.isArray(node)) queue.push(...(node as readonly unknown[]).slice(0, maximumNodes));
      else if (isRecord(node)) {
        const published = textOf(node['datePublished']);
        const type = [node['@type']].flat().map(textOf);
        const told = {
          headline: textOf(node['headline']),
          published,
          modified: textOf(node['dateModified']),
          isLive: type.includes('LiveBlogPosting'),
        };
        if (published !== '' && type.some(name => types.test(name))) articles.push(told);
        else if (published !== '') pages.push(told);
        queue.push(node['@graph'], node['mainEntity'], node['mainEntityOfPage'], node['itemListElement'], node['item']);
      }
    }
  }
  return [...articles, ...pages];
}

function parse(script: string): unknown {
  const plain = script.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '');
  try {
    return JSON.parse(plain);
  } catch {
    // Line breaks inside strings and commas at the end are common; what is needed can be read all the same.
    const valueOf = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]{4,500})"`).exec(plain)?.[1];
    const names = ['headline', 'datePublished', 'dateModified'];
    return { '@type': 'Article', ...Object.fromEntries(names.map(name => [name, valueOf(name)])) };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
