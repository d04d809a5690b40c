import { articleAdapters } from '../article/adapters.ts';
import { pageScriptName } from '../article/page-script.ts';
import { toPageRules } from '../article/rules.ts';
import type { ArticleCheck } from '../model/article-check.ts';
import { isObject } from '../protocol/guards.ts';
import type { ArticleAnswer } from '../protocol/messages.ts';
import type { Sender } from '../protocol/verbs.ts';
import { isPublicPage } from '../sites/path.ts';
import { siteOf } from '../sites/registry.ts';
import type { Site } from '../sites/site.ts';
import type { ExtensionBrowser } from './browser.ts';

/** The articles of open pages. What a page sent along is handed in unread; it rejects for what is not in order. */
export interface ArticlePages {
  /**
   * Checks the article in the top frame of a tab: the sender's, or, where `isOurs`, the one that our own page names. That is the user's own wish, which
   * is enough for any page but a private one of a site that we know; a panel is answered on articles alone. Rejects where there is nothing to read.
   */
  read(data: unknown, sender: Sender, isOurs: boolean): Promise<ArticleAnswer>;
  /** Scrolls the page to a block of what was read there last. */
  show(data: unknown, sender: Sender, isOurs: boolean): Promise<void>;
}

/**
 * A page is looked at anew so many ms after one another: 2, 5 and 15 s after the first look. Bodies come late, and a page that changes its address by
 * itself may still show the article before.
 */
const waits: readonly number[] = [2_000, 3_000, 10_000];
/** An article has more text than this, in characters: with less and without a figure it is taken for one that is being loaded, for five seconds. */
const shortText = 600;
/** The figures of now are looked up again after this long. */
const keepMs = 60_000;

/** Reads pages by a script of their own, `article.js`, which is there on demand only: no text of a page goes through its panel. */
export function createArticlePages(options: {
  readonly browser: Pick<ExtensionBrowser, 'scripting' | 'tabs'>;
  /** Checks what came from a page, unread so far. Rejects for what is no text of a page. */
  readonly check: (page: unknown, siteId: string | undefined) => Promise<ArticleCheck>;
  /** The same article against the market of now; `undefined` where it is not remembered. */
  readonly again: (key: string) => Promise<ArticleCheck | undefined>;
}): ArticlePages {
  const { browser, check, again } = options;

  async function ask(tabId: number, verb: 'read' | 'show', data: unknown, url: string | null): Promise<unknown> {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId },
      func: callPageScript,
      args: [pageScriptName, verb, data, url],
    });
    return answer?.result;
  }

  return {
    async read(data, sender, isOurs) {
      const tabId = tabOf(data, sender, isOurs);
      const { key, reads = 0 } = isObject(data) ? data : {};
      if (typeof reads !== 'number') throw new Error('no number of readings');
      const known = typeof key === 'string' ? await again(key) : undefined;
      if (known) return { check: known, next: { afterMs: keepMs, reads, key: known.key } };
      const { url = '' } = await browser.tabs.get(tabId);
      const site = readableSite(url, isOurs);
      // Anew for each reading: an older release of the extension may have left one.
      await browser.scripting.executeScript({ target: { tabId }, files: ['/article.js'] });
      const page = await ask(tabId, 'read', toPageRules(site && articleAdapters[site.id]), url);
      const found = await check(page, site?.id);
      const afterMs = waits[reads];
      if (afterMs === undefined) return { check: found, next: { afterMs: keepMs, reads, key: found.key } };
      const isEmpty = reads < 2 && found.rows.length === 0 && lengthOf(page) < shortText;
      return { ...(!isEmpty && { check: found }), next: { afterMs, reads: reads + 1 } };
    },
    async show(data, sender, isOurs) {
      await ask(tabOf(data, sender, isOurs), 'show', isObject(data) ? data['block'] : undefined, null);
    },
  };
}

function tabOf(data: unknown, { tab }: Sender, isOurs: boolean): number {
  const tabId = isOurs ? isObject(data) && data['tabId'] : tab?.id;
  if (typeof tabId !== 'number') throw new Error('no tab');
  return tabId;
}

/** The site of a page that may be read, `undefined` where it is none of ours; throws where it may not. */
function readableSite(url: string, isWished: boolean): Site | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const site = address && siteOf(address);
  const isReadable = isWished
    ? address && /^https?:$/.test(address.protocol) && (!site || isPublicPage(address, [address.host]))
    : address && site?.read(address)?.kind === 'news';
  if (isReadable !== true) throw new Error('no page to read');
  return site;
}

/** Characters of the body. */
function lengthOf(page: unknown): number {
  const blocks: unknown = isObject(page) ? page['blocks'] : undefined;
  return Array.isArray(blocks) ? blocks.join('').length : 0;
}

/**
 * Runs in the world of our script in a page, alone and without anything of this file. Gives nothing where the page has gone over to another address
 * than was decided about.
 */
function callPageScript(name: string, verb: string, data: unknown, url: string | null): unknown {
  const script: unknown = Reflect.get(globalThis, Symbol.for(name));
  if (typeof script !== 'object' || script === null || (url !== null && location.href !== url)) return undefined;
  const method: unknown = Reflect.get(script, verb);
  return typeof method === 'function' ? Reflect.apply(method, script, [data]) : undefined;
}
