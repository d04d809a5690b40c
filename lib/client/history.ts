import type { History, HistoryQuery, Tape, TapeQuery } from '../model/history.ts';
import { isHistory, isTape } from '../protocol/history-guard.ts';
import type { Caller } from './call.ts';

/** A recording is opened first, which takes some seconds on a slow machine. */
const timeoutMs = 15_000;

/**
 * Asks for the columns of a coin over a span. Resolves to `undefined` where nothing is kept of it. Rejects with an `Error` where the background does not
 * answer, or answers with something else.
 */
export async function readHistory(call: Caller, query: HistoryQuery): Promise<History | undefined> {
  // What is undefined does not travel; some browsers make it null.
  const answer = (await call('history.read', query, timeoutMs)) ?? undefined;
  if (answer === undefined || isHistory(answer)) return answer;
  throw new Error('the history is not of the promised shape');
}

/** Asks for single forced orders. Rejects like `readHistory`. */
export async function readTape(call: Caller, query: TapeQuery): Promise<Tape> {
  const answer: unknown = await call('tape.read', query, timeoutMs);
  if (isTape(answer)) return answer;
  throw new Error('the tape is not of the promised shape');
}
