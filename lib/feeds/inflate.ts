import { readUpTo } from './json-body.ts';

/** Unpacks gzip members in the order in which they came. */
export interface Inflater {
  /** `done` is handed the text, or why there is none; called in the order of `push`, never after `stop`. */
  push(bytes: ArrayBuffer, done: (text: string | undefined, fault: string | undefined) => void): void;
  /** Calls back once everything that was pushed has been handed on; at once when nothing waits. */
  whenIdle(then: () => void): void;
  /** Forgets what waits. */
  stop(): void;
}

/** Frames that may wait to be unpacked; those beyond are given up, and said to be. */
export const maxWaitingFrames = 2_000;

/**
 * A frame may claim to hold gigabytes: reading ends at `maxBytes` of text, however small it came.
 * Source of the format: RFC 1952; `DecompressionStream` is in Chrome 80 and Firefox 113 (MDN, 2026).
 */
export function createInflater(maxBytes: number): Inflater {
  type Waiting = {
    readonly bytes: ArrayBuffer | undefined;
    readonly done: (text: string | undefined, fault: string | undefined) => void;
  };
  let waiting: Waiting[] = [];
  let idle: (() => void)[] = [];
  let isRunning = false;
  let isStopped = false;

  async function run(): Promise<void> {
    isRunning = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { bytes, done } = next;
      const result =
        bytes === undefined ? new Error('more compressed frames than can be unpacked') : await inflate(bytes, maxBytes);
      if (isStopped) return;
      if (typeof result === 'string') done(result, undefined);
      else done(undefined, result.message);
    }
    isRunning = false;
    const then = idle;
    idle = [];
    for (const call of then) call();
  }

  return {
    push(bytes, done) {
      if (isStopped) return;
      const isFull = waiting.length >= maxWaitingFrames;
      // One word for all that are given up in a row is enough: what was claimed is cut there.
      if (isFull && waiting.at(-1)?.bytes === undefined) return;
      waiting.push({ bytes: isFull ? undefined : bytes, done });
      if (!isRunning) void run();
    },
    whenIdle(then) {
      if (isRunning) idle.push(then);
      else then();
    },
    stop() {
      isStopped = true;
      waiting = [];
      idle = [];
    },
  };
}

async function inflate(bytes: ArrayBuffer, maxBytes: number): Promise<string | Error> {
  try {
    const text = await readUpTo(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), maxBytes);
    if (text === undefined) return new Error(`a frame of more than ${String(maxBytes)} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    // A `TypeError` of the stream or of the decoder: both mean that this is not what was packed.
    return new Error('a frame that does not unpack');
  }
}
