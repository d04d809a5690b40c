import type { ClientPort, ClientRuntime } from '../../../lib/client/runtime.ts';

/** Lets every promise run that can. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};

/** A clock and timers that move only when they are told to. */
export function createFakeTime() {
  let now = 0;
  let lastId = 0;
  const waiting = new Map<number, { at: number; run: () => void }>();
  return {
    clock: { now: () => now, monotonic: () => now },
    timers: {
      set(run: () => void, ms: number) {
        waiting.set(++lastId, { at: now + ms, run });
        return lastId;
      },
      clear(handle: unknown) {
        if (typeof handle === 'number') waiting.delete(handle);
      },
    },
    /** Timers that wait. */
    count: () => waiting.size,
    /** Lets `ms` pass, with all that falls due in it, and the promises that hang on it. */
    async pass(ms: number) {
      const until = now + ms;
      await settle();
      for (;;) {
        const next = [...waiting].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next[0]);
        now = next[1].at;
        next[1].run();
        await settle();
      }
      now = until;
    },
  };
}

export interface FakePort extends ClientPort {
  readonly sent: unknown[];
  readonly closed: boolean;
  /** The background says something. */
  say(message: unknown): void;
  /** The other side goes away. */
  cut(): void;
}

function createFakePort(): FakePort {
  const heard: ((message: unknown) => void)[] = [];
  const ended: (() => void)[] = [];
  const sent: unknown[] = [];
  let closed = false;
  return {
    sent,
    get closed() {
      return closed;
    },
    postMessage: message => void sent.push(message),
    disconnect: () => {
      closed = true;
    },
    onMessage: { addListener: listener => void heard.push(listener) },
    onDisconnect: { addListener: listener => void ended.push(listener) },
    say: message => heard.forEach(listener => listener(message)),
    cut: () => ended.forEach(listener => listener()),
  };
}

/** A browser runtime whose background answers as the test says. */
export function createFakeRuntime(answer: (message: { type: string; data: unknown }) => Promise<unknown> = async () => ({})) {
  const ports: FakePort[] = [];
  const messages: { type: string; data: unknown }[] = [];
  const runtime = {
    id: 'ours' as string | undefined,
    connect({ name }: { readonly name: string }): ClientPort {
      if (runtime.id === undefined) throw new Error('Extension context invalidated.');
      if (name !== 'panel') throw new Error(`no such port: ${name}`);
      const port = createFakePort();
      ports.push(port);
      return port;
    },
    sendMessage(message: unknown) {
      const sent = message as { type: string; data: unknown };
      messages.push(sent);
      return answer(sent);
    },
  } satisfies ClientRuntime;
  return { runtime, ports, messages };
}

/** A document and window that can be hidden, and shown again. */
export function createFakePage() {
  const document = new EventTarget() as EventTarget & { visibilityState: DocumentVisibilityState };
  document.visibilityState = 'visible';
  const window = new EventTarget();
  return {
    document: document as unknown as Document,
    window: window as unknown as Window,
    become(state: DocumentVisibilityState) {
      document.visibilityState = state;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    fire: (type: string) => window.dispatchEvent(new Event(type)),
  };
}
