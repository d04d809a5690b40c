import type { Claim } from '../../../lib/claims/claim.ts';
import { readClaims, type ClaimContext } from '../../../lib/claims/read.ts';

/** A claim in a line: kind, asset, value or range, then what else it says. */
export function sayClaim({ kind, asset, value, value_hi: hi, window, side, level, entity }: Claim): string {
  const range = hi === undefined ? `${value}` : `${value}..${hi}`;
  return [kind, asset ?? '-', range, window, side === 'both' ? undefined : side, level, entity]
    .filter(part => part !== null && part !== undefined)
    .join(' ');
}

/** The claims of a sentence, each in a line. The day of these sentences is 12 February 2026. */
export function say(sentence: string, context: ClaimContext = {}): readonly string[] {
  return readClaims(sentence, { date: '2026-02-12T00:30:00Z', ...context }).map(sayClaim);
}
