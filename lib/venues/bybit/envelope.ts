import * as v from 'valibot';
import type { Rejection } from '../../model/parsed.ts';
import { clip, toFaults } from '../../std/rows.ts';

/** Bybit's two boards of contracts; each is a `category` of requests and a path of the socket. */
export type BybitBoard = 'linear' | 'inverse';

export const boards: readonly BybitBoard[] = ['linear', 'inverse'];

/** The list inside a good answer. */
export interface BybitList {
  readonly category: BybitBoard;
  readonly list: readonly unknown[];
  readonly nextPageCursor: string;
  /** The envelope's time, unchecked. */
  readonly time: unknown;
}

const Envelope = v.object({
  retCode: v.number(),
  retMsg: v.optional(v.string(), ''),
  result: v.unknown(),
  time: v.optional(v.unknown()),
});
const Result = v.object({
  category: v.optional(v.custom<BybitBoard>(isBoard, 'neither linear nor inverse')),
  list: v.array(v.unknown()),
  nextPageCursor: v.nullish(v.string()),
});

// An answer of status 200 with another code than 0 is an error (v5 documents, July 2026).
const causes: ReadonlyMap<number, string> = new Map([
  [10001, 'bad parameters'],
  [10006, 'too many requests'],
  [10009, 'refused for the region of this address'],
  [10024, 'refused for compliance in this region'],
]);

/**
 * Opens the envelope of a v5 answer. `rowsImply` tells the board from the rows where the answer does not name it (the list of instruments).
 * An error code gives a rejection with the venue's own words, and in ours where the code is known.
 */
export function openEnvelope(
  payload: unknown,
  rowsImply: (list: readonly unknown[]) => BybitBoard | undefined = () => undefined,
): BybitList | readonly Rejection[] {
  const envelope = v.safeParse(Envelope, payload);
  if (!envelope.success) return toFaults(envelope.issues);
  const { retCode, retMsg, time } = envelope.output;
  if (retCode !== 0) {
    const cause = causes.get(retCode) ?? 'refused';
    return [{ reason: clip(`Bybit: ${cause} (retCode ${retCode}: ${retMsg})`), path: 'retCode' }];
  }
  const result = v.safeParse(Result, envelope.output.result);
  if (!result.success)
    return toFaults(result.issues).map(({ reason, path }) => ({ reason, path: path === '' ? 'result' : `result.${path}` }));
  const category = result.output.category ?? rowsImply(result.output.list);
  if (category === undefined) return [{ reason: 'neither linear nor inverse', path: 'result.category' }];
  return { category, list: result.output.list, nextPageCursor: result.output.nextPageCursor ?? '', time };
}

function isBoard(value: unknown): value is BybitBoard {
  return value === 'linear' || value === 'inverse';
}

/** Whether `openEnvelope` gave a list. */
export function isList(outcome: BybitList | readonly Rejection[]): outcome is BybitList {
  return 'list' in outcome;
}
