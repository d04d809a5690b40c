import { type BenchRun, stopWorker } from './bench.ts';

/** Asks the worker for a snapshot from the page in which it runs, and gives the ms until it is there. Throws where the answer is an error. */
export const byMessage = `const started = performance.now();
  const answer = await chrome.runtime.sendMessage({ type: 'snapshot.read', data: {} });
  if (!('res' in answer)) throw new Error(JSON.stringify(answer));
  return performance.now() - started;`;

/** Stops the worker, then runs `ask` in a page of its extension: ms from asking to the answer. */
export async function timeCold({ run, backstage }: BenchRun, ask: string): Promise<number> {
  await stopWorker(run);
  return backstage.run<number>(ask);
}
