import type { SocketPlan } from '../model/venue.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';
import { isRecord } from '../std/record.ts';

/** Keeps openings of sockets to one host apart, and within what the venue allows of them. */
export interface SocketPace {
  /** Calls `open` when the plan's socket may be opened, which may be at once. Returns what calls it off. */
  whenFree(plan: Pick<SocketPlan, 'url' | 'connectLimit'>, open: () => void): () => void;
}

/** Where openings of limited hosts outlive the worker. */
export interface OpeningsMemory {
  /** What was written; undefined when nothing was. */
  read(): Promise<unknown>;
  /** Resolves when it is safe. */
  write(openings: Readonly<Record<string, readonly number[]>>): Promise<void>;
}

/** OKX allows three connections a second from one address (its "WebSocket overview", 2026), the strictest of all that are known. */
const apartMs = 500;

/** One for all sockets of the context. Of a venue's limit we keep to half, as of its other limits. */
export function createSocketPace(options: {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly memory: OpeningsMemory;
  /** Openings could not be read or written; sockets open without. */
  readonly onError: (error: unknown) => void;
}): SocketPace {
  const { clock, timers, memory, onError } = options;
  const next = new Map<string, number>();
  /** Local wall clock, by host. */
  const openings = new Map<string, readonly number[]>();
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    for (const [host, times] of Object.entries(toOpenings(await memory.read()))) {
      // A time in the future means that the clock was set back: it then counts from now.
      openings.set(host, [...times.map(time => Math.min(time, clock.now())), ...(openings.get(host) ?? [])]);
    }
  }

  function apart(host: string): number {
    const now = clock.monotonic();
    const at = Math.max(now, next.get(host) ?? now);
    next.set(host, at + apartMs);
    return at - now;
  }

  /** How long until the host lets us open one more; takes that place, and resolves once no death can make it forgotten. */
  async function within(host: string, { count, windowMs }: NonNullable<SocketPlan['connectLimit']>): Promise<number> {
    loading ??= load().catch(onError);
    await loading;
    const now = clock.now();
    const own = Math.max(1, Math.floor(count / 2));
    const recent = (openings.get(host) ?? []).filter(time => time > now - windowMs);
    const blocking = recent.at(-own);
    const at = Math.max(now, blocking === undefined ? now : blocking + windowMs);
    openings.set(host, [...recent, at]);
    await memory.write(Object.fromEntries(openings)).catch(onError);
    return at - now;
  }

  return {
    whenFree({ url, connectLimit }, open) {
      const { host } = new URL(url);
      let isOff = false;
      let timer: TimerHandle;
      const arm = (waitMs: number) => {
        if (isOff) return;
        if (waitMs <= 0) open();
        else timer = timers.set(open, waitMs);
      };
      if (connectLimit === undefined) arm(apart(host));
      else void within(host, connectLimit).then(waitMs => arm(Math.max(waitMs, apart(host))));
      return () => {
        isOff = true;
        timers.clear(timer);
      };
    },
  };
}

function toOpenings(stored: unknown): Readonly<Record<string, readonly number[]>> {
  if (!isRecord(stored)) return {};
  const rows = Object.entries(stored).filter((row): row is [string, unknown[]] => Array.isArray(row[1]));
  return Object.fromEntries(
    rows.map(([host, times]) => [host, times.filter(time => typeof time === 'number').sort((left, right) => left - right)]),
  );
}
