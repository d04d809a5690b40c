import type { PageRules, PageText } from '../model/article.ts';
import type { FoundArticles } from './find-article.ts';
import { findArticle, noArticle } from './find-article.ts';

/** What a look at a page found, and the element of each block, for scrolling there; elements never leave the page's own script. */
export interface ReadPage {
  readonly text: PageText;
  readonly elements: readonly Element[];
}

type Block = readonly [text: string, owner: Element];

/** An element that is being read. Its nodes are gone through by place: a form's links to others can be shadowed by names of its fields. */
interface Level {
  readonly element: Element;
  readonly nodes: NodeListOf<ChildNode>;
  place: number;
  readonly isBlock: boolean;
}

const maximumBlocks = 5_000;
const maximumCharacters = 200_000;
const maximumNodes = 100_000;
const maximumDepth = 300;
/** Characters of a name or an address that are looked at. */
const maximumName = 1_000;
/** Of one script of JSON-LD, and how many of them are taken. */
const maximumData = 100_000;
const maximumScripts = 10;
/** Nodes between two offers to stop for a while. */
const stride = 20;
/** Labels and menus are shorter. */
const paragraph = 80;

/**
 * Reads the article of a page without changing it: the body that the rules name, else the densest block of text. Of several articles the one that
 * `findArticle` takes for the page's. Yields after every few nodes, so that the caller can give the page its time; what it finds is bounded whatever
 * the page is.
 *
 * @param path of the page's address.
 */
export function* readPage(document: Document, rules: PageRules, path = ''): Generator<undefined, ReadPage> {
  const { body } = rules;
  let [lead, ...others]: FoundArticles = [noArticle];
  let kept: readonly Block[] = [];
  for (const selector of [body ?? 'article', 'article', 'body']) {
    [lead, ...others] = yield* findArticle(document, selector, path);
    kept = yield* collect(lead.roots, rules);
    // A body that is there and empty has not come yet.
    if (selector === body && lead.roots[0]) break;
    kept = yield* densest(kept);
    if (kept[0]) break;
  }

  const title = document.title.slice(0, maximumName);
  // Not looked for in the whole of a page: it may be large.
  const content = (property: string): string =>
    document.head.querySelector(`[property="${property}"]`)?.getAttribute('content')?.slice(0, maximumName) ?? '';
  const data: string[] = [];
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    yield;
    if (data.length >= maximumScripts) break;
    if (textContent.length < maximumData && textContent.includes('datePublished')) data.push(textContent);
  }
  // A page that went over to its next article may be called after the one before.
  const isStale = others.some(({ headline }) => headline !== '' && title.includes(headline)) && !title.includes(lead.headline);
  return {
    text: {
      headlines: [lead.headline, content('og:title'), isStale ? '' : title],
      blocks: kept.map(([block]) => block),
      data,
      published: content('article:published_time'),
      modified: content('article:modified_time'),
      time: lead.time,
    },
    elements: kept.map(([, element]) => element),
  };
}

/** The blocks of text below elements. */
function* collect(roots: Iterable<Element>, { block, drop, names }: PageRules): Generator<undefined, readonly Block[]> {
  const asides = new RegExp(names);
  const found: Block[] = [];
  let [visited, left] = [0, maximumCharacters];
  let [text, linked] = ['', 0];
  let owner: Element | undefined;

  const flush = (): void => {
    const { length } = text.trim();
    if (owner && length > 0 && linked <= 0.6 * length && !('checkVisibility' in owner && !owner.checkVisibility()))
      found.push([text, owner]);
    [text, linked, owner] = ['', 0, undefined];
  };

  for (const root of roots) {
    const path: Level[] = [{ element: root, nodes: root.childNodes, place: 0, isBlock: true }];
    let level: Level | undefined;
    while ((level = path.at(-1)) && left > 0 && visited < maximumNodes && found.length < maximumBlocks) {
      const node = level.nodes[level.place++];
      if (!node) {
        if (level.isBlock) flush();
        path.pop();
        continue;
      }
      if (++visited % stride === 0) yield;
      if (node.nodeType === 3) {
        const piece = (node.nodeValue ?? '').slice(0, left).replace(/\n/g, ' ');
        left -= piece.length;
        owner ??= path.findLast(({ isBlock }) => isBlock)?.element;
        text += piece;
        if (level.element.closest('a')) linked += piece.length;
      } else if (isElement(node)) {
        const isBlock = node.matches(block);
        if (isBlock) flush();
        if (node.matches('br')) text += '\n';
        const called = `${node.className} ${node.id}`.slice(0, maximumName);
        const aside = asides.exec(called.replace(/[A-Z]/g, '-$&').toLowerCase());
        if (path.length > maximumDepth || node.matches(drop)) continue;
        if (!aside) path.push({ element: node, nodes: node.childNodes, place: 0, isBlock });
        else if (aside[1] && node.textContent.trim()) {
          flush();
          [text, owner] = [aside[1], node];
          flush();
        }
      }
    }
    flush();
  }
  return found;
}

/** False too for a form one of whose fields stands in the way of what is asked of elements. */
function isElement(node: Node): node is Element {
  return 'matches' in node && typeof node.matches === 'function';
}

/** The blocks within the element that holds most text at little depth; none where no block is as long as a paragraph. */
function* densest(found: readonly Block[]): Generator<undefined, readonly Block[]> {
  const scores = new Map<Element, number>();
  let best: Element | undefined;
  for (const [text, owner] of found) {
    if (text.length < paragraph) continue;
    yield;
    let up = owner.parentElement;
    // Text at one depth belongs together, also where every paragraph has a box of its own.
    for (const weight of [1, 0.75, 0.5]) {
      if (!up) break;
      const score = (scores.get(up) ?? 0) + weight * text.length;
      scores.set(up, score);
      if (!best || score > (scores.get(best) ?? 0)) best = up;
      up = up.parentElement;
    }
  }
  const kept: Block[] = [];
  for (const each of found) {
    yield;
    if (best?.contains(each[1])) kept.push(each);
  }
  return kept;
}
