import type { CDPSession, Page } from 'playwright-core';

/** A hand on the panel inside its closed shadow root, which only the debugger can see into. */
export interface Panel {
  /** Whether exactly one closed root hangs on the document element, and how many do. */
  count(): Promise<number>;
  /** All visible text, white space folded; `undefined` while there is no panel. */
  text(): Promise<string | undefined>;
  /** Runs a function body with `root` (the shadow root) and gives its JSON. */
  read<T>(body: string): Promise<T | undefined>;
  /** A real mouse click on the middle of the element. Throws when nothing matches. */
  click(selector: string): Promise<void>;
  /** Where the element is, in CSS pixels of the viewport. */
  box(selector: string): Promise<{ x: number; y: number; width: number; height: number } | undefined>;
  waitFor(condition: (text: string) => boolean, what: string, timeoutMs?: number): Promise<string>;
}

interface DomNode {
  readonly nodeName: string;
  readonly backendNodeId: number;
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly (DomNode & { readonly shadowRootType?: string })[];
}

/** Attaches to a page. The session lives as long as the page. */
export async function attachPanel(page: Page): Promise<Panel> {
  const session: CDPSession = await page.context().newCDPSession(page);

  async function closedRoots(): Promise<readonly number[]> {
    const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as { root: DomNode };
    const html = root.children?.find(node => node.nodeName === 'HTML');
    return (html?.children ?? []).flatMap(child =>
      (child.shadowRoots ?? []).filter(shadow => shadow.shadowRootType === 'closed').map(shadow => shadow.backendNodeId),
    );
  }

  async function read<T>(body: string): Promise<T | undefined> {
    const [backendNodeId] = await closedRoots();
    if (backendNodeId === undefined) return undefined;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    if (object.objectId === undefined) return undefined;
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function () { const root = this; ${body} }`,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  async function box(selector: string) {
    return read<{ x: number; y: number; width: number; height: number } | null>(
      `const found = root.querySelector(${JSON.stringify(selector)}); if (!found) return null;
       const { x, y, width, height } = found.getBoundingClientRect(); return { x, y, width, height };`,
    ).then(found => found ?? undefined);
  }

  async function text(): Promise<string | undefined> {
    return read<string>(
      `const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, node =>
         node.parentElement && (node.parentElement.closest('style,script') || !node.parentElement.checkVisibility()) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
       const parts = []; while (walk.nextNode()) parts.push(walk.currentNode.data); return parts.join(' ').replace(/\\s+/g, ' ').trim();`,
    );
  }

  return {
    count: async () => (await closedRoots()).length,
    text,
    read,
    box,
    async click(selector) {
      const found = await box(selector);
      if (found === undefined) throw new Error(`panel has nothing that matches ${selector}`);
      await page.mouse.click(found.x + found.width / 2, found.y + found.height / 2);
    },
    async waitFor(condition, what, timeoutMs = 60_000) {
      const until = Date.now() + timeoutMs;
      let last: string | undefined;
      while (Date.now() < until) {
        last = await text().catch(() => undefined);
        if (last !== undefined && condition(last)) return last;
        await new Promise(resolve => setTimeout(resolve, 150));
      }
      throw new Error(`panel did not come to show ${what}; it shows: ${last ?? '(no panel)'}`);
    },
  };
}
