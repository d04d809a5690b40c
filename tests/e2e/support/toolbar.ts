import type { ChromiumRun } from './chromium.ts';
import { until } from './until.ts';

/** The popup as the toolbar opens it: a small window of the browser's own making. */
export interface ToolbarPopup {
  /** Evaluates an expression in it and gives its JSON value. */
  evaluate<Value>(expression: string): Promise<Value>;
  close(): Promise<void>;
}

/** Presses the toolbar button. The driver does not see such a window; the debugger does. */
export async function openToolbarPopup(run: ChromiumRun): Promise<ToolbarPopup> {
  const browser = run.context.browser();
  if (browser === null) throw new Error('no browser to open a popup in');
  const session = await browser.newBrowserCDPSession();
  await run.worker().evaluate('chrome.action.openPopup()');
  const targetId = await until('a popup', async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(target => !target.attached && target.url.endsWith('/popup.html'))?.targetId;
  });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let lastId = 0;

  return {
    evaluate: expression =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const hear = ({ message }: { readonly message: string }): void => {
          const answer = JSON.parse(message) as {
            readonly id?: number;
            readonly result?: {
              readonly result: { readonly value?: unknown };
              readonly exceptionDetails?: { readonly text: string };
            };
          };
          if (answer.id !== id) return;
          session.off('Target.receivedMessageFromTarget', hear);
          const failed = answer.result?.exceptionDetails;
          if (failed === undefined) resolve(answer.result?.result.value as never);
          else reject(new Error(failed.text));
        };
        session.on('Target.receivedMessageFromTarget', hear);
        const message = JSON.stringify({
          id,
          method: 'Runtime.evaluate',
          params: { expression, returnByValue: true, awaitPromise: true },
        });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      }),
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
  };
}
