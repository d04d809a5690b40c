import { isRecord } from '../std/record.ts';

/** Where a stage of a board stands. Plain data. */
export type StageCursor = {
  /** The market time that the stage fills, ms; the contracts below were read for it. */
  readonly from: number;
  readonly to: number;
  /** Symbols that were read. */
  readonly done: readonly string[];
  readonly isComplete: boolean;
};

/** Where cursors outlive the worker. */
export interface BackfillCursor {
  /** What was written under the key; undefined when nothing was. Checked with `readCursor`. */
  read(key: string): Promise<unknown>;
  /** Resolves when the value is safe. */
  write(key: string, value: StageCursor): Promise<void>;
}

/** A stored cursor; undefined for anything that we would not have written. */
export function readCursor(stored: unknown): StageCursor | undefined {
  if (!isRecord(stored)) return undefined;
  const { from, to, done, isComplete } = stored;
  if (typeof from !== 'number' || typeof to !== 'number' || !Array.isArray(done) || typeof isComplete !== 'boolean')
    return undefined;
  return { from, to, done: done.filter(symbol => typeof symbol === 'string'), isComplete };
}
