import { lastSnapshotKey } from '../../lib/protocol/last-snapshot-key.ts';
import { type BenchRun, stopWorker } from './bench.ts';

/** Asks the worker for a snapshot from the page in which it runs, and gives the ms until it is there. Throws where the answer is an error. */
export const byMessage = `const started = performance.now();
  const answer = await chrome.runtime.sendMessage({ type: 'snapshot.read', data: {} });
  if (!('res' in answer)) throw new Error(JSON.stringify(answer));
  return performance.now() - started;`;

/** The same where the worker has no kept snapshot to answer with, and must make one of what is in its database. */
export const byMessageAnew = `const kept = await chrome.storage.local.get('${lastSnapshotKey}');
  await chrome.storage.local.remove('${lastSnapshotKey}');
  const ms = await (async () => { ${byMessage} })();
  await chrome.storage.local.set(kept);
  return ms;`;

/** Stops the worker, then runs `ask` in a page of its extension: ms from asking to the answer. */
export async function timeCold({ run, backstage }: BenchRun, ask: string): Promise<number> {
  await stopWorker(run);
  return backstage.run<number>(ask);
}
