import { FeedError } from '../model/feed-error.ts';
import type { BudgetUse } from '../model/feeds-page.ts';
import type { HostBudget, HttpRequest } from '../model/venue.ts';
import { sleep } from '../std/clock.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import { createTokenWindow } from '../std/token-window.ts';
import type { SpentSlots, TokenWindow } from '../std/token-window.ts';
import type { HostMemory, HostRest, HostState } from './host-memory.ts';

const minuteMs = 60_000;

/** How requests to one host wait for their turn. */
export interface HostGate {
  /**
   * Waits until the request may be sent, and counts it. Resolves to what is to be called when the answer is there, or will never be.
   * Throws `FeedError`: `rate-limited` or `blocked` while the host rests, when its queue is full or the wait would be too long; `cancelled`.
   */
  enter(request: HttpRequest, signal: AbortSignal | undefined): Promise<() => void>;
  /** A good answer came. `usedWeight` is the host's own count of what this address has spent in a minute: it says nothing of budgets of another length. */
  succeeded(request: HttpRequest, usedWeight: number | undefined): Promise<void>;
  /** The host is left alone for `restMs`; resolves when that is safely remembered. */
  refused(kind: HostRest['kind'], status: number, restMs: number): Promise<void>;
  /** Refusals in a row, before the one for which it rests now. */
  readonly strikes: number;
  /** Ends a rest for being blocked: the next request is a probe. */
  lift(): Promise<void>;
  /** What is spent of each budget that was drawn from. */
  budgets(): readonly BudgetUse[];
}

/** Bounds of the waiting. */
export interface GateLimits {
  /** Requests of one budget that may wait. */
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
  readonly maxConcurrent: number;
}

interface Account {
  readonly key: string;
  readonly window: TokenWindow;
  readonly slotMs: number;
  readonly windowMs: number;
  /** Resolves when the one before has been let through. */
  turn: Promise<unknown>;
  waiting: number;
  /** Weight that is stored as spent already, and the slot for which that holds. */
  reserved: number;
  reservedSlot: number;
}

/** Of the documented budget we keep to half, but to one call at the least. */
export function ownLimit(budget: HostBudget): number {
  return Math.max(1, Math.floor(budget.weight / 2));
}

