import { fieldsOf } from '../../std/fields.ts';
import { listOf, refuse } from '../../std/rows.ts';
import { toWord } from '../answer.ts';

/** Bybit's two boards of contracts; each is a `category` of requests and a path of the socket. */
export type BybitBoard = 'linear' | 'inverse';

export const boards: readonly BybitBoard[] = ['linear', 'inverse'];

/** The list inside a good answer. */
export interface BybitList {
  readonly category: BybitBoard;
  readonly list: readonly unknown[];
  /** The envelope's time, unchecked. */
  readonly time: unknown;
}

// An answer of status 200 with another code than 0 is an error (v5 documents, July 2026).
const causes: ReadonlyMap<number, string> = new Map([
  [10001, 'bad parameters'],
  [10006, 'too many requests'],
  [10009, 'refused for the region of this address'],
  [10024, 'refused for compliance in this region'],
]);

/**
 * Opens the envelope of a v5 answer. `rowsImply` tells the board from the rows where the answer does not name it (the list of instruments).
 * An error code is refused with the venue's own words, and in ours where the code is known.
 */
export function openEnvelope(
  payload: unknown,
  rowsImply: (list: readonly unknown[]) => BybitBoard | undefined = () => undefined,
): BybitList {
  const { retCode, retMsg, result, time } = fieldsOf(payload);
  if (retCode !== 0) {
    const cause = (typeof retCode === 'number' && causes.get(retCode)) || 'refused';
    const told = `${toWord(retCode)}: ${toWord(retMsg)}`;
    refuse({ reason: `Bybit: ${cause} (retCode ${told})`, told }, 'retCode');
  }
  const told = fieldsOf(result, 'result');
  const list = listOf(told.list, 'result.list');
  const category = told.category === undefined ? rowsImply(list) : boards.find(board => board === told.category);
  if (category === undefined) return refuse('neither linear nor inverse', 'result.category');
  return { category, list, time };
}
