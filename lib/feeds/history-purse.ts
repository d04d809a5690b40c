import { isRecord } from '../std/record.ts';

/** Where the count of requests outlives the worker. */
export interface HistoryMemory {
  /** What was written; undefined when nothing was. */
  read(): Promise<unknown>;
  /** Resolves when it is safe. */
  write(state: HistoryState): Promise<void>;
}

/** What is remembered of one venue's history. Plain data. */
export type HistoryState = {
  /** Market time at which it was first looked at, ms. */
  readonly startedAt: number;
  /** Requests for the time before `startedAt`; never less than were sent. */
  readonly spent: number;
};

/** Counts the requests that a venue is asked at the most for the time before the first start. */
export interface HistoryPurse {
  /** Reads what was spent before; the first time of all, `now` becomes the start. */
  open(now: number): Promise<void>;
  readonly startedAt: number;
  readonly left: number;
  /** Takes one, and resolves to false when there is none. Resolves once no death can make it forgotten. */
  spend(): Promise<boolean>;
  /** Gives back what was set aside and not spent. */
  close(): Promise<void>;
}

/** Requests of one venue for everything before the first start. */
export const firstRunRequests = 500;
/** Set aside with one write. */
const aside = 10;

/** Sets requests aside before they are sent, so that a worker that dies has never sent more than it remembers. */
export function createHistoryPurse(memory: HistoryMemory): HistoryPurse {
  let startedAt = 0;
  let spent = 0;
  let stored = 0;
  let isOpen = false;

  const write = (count: number) => {
    stored = count;
    return memory.write({ startedAt, spent: count });
  };

  return {
    async open(now) {
      if (isOpen) return;
      const known = toState(await memory.read());
      startedAt = known?.startedAt ?? now;
      spent = stored = known?.spent ?? 0;
      if (known === undefined) await write(0);
      isOpen = true;
    },
    get startedAt() {
      return startedAt;
    },
    get left() {
      return Math.max(0, firstRunRequests - spent);
    },
    async spend() {
      if (spent >= firstRunRequests) return false;
      spent += 1;
      if (spent > stored) await write(Math.min(firstRunRequests, spent - 1 + aside));
      return true;
    },
    async close() {
      if (stored > spent) await write(spent);
    },
  };
}

function toState(stored: unknown): HistoryState | undefined {
  if (!isRecord(stored)) return undefined;
  const { startedAt, spent } = stored;
  return typeof startedAt === 'number' && typeof spent === 'number' && spent >= 0 ? { startedAt, spent } : undefined;
}
