import type { CDPSession, Page } from 'playwright-core';
import type { ChromiumRun } from './chromium.ts';
import { until } from './until.ts';

/** The popup as the toolbar opens it: a small window of the browser's own making. */
export interface ToolbarPopup {
  /** Evaluates an expression in it and gives its JSON value. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** A real mouse click on the middle of the first element. Throws when nothing matches. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** What a browser must be started with for `pressToolbarButton`. */
export const pressableToolbar = ['--enable-unsafe-extension-debugging'];

/** Opens the popup as the extension itself may. The driver does not see such a window; the debugger does. */
export async function openToolbarPopup(run: ChromiumRun): Promise<ToolbarPopup> {
  const session = await sessionOf(run);
  await run.worker().evaluate('chrome.action.openPopup()');
  return attachPopup(session);
}

/**
 * Presses the toolbar button while a page is in front. That is the user's own press for the browser: it opens the popup and gives leave for that page
 * (`activeTab`), as `chrome.action.openPopup()` does not.
 */
export async function pressToolbarButton(run: ChromiumRun, page: Page): Promise<ToolbarPopup> {
  const session = await sessionOf(run);
  await page.bringToFront();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const targetId = targetInfos.find(({ url }) => url === page.url())?.targetId;
  // Younger than the driver's list of commands.
  const send = session.send.bind(session) as (method: string, params: unknown) => Promise<unknown>;
  await send('Extensions.triggerAction', { id: run.extensionId, targetId });
  return attachPopup(session);
}

async function sessionOf(run: ChromiumRun): Promise<CDPSession> {
  const browser = run.context.browser();
  if (browser === null) throw new Error('no browser to open a popup in');
  return browser.newBrowserCDPSession();
}

async function attachPopup(session: CDPSession): Promise<ToolbarPopup> {
  const targetId = await until('a popup', async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(target => !target.attached && target.url.endsWith('/popup.html'))?.targetId;
  });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let lastId = 0;

  function send<Result>(method: string, params: unknown): Promise<Result> {
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      const hear = ({ message }: { readonly message: string }): void => {
        const answer = JSON.parse(message) as {
          readonly id?: number;
          readonly result?: Result;
          readonly error?: { readonly message: string };
        };
        if (answer.id !== id) return;
        session.off('Target.receivedMessageFromTarget', hear);
        if (answer.error === undefined) resolve(answer.result as Result);
        else reject(new Error(answer.error.message));
      };
      session.on('Target.receivedMessageFromTarget', hear);
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });
  }

  async function evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await send<{
      readonly result: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly text: string };
    }>('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value as Value;
  }

  return {
    evaluate,
    async click(selector) {
      const at = await evaluate<{ readonly x: number; readonly y: number } | null>(
        `(() => { const found = document.querySelector(${JSON.stringify(selector)}); if (!found) return null; found.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = found.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`,
      );
      if (at === null) throw new Error(`the popup has nothing that matches ${selector}`);
      for (const type of ['mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    },
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
  };
}
