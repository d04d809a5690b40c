import { isRecord } from '../std/record.ts';

/** What JSON-LD says of one article, as written; empty where it says nothing. */
export interface LinkedArticle {
  readonly headline: string;
  readonly published: string;
  readonly modified: string;
  /** Written on over a day or more, each part under a time of its own (https://schema.org/LiveBlogPosting). */
  readonly isLive: boolean;
  /**
   * All of it or a part of it is for subscribers: `isAccessibleForFree`, of itself or of a `hasPart`
   * (https://developers.google.com/search/docs/appearance/structured-data/paywalled-content, as known in 2025). It says nothing of what this reader was given.
   */
  readonly isPaid: boolean;
  /** Of its whole text (https://schema.org/wordCount); `undefined` where it does not say. */
  readonly words: number | undefined;
}

const types = /(?:Article|BlogPosting|Report)$/;
const maximumNodes = 2_000;
/** Of one article. */
const maximumParts = 50;

/**
 * The articles that scripts of JSON-LD describe (https://schema.org/NewsArticle): alone, in an array, in `@graph` or nested; those of a page that only has a
 * `WebPage` come last. Of JSON that cannot be read, what is needed is taken as it stands in it.
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
          isPaid: [node, ...[node['hasPart']].flat().slice(0, maximumParts)].some(isForSubscribers),
          words: countOf(node['wordCount']),
        };
        if (published !== '' && type.some(name => types.test(name))) articles.push(told);
        else if (published !== '') pages.push(told);
        queue.push(node['@graph'], node['mainEntity'], node['mainEntityOfPage'], node['itemListElement'], node['item']);
      }
    }
  }
  return [...articles, ...pages];
}

/** Sites write it as a word too, `False`, or as schema.org's own name for it. */
function isForSubscribers(node: unknown): boolean {
  const free = isRecord(node) ? node['isAccessibleForFree'] : undefined;
  return free === false || /\bfalse$/i.test(textOf(free));
}

function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' ? Number(value.replaceAll(',', '')) : value;
  return typeof count === 'number' && count > 0 && Number.isFinite(count) ? count : undefined;
}

function parse(script: string): unknown {
  const plain = script.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '');
  try {
    return JSON.parse(plain);
  } catch {
    // Line breaks inside strings and commas at the end are common; what is needed can be read all the same.
    const valueOf = (name: string): unknown => {
      const found = new RegExp(`"${name}"\\s*:\\s*(?:"([^"]{4,500})"|false)`).exec(plain);
      return found && (found[1] ?? false);
    };
    const names = ['headline', 'datePublished', 'dateModified', 'isAccessibleForFree'];
    return { '@type': 'Article', ...Object.fromEntries(names.map(name => [name, valueOf(name)])) };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
