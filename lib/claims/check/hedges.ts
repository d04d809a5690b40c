import type { Claim } from '../claim.ts';
import { hedges } from '../english/hedges.ts';

/** The words of a hedge are no longer than this. */
const reach = 40;

/** The claims of a text with what the words before each number say of it. Spans are offsets in the text. */
export function withHedges(text: string, claims: readonly Claim[]): readonly Claim[] {
  return claims.map(claim => {
    const [start] = claim.span;
    const before = text.slice(Math.max(0, start - reach), start);
    const [hedge] = hedges.find(([, words]) => words.test(before)) ?? [];
    return hedge ? { ...claim, hedge } : claim;
  });
}
