import type { ChromiumRun } from './chromium.ts';

/** Bytes of JavaScript objects that the background worker holds after a collection. Rejects when there is no worker. */
export async function workerHeap({ context, extensionId }: ChromiumRun): Promise<number> {
  const browser = context.browser();
  if (browser === null) throw new Error('no browser to look into');
  const session = await browser.newBrowserCDPSession();
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(extensionId));
    if (target === undefined) throw new Error('no worker runs');
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
    let lastId = 0;
    const ask = (method: string) =>
      new Promise<Readonly<Record<string, unknown>>>(resolve => {
        const id = ++lastId;
        session.on('Target.receivedMessageFromTarget', ({ message }) => {
          const answer = JSON.parse(message) as { readonly id?: number; readonly result?: Readonly<Record<string, unknown>> };
          if (answer.id === id) resolve(answer.result ?? {});
        });
        void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
      });
    await ask('HeapProfiler.collectGarbage');
    return Number((await ask('Runtime.getHeapUsage'))['usedSize']);
  } finally {
    await session.detach();
  }
}
