import type { PageQuestion } from '../../../../lib/background/reading/page-reading.ts';
import type { TimerHandle } from '../../../../lib/std/clock.ts';

/** A page of which nothing matters but its headline. */
export const textOf = (headline: string): PageQuestion => ({
  page: { headlines: [headline], blocks: [], data: [], published: '', modified: '', time: '' },
  references: {},
});
/** The headline of such a page. */
export const headlineOf = ({ page }: { readonly page: unknown }): string => (page as PageQuestion['page']).headlines[0] ?? '';
/** What a reader makes of a text without a figure. */
export const nothing = { headline: '', claims: [], title: [], sums: [], isCrypto: false, passages: [] };

/** Timers that run when the test says so. */
export function createFakeTimers() {
  const waiting = new Map<TimerHandle, { readonly run: () => void; readonly ms: number }>();
  let last = 0;
  return {
    set(run: () => void, ms: number): TimerHandle {
      last += 1;
      waiting.set(last, { run, ms });
      return last;
    },
    clear: (handle: TimerHandle) => void waiting.delete(handle),
    /** Lengths of those that wait, in ms. */
    lengths: () => [...waiting.values()].map(({ ms }) => ms),
    /** Runs those of a length. */
    pass(ms: number): void {
      for (const [handle, timer] of waiting) {
        if (timer.ms !== ms) continue;
        waiting.delete(handle);
        timer.run();
      }
    },
  };
}

type Hear = (value: never) => void;
const hub = () => {
  const listeners: ((value: unknown) => void)[] = [];
  return {
    addListener: (listener: Hear) => void listeners.push(listener as (value: unknown) => void),
    emit: (value?: unknown) => listeners.forEach(listener => listener(value)),
  };
};

/** A worker that notes what it is sent, and says what the test wants. */
export function createFakeWorker() {
  const heard = { message: hub(), error: hub() };
  const posted: { readonly id: number; readonly question: unknown }[] = [];
  let isTerminated = false;
  return {
    posted,
    isTerminated: () => isTerminated,
    say: (data: unknown) => heard.message.emit({ data }),
    break: () => heard.error.emit({}),
    /** Answers the last question. */
    answer: (answer: unknown) => heard.message.emit({ data: { id: posted.at(-1)?.id, answer } }),
    worker: {
      postMessage: (message: (typeof posted)[number]) => void posted.push(message),
      terminate: () => void (isTerminated = true),
      addEventListener: (type: 'message' | 'error', listener: Hear) => heard[type].addListener(listener),
    } as unknown as Worker,
  };
}

/** Both ends of a port; what one posts the other hears a turn later, as JSON, as Chrome carries it. */
export function createFakePorts(sender: unknown) {
  const ends = [0, 1].map(() => ({ onMessage: hub(), onDisconnect: hub() })) as [End, End];
  let isOpen = true;
  const make = (own: End, other: End) => ({
    name: 'offscreen',
    sender,
    onMessage: own.onMessage,
    onDisconnect: own.onDisconnect,
    postMessage(message: unknown) {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object');
      const text = JSON.stringify(message);
      queueMicrotask(() => isOpen && other.onMessage.emit(JSON.parse(text)));
    },
    disconnect() {
      if (!isOpen) return;
      isOpen = false;
      other.onDisconnect.emit();
    },
  });
  const [near, far] = [make(ends[0], ends[1]), make(ends[1], ends[0])];
  return { near, far };

  interface End {
    readonly onMessage: ReturnType<typeof hub>;
    readonly onDisconnect: ReturnType<typeof hub>;
  }
}
