import type { LocalClock, Timers } from '../std/clock.ts';

/** One open port, as far as pages use it. */
export interface ClientPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** What pages need of the browser's `runtime`. `id` is gone in a script whose extension was updated or removed under it. */
export interface ClientRuntime {
  readonly id?: string | undefined;
  connect(info: { readonly name: string }): ClientPort;
  sendMessage(message: unknown): Promise<unknown>;
}

/** True while the extension that put this script here still answers for it. */
export function isAlive(runtime: ClientRuntime | undefined): runtime is ClientRuntime {
  try {
    return runtime?.id !== undefined;
  } catch {
    // Firefox throws on any touch of a dead object.
    return false;
  }
}

/** The clock that views are handed. */
export type PageClock = LocalClock;

/** The timers that views are handed. */
export type PageTimers = Timers;
