import type { RequestWhy } from '../model/request-why.ts';
import type { Exchange } from './http.ts';

/** What was asked of one host. Plain data. */
export interface LedgerEntry {
  readonly host: string;
  readonly count: number;
  readonly failed: number;
  readonly bytes: number;
  /** Market time of the latest request, ms. */
  readonly lastTime: number;
  /** How often each reason was given. */
  readonly whys: Readonly<Record<string, number>>;
}

/** Counts every request by host, for the page that shows what leaves the browser. */
export interface RequestLedger {
  record(exchange: Pick<Exchange, 'host' | 'bytes' | 'at' | 'why' | 'error'>): void;
  /** Bytes that came over a connection that was recorded before, at a market time in ms. */
  received(host: string, bytes: number, at: number): void;
  /** The clock by which requests were dated turned out to be wrong by so much. */
  move(byMs: number): void;
  /** Forgets everything. */
  clear(): void;
  /** In alphabetical order of host. */
  read(): readonly LedgerEntry[];
}

/** Reasons of one host that are told apart; further ones are counted together. */
const maxWhys = 24;
/** What further reasons are counted under. */
export const otherWhy = 'other' satisfies RequestWhy;

/** A ledger that goes on from what was stored. */
export function createRequestLedger(stored: readonly LedgerEntry[] = []): RequestLedger {
  const entries = new Map(stored.map(entry => [entry.host, entry]));
  return {
    record({ host, bytes, at, why, error }) {
      const before = entries.get(host) ?? { host, count: 0, failed: 0, bytes: 0, lastTime: at, whys: {} };
      const reason = why in before.whys || Object.keys(before.whys).length < maxWhys ? why : otherWhy;
      entries.set(host, {
        host,
        count: before.count + 1,
        failed: before.failed + (error === undefined ? 0 : 1),
        bytes: before.bytes + bytes,
        lastTime: Math.max(before.lastTime, at),
        whys: { ...before.whys, [reason]: (before.whys[reason] ?? 0) + 1 },
      });
    },
    received(host, bytes, at) {
      const before = entries.get(host);
      // Cleared meanwhile: what comes over a connection of before is told from its next opening on.
      if (before === undefined) return;
      entries.set(host, { ...before, bytes: before.bytes + bytes, lastTime: Math.max(before.lastTime, at) });
    },
    move(byMs) {
      for (const [host, entry] of entries) entries.set(host, { ...entry, lastTime: entry.lastTime + byMs });
    },
    clear: () => entries.clear(),
    read: () => [...entries.values()].sort((a, b) => (a.host < b.host ? -1 : 1)),
  };
}
