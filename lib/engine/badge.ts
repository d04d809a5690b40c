import type { BadgeFigure, Level, LevelsFigure } from '../model/snapshot.ts';
import { hourMs, minuteMs } from './amounts.ts';
import { judgeLongs } from './unusual-longs.ts';
import type { LongsInput } from './unusual-longs.ts';

/** Without anything new for this long the badge says that it does not know. */
export const staleAfterMs = 3 * minuteMs;
/** For so long after a level broke the badge says so. */
export const levelNewsMs = 6 * hourMs;

export interface BadgeInput extends LongsInput {
  /** The coin that is watched. */
  readonly base: string;
  /** Market time of the newest good frame or answer of any feed, ms; `undefined` when there was none. */
  readonly freshAt: number | undefined;
  /** `undefined` while there are no bars. */
  readonly levels: LevelsFigure | undefined;
}

/** How numbers become text: handed in, because words are not this layer's business. */
export interface BadgeFormats {
  money(usd: number): string;
  price(usd: number): string;
  moment(time: number): string;
}

/**
 * What the toolbar says, the first that holds: nothing new for three minutes, unusually many longs forced out, a level broken in the
 * last six hours (the newest; of several at once the lowest), nothing. Being silent does not claim more than was looked at.
 */
export function createBadge(input: BadgeInput, formats: BadgeFormats): BadgeFigure {
  const { now, base, freshAt } = input;
  if (freshAt === undefined) return { kind: 'stale', text: '?', word: 'No data yet', detail: 'nothing has been heard so far' };
  if (now - freshAt >= staleAfterMs) {
    return { kind: 'stale', text: '?', word: 'No fresh data', detail: `last heard ${formats.moment(freshAt)}` };
  }

  const longs = judgeLongs(input);
  if (longs.kind === 'unusual') {
    const detail = `${formats.money(longs.longUsd)} of ${base} longs in the last hour, unusual above ${formats.money(longs.thresholdUsd)}`;
    return { kind: 'longs', text: '▼', word: 'Longs forced out', detail };
  }

  const level = newestBreak(input.levels?.levels ?? [], now);
  if (level !== undefined) {
    return {
      kind: 'level',
      text: '!',
      word: 'Level broken',
      detail: `${base} ${formats.price(level.price)} since ${formats.moment(level.since)}`,
    };
  }

  const seen = longs.kind === 'unknown' ? 'past too short to judge' : `usual ${base} longs`;
  const levels = input.levels === undefined ? 'levels not known' : 'no level broken in 6 h';
  return { kind: 'silent', text: '', word: 'No alarm', detail: `${seen}, ${levels}` };
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
