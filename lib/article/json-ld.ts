import { isRecord } from '../std/record.ts';

/** What JSON-LD says of one article, as written; empty where it says nothing. */
export interface LinkedArticle {
  readonly headline: string;
  readonly published: string;
  readonly modified: string;
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
        const told = { headline: textOf(node['headline']), published, modified: textOf(node['dateModified']) };
        const type = [node['@type']].flat().map(textOf);
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
    // Line breaks inside strings and commas at the end are common; the dates can be read all the same.
    const dated = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]{4,40})"`).exec(plain)?.[1];
    return { '@type': 'Article', datePublished: dated('datePublished'), dateModified: dated('dateModified') };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
