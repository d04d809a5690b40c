import { isRecord } from '../std/record.ts';
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
export type HostState = {
  readonly rest: HostRest | undefined;
  /** Refusals in a row; 0 after a good answer. */
  readonly strikes: number;
  /** Spent of each budget, by its name; slots count local time. Never less than what was really spent. */
  readonly spent: Readonly<Record<string, SpentSlots>>;
};

/** Where host states outlive the worker. What comes back is checked with `toHostState`. */
export interface HostMemory {
  read(): Promise<Readonly<Record<string, unknown>>>;
  /** Resolves when the state is safe. */
  write(host: string, state: HostState): Promise<void>;
}

/** What was stored, as far as it is what we would have written. */
export function toHostState(stored: unknown): HostState {
  if (!isRecord(stored)) return { rest: undefined, strikes: 0, spent: {} };
  const spent: Record<string, SpentSlots> = {};
  for (const [name, slots] of Object.entries(isRecord(stored.spent) ? stored.spent : {})) {
    if (Array.isArray(slots)) spent[name] = slots.filter(isSlot);
  }
  const strikes = isCount(stored.strikes) ? stored.strikes : 0;
  return { rest: toRest(stored.rest), strikes, spent };
}

function toRest(stored: unknown): HostRest | undefined {
  if (!isRecord(stored)) return undefined;
  const { kind, status, setAt, until } = stored;
  if ((kind !== 'rate-limited' && kind !== 'blocked') || !isCount(status) || !isCount(setAt) || !isCount(until)) return undefined;
  return { kind, status, setAt, until };
}

function isSlot(slot: unknown): slot is readonly [slot: number, weight: number] {
  return Array.isArray(slot) && slot.length === 2 && slot.every(isCount);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
