/** One of the articles that stand on a page. */
export interface FoundArticle {
  /** With single spaces; empty where none was found. At most 500 characters. */
  readonly headline: string;
  /** What holds its text, in order; empty only where the page has nothing of the kind. */
  readonly roots: readonly Element[];
  /** The first `<time datetime>` that follows its headline, as written; empty where there is none. */
  readonly time: string;
}

/** The article that a page is about, and the others. */
export type FoundArticles = readonly [lead: FoundArticle, ...others: FoundArticle[]];

/** Where there is none. */
export const noArticle: FoundArticle = { headline: '', roots: [], time: '' };

interface Candidate extends FoundArticle {
  readonly roots: Element[];
  time: string;
  /** How well its headline fits the address and the title. */
  readonly score: number;
  /** The `article` that its roots stand in, `null` for none; `undefined` where one holds the headline too, so that what follows belongs to another article. */
  scope: Element | null | undefined;
}

const stamp = 'time[datetime]';
/** Of headlines, bodies and times, in the order of the page. */
const mostElements = 300;
const mostCharacters = 500;
/** No title has as many words in common with a headline that one of the address would not count for more. */
const addressWeight = 99;

/**
 * The article that a page is about, and the others: one loads the next at its end, and takes its address then. It is the one whose headline has most
 * words of the address, then of the page's title, else the first. Headlines are `h1`, or the first `h2` of what has none.
 *
 * @param selector of what holds an article, or a part of its body.
 * @param path of the page's address.
 */
export function* findArticle(document: Document, selector: string, path: string): Generator<undefined, FoundArticles> {
  const address = wordsOf(path);
  const title = wordsOf(document.title);
  const all: Candidate[] = [];
  const elements: Element[] = [];
  // One look through the page for everything: it may be large, and a look is not to be cut in slices.
  for (const element of document.querySelectorAll(`h1,${stamp},${selector}`)) {
    if (elements.push(element) >= mostElements) break;
  }
  for (const [place, element] of elements.entries()) {
    yield;
    const last = all.at(-1);
    if (element.matches(stamp)) {
      if (last) last.time ||= element.getAttribute('datetime') ?? '';
    } else if (!all.some(({ roots }) => roots.some(root => root.contains(element)))) {
      const isHeadline = element.matches('h1');
      const own = elements.slice(place).find(each => each.matches('h1') && element.contains(each));
      const scope = element.parentElement?.closest('article');
      if (own || !last || (last.roots.length > 0 && last.scope !== scope)) {
        const { textContent = '' } = own ?? element.closest('article')?.querySelector('h2') ?? {};
        const headline = textContent.slice(0, mostCharacters).replace(/\s+/g, ' ').trim();
        const words = wordsOf(headline);
        const within = (others: readonly string[]): number => words.filter(word => others.includes(word)).length;
        all.push({
          headline,
          score: addressWeight * within(address) + within(title),
          scope: own ? undefined : scope,
          roots: isHeadline ? [] : [element],
          time: '',
        });
      } else {
        last.scope = scope;
        last.roots.push(element);
      }
    }
  }
  const [lead = noArticle, ...others] = all.filter(({ roots }) => roots.length > 0).toSorted((a, b) => b.score - a.score);
  return [lead, ...others];
}

/** Words of more than two letters, from the beginning of a text. */
function wordsOf(text: string): readonly string[] {
  const beginning = text.slice(0, mostCharacters).toLowerCase();
  return beginning.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}
