import type { Page } from 'playwright-core';
import type { ChromiumRun } from './chromium.ts';

/** A page of the extension that runs nothing of ours, from which a test may use the extension's own interfaces as `chrome`. */
export interface Backstage {
  readonly page: Page;
  /** Everything in `storage.local` that the user decided: switches and places. What the background keeps for itself is left out. */
  decisions(): Promise<Readonly<Record<string, unknown>>>;
  /** Ids of the registered scripts, in order. */
  registered(): Promise<readonly string[]>;
  /** Runs the body of an async function with `chrome` and gives its JSON. */
  run<T>(body: string): Promise<T>;
}

/** Opens the page. */
export async function openBackstage(run: ChromiumRun): Promise<Backstage> {
  const page = await run.context.newPage();
  await page.goto(`chrome-extension://${run.extensionId}/manifest.json`);
  const inside = <T>(body: string): Promise<T> => page.evaluate<T>(`(async () => { ${body} })()`);
  return {
    page,
    run: inside,
    decisions: () =>
      inside(
        'return Object.fromEntries(Object.entries(await chrome.storage.local.get(null)).filter(([key]) => /^(site|place):/.test(key)))',
      ),
    registered: () => inside('return (await chrome.scripting.getRegisteredContentScripts()).map(script => script.id).sort()'),
  };
}

/** The world of our own script in the top frame of a page: what a renderer that was taken over could say to the background. */
export interface ScriptWorld {
  /** Runs the body of an async function in there and gives its JSON. */
  run<T>(body: string): Promise<T>;
}

/** Finds the world of our script; `undefined` where not a byte of ours runs. The page must be loaded. */
export async function findScriptWorld(page: Page, extensionId: string): Promise<ScriptWorld | undefined> {
  const session = await page.context().newCDPSession(page);
  let contextId: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extensionId}`) contextId = context.id;
  });
  // Contexts that exist are told before the answer.
  await session.send('Runtime.enable');
  if (contextId === undefined) {
    await session.detach();
    return undefined;
  }
  const found = contextId;
  return {
    async run<T>(body: string): Promise<T> {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        contextId: found,
        expression: `(async () => { ${body} })()`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
  };
}

/**
 * Paths of the extension's own scripts that the page has run since it was loaded. An empty world may be there without: the browser makes the worlds of
 * a tab anew when it is reloaded.
 */
export async function scriptsIn(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const found: string[] = [];
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith('chrome-extension:')) found.push(new URL(url).pathname);
  });
  // Those that ran before are told before the answer.
  await session.send('Debugger.enable');
  await session.detach();
  return found;
}
