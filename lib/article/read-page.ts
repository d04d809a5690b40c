import type { PageRules, PageText } from '../model/article.ts';

/** What a look at a page found, and the element of each block, for scrolling there; elements never leave the page's own script. */
export interface ReadPage {
  readonly text: PageText;
  readonly elements: readonly Element[];
}

const maximumBlocks = 5_000;
const maximumCharacters = 200_000;
const maximumNodes = 100_000;
const maximumDepth = 300;
const maximumRoots = 50;
/** Of one script of JSON-LD. */
const maximumData = 100_000;
/** Nodes between two offers to stop for a while. */
const stride = 200;

const scopes = 'article,main,[role=main]';

/**
 * Reads the article of a page without changing it: the body that the rules name, else the densest block of text. Of several
 * articles (one loads the next at its end) the one whose headline is in the document's title, else the first. Yields after every few
 * nodes, so that the caller can give the page its time; what it finds is bounded whatever the page is.
 */
export function* readPage(document: Document, { body, block, drop, names }: PageRules): Generator<undefined, ReadPage> {
  const roots = body === undefined ? [] : rootsOf(document, body);
  const scope = roots[0]?.closest(scopes) ?? document;
  const asides = new RegExp(names);
  const found: [text: string, owner: Element][] = [];
  let [visited, left] = [0, maximumCharacters];
  let [text, linked] = ['', 0];
  let owner: Element | undefined;

  const flush = (): void => {
    if (
      owner &&
      /\S/.test(text) &&
      linked <= 0.6 * text.trim().length &&
      !('checkVisibility' in owner && !owner.checkVisibility())
    ) {
      found.push([text, owner]);
    }
    [text, linked, owner] = ['', 0, undefined];
  };

  for (const root of roots.length > 0 ? roots : document.querySelectorAll('body')) {
    const owners = [root];
    let [links, depth] = [0, 0];
    let node: Node | null = root.firstChild;
    while (node && left > 0 && visited < maximumNodes && found.length < maximumBlocks) {
      if (++visited % stride === 0) yield;
      let next: Node | null = null;
      if (node.nodeType === 3) {
        const piece = (node.nodeValue ?? '').slice(0, left).replace(/\n/g, ' ');
        left -= piece.length;
        owner ??= owners.at(-1);
        text += piece;
        if (links > 0) linked += piece.trim().length;
      } else if (isElement(node)) {
        const isBlock = node.matches(block);
        if (isBlock) flush();
        if (node.matches('br')) text += '\n';
        const called = `${node.getAttribute('class') ?? ''} ${node.id}`.replace(/[A-Z]/g, '-$&').toLowerCase();
        if (depth < maximumDepth && !node.matches(drop) && !asides.test(called)) next = node.firstChild;
        if (next) {
          depth++;
          if (isBlock) owners.push(node);
          if (node.matches('a')) links++;
        }
      }
      while (!next && node && node !== root) {
        next = node.nextSibling;
        if (next) break;
        node = node.parentNode;
        depth--;
        if (node === owners.at(-1)) {
          flush();
          owners.pop();
        }
        if (node && isElement(node) && node.matches('a')) links--;
      }
      node = next;
    }
    flush();
  }

  const kept = roots.length > 0 ? found : densest(found);
  const find = (selector: string) => scope.querySelector(selector) ?? document.querySelector(selector);
  const attribute = (selector: string, name: string) => find(selector)?.getAttribute(name) ?? '';
  return {
    text: {
      headlines: [(find('h1')?.textContent ?? '').slice(0, 500), attribute('[property="og:title"]', 'content'), document.title],
      blocks: kept.map(([block]) => block),
      data: [...document.querySelectorAll('script[type="application/ld+json"]')]
        .map(script => script.textContent)
        .filter(data => data.includes('datePublished') && data.length < maximumData)
        .slice(0, 10),
      published: attribute('[property="article:published_time"]', 'content'),
      modified: attribute('[property="article:modified_time"]', 'content'),
      time: attribute('time[datetime]', 'datetime'),
    },
    elements: kept.map(([, element]) => element),
  };
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function rootsOf(document: Document, body: string): readonly Element[] {
  const all = [...document.querySelectorAll(body)].slice(0, maximumRoots);
  const outer = all.filter(root => !all.some(other => other !== root && other.contains(root)));
  const headlines = (root: Element) =>
    [...(root.closest(scopes)?.querySelectorAll('h1') ?? [])].map(each => each.textContent.trim());
  const lead = outer.find(root => headlines(root).some(each => each !== '' && document.title.includes(each))) ?? outer[0];
  const scope = lead?.closest(scopes);
  return outer.filter(root => root === lead || (scope && headlines(root).length < 2 && root.closest(scopes) === scope));
}

/** The blocks within the element that holds most text at little depth. */
function densest(found: readonly [string, Element][]): readonly [string, Element][] {
  const scores = new Map<Element, number>();
  let best: Element | undefined;
  for (const [text, owner] of found) {
    // Labels and menus are short.
    if (text.length < 80) continue;
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
  return found.filter(([, owner]) => best?.contains(owner));
}
