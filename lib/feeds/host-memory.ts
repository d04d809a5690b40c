import type { SpentSlots } from '../std/token-window.ts';

/** A time during which a host is left alone. Local wall clock, ms. */
export interface HostRest {
  readonly kind: 'rate-limited' | 'blocked';
  /** The status that called for it. */
  readonly status: number;
  readonly setAt: number;
  readonly until: number;
}

/** What a restarted worker must know of a host so as not to knock early. Plain data. */
export interface HostState {
  readonly rest: HostRest | undefined;
  /** Refusals in a row; 0 after a good answer. */
  readonly strikes: number;
  /** Spent of each budget, by its key; slots count local time. Never less than what was really spent. */
  readonly spent: Readonly<Record<string, SpentSlots>>;
}

/** Where host states outlive the worker. */
export interface HostMemory {
  read(): Promise<Readonly<Record<string, HostState>>>;
  /** Resolves when the state is safe. */
  write(host: string, state: HostState): Promise<void>;
}
