import type { Known, PhaseFigure } from '../model/engine.ts';
import type { BadgeKind, Level, LevelsFigure } from '../model/snapshot.ts';
import { hourMs, minuteMs } from './amounts.ts';

/** Without anything new for this long the badge says that it does not know. */
export const staleAfterMs = 3 * minuteMs;
/** For so long after a level broke the badge says so. */
export const levelNewsMs = 6 * hourMs;

export interface BadgeInput {
  /** Market time, ms. */
  readonly now: number;
  /** Market time of the newest good frame or answer of any feed, ms; `undefined` when there was none. */
  readonly freshAt: number | undefined;
  /** Of the coin that is watched; `undefined` until the past was read. */
  readonly phase: Known<PhaseFigure> | undefined;
  /** `undefined` while there are no bars. */
  readonly levels: LevelsFigure | undefined;
}

/** What the toolbar says. `broken` is the level that it is about. */
export interface BadgeVerdict {
  readonly kind: BadgeKind;
  readonly text: string;
  readonly broken?: { readonly price: number; readonly since: number };
}

/**
 * The first that holds: nothing new for three minutes, a cascade, one that builds up, a level broken in the last six hours (the newest; of several at once
 * the lowest), nothing.
 */
export function judgeBadge({ now, freshAt, phase, levels }: BadgeInput): BadgeVerdict {
  if (freshAt === undefined || now - freshAt >= staleAfterMs) return { kind: 'stale', text: '?' };
  const name = phase === undefined || 'unknown' in phase ? undefined : phase.phase;
  if (name === 'cascade') return { kind: 'cascade', text: '▼' };
  if (name === 'building') return { kind: 'building', text: '~' };
  const broken = newestBreak(levels?.levels ?? [], now);
  return broken === undefined ? { kind: 'silent', text: '' } : { kind: 'level', text: '!', broken };
}

function newestBreak(levels: readonly Level[], now: number): { readonly price: number; readonly since: number } | undefined {
  let newest: { readonly price: number; readonly since: number } | undefined;
  for (const { price, state, since } of levels) {
    if (state !== 'broken' || since === undefined || now - since > levelNewsMs) continue;
    const isNewer = newest === undefined || since > newest.since || (since === newest.since && price < newest.price);
    if (isNewer) newest = { price, since };
  }
  return newest;
}