/** Queue, budgets and rests of one host. `state` is what a former life remembered. */
export function createHostGate(options: {
  readonly host: string;
  readonly budgets: readonly HostBudget[];
  readonly state: HostState;
  readonly memory: HostMemory;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly limits: GateLimits;
  /** A state could not be stored: the gate goes on, but a restart would forget. */
  readonly onMemoryError: (error: unknown) => void;
}): HostGate {
  const { host, budgets, state, memory, clock, timers, limits, onMemoryError } = options;
  const startWall = clock.now();
  const startMonotonic = clock.monotonic();
  // Wall time as it went on since the start: setting the clock neither ends a rest nor prolongs it.
  const steady = () => startWall + clock.monotonic() - startMonotonic;
  const accounts = new Map<string, Account>();
  let rest = state.rest === undefined ? undefined : rebased(state.rest, startWall);
  let strikes = state.strikes;
  let lastWrite: Promise<void> = Promise.resolve();
  let inFlight = 0;
  let waiters: (() => void)[] = [];

  function accountOf(request: HttpRequest): Account {
    const budget =
      budgets.find(each => each.name === request.budget && each.host === host) ??
      budgets.find(each => each.name === request.budget);
    if (budget === undefined) throw new Error(`no budget ${request.budget} for ${host}`);
    const key = budget.name;
    let account = accounts.get(key);
    if (account === undefined) {
      const window = createTokenWindow(ownLimit(budget), budget.windowMs, state.spent[key], steady());
      account = {
        key,
        window,
        slotMs: window.slotMs,
        windowMs: budget.windowMs,
        turn: Promise.resolve(),
        waiting: 0,
        reserved: 0,
        reservedSlot: -1,
      };
      accounts.set(key, account);
    }
    return account;
  }

  function snapshot(): HostState {
    const spent: Record<string, SpentSlots> = { ...state.spent };
    for (const { key, window, reserved, reservedSlot } of accounts.values()) {
      spent[key] = reserved > 0 ? [...window.toJSON(), [reservedSlot, reserved]] : window.toJSON();
    }
    return { rest, strikes, spent };
  }

  function remember(): Promise<void> {
    lastWrite = lastWrite.then(() => memory.write(host, snapshot())).catch(onMemoryError);
    return lastWrite;
  }

  function isResting(): boolean {
    return rest !== undefined && rest.until > steady();
  }

  function checkRest(): void {
    if (rest === undefined) return;
    const left = rest.until - steady();
    if (left <= 0) {
      rest = undefined;
      return;
    }
    throw new FeedError(rest.kind, host, `${host} is left alone after status ${String(rest.status)}`, {
      status: rest.status,
      retryAfterMs: left,
    });
  }

  function checkSignal(signal: AbortSignal | undefined): void {
    if (signal?.aborted === true) throw new FeedError('cancelled', host, 'given up while waiting');
  }

  /** Resolves to what ends the spend; see `TokenWindow.spend`. */
  async function waitForBudget(
    account: Account,
    weight: number,
    since: number,
    signal: AbortSignal | undefined,
  ): Promise<(answeredAt: number) => void> {
    for (;;) {
      checkSignal(signal);
      checkRest();
      const wait = account.window.waitFor(weight, steady());
      if (wait === 0) break;
      if (steady() - since + wait > limits.maxWaitMs) {
        const details = wait === Infinity ? {} : { retryAfterMs: wait };
        throw new FeedError('rate-limited', host, `our half of the budget ${account.key} is spent`, details);
      }
      await sleep(timers, wait, signal);
    }
    const slot = Math.floor(steady() / account.slotMs);
    if (account.reservedSlot !== slot || account.reserved < weight) {
      // Stored ahead in tenths, so that a worker that dies has never spent more than what is stored, and few requests cost a write.
      account.reservedSlot = slot;
      account.reserved = Math.max(weight, Math.ceil(account.window.limit / 10));
      await remember();
    }
    account.reserved = Math.max(0, account.reserved - weight);
    return account.window.spend(weight, steady());
  }

  async function waitForPlace(signal: AbortSignal | undefined): Promise<void> {
    // After a refusal one request goes ahead as a probe.
    while (inFlight >= (strikes > 0 ? 1 : limits.maxConcurrent)) {
      await new Promise<void>(resolve => {
        waiters.push(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
      checkSignal(signal);
    }
    checkRest();
    inFlight += 1;
  }

  return {
    get strikes() {
      return isResting() ? strikes - 1 : strikes;
    },
    async enter(request, signal) {
      checkRest();
      const account = accountOf(request);
      if (account.waiting >= limits.maxWaiting) throw new FeedError('rate-limited', host, `the queue for ${account.key} is full`);
      account.waiting += 1;
      const since = steady();
      const turn = account.turn.then(() => waitForBudget(account, request.weight, since, signal));
      // A failed wait is its caller's business; the next in the queue goes on.
      account.turn = turn.catch(() => undefined);
      const answered = await turn.finally(() => (account.waiting -= 1));
      try {
        await waitForPlace(signal);
      } catch (error) {
        answered(steady());
        throw error;
      }
      return () => {
        answered(steady());
        inFlight -= 1;
        const awake = waiters;
        waiters = [];
        for (const wake of awake) wake();
      };
    },
    async succeeded(request, usedWeight) {
      const account = accountOf(request);
      if (usedWeight !== undefined && account.windowMs === minuteMs) account.window.raiseTo(usedWeight, steady());
      if (strikes === 0 || rest !== undefined) return;
      strikes = 0;
      await remember();
    },
    async refused(kind, status, restMs) {
      const now = steady();
      // Several answers of one volley are one refusal.
      if (!isResting()) strikes += 1;
      const until = Math.max(rest?.until ?? 0, now + restMs);
      rest = { kind, status, setAt: now, until };
      await remember();
    },
    budgets: () =>
      [...accounts.values()].map(({ key, window, windowMs }) => {
        return { name: key, host, used: window.used(steady()), limit: window.limit, windowMs };
      }),
    async lift() {
      if (rest?.kind !== 'blocked') return;
      rest = undefined;
      await remember();
    },
  };
}

/** A rest that was set in the future means that the clock was set back since: it then lasts its whole time from now. */
function rebased(rest: HostRest, now: number): HostRest {
  if (rest.setAt <= now) return rest;
  return { ...rest, setAt: now, until: now + (rest.until - rest.setAt) };
}
