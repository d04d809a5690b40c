import type { Claim } from '../claim.ts';
import { hedges } from '../english/hedges.ts';
import { atOneExchange, cameBackFrom, isThrough, ofBefore, otherIndex } from '../english/surroundings.ts';

/** The words of a hedge are no longer than this. */
const reach = 40;
/** How far a sentence is looked at on either side of a number. */
const sentenceReach = 120;
const ends = /[.!?](?:\s|$)|\n/;

/** The claims of a text with what the words around each number say of it. Spans are offsets in the text. */
export function withHedges(text: string, claims: readonly Claim[]): readonly Claim[] {
  return claims.map(claim => {
    const [start, end] = claim.span;
    const before = text.slice(Math.max(0, start - reach), start);
    const [hedge] = hedges.find(([, words]) => words.test(before)) ?? [];
    return { ...claim, ...(hedge && { hedge }), ...readSurroundings(claim, text, start, end) };
  });
}

/** Whose figure it is where that is not the market's, and of when where it is not of the moment. */
function readSurroundings(
  { kind, tense }: Claim,
  text: string,
  start: number,
  end: number,
): Partial<Pick<Claim, 'venue' | 'tense'>> {
  const [before = ''] = text
    .slice(Math.max(0, start - sentenceReach), start)
    .split(ends)
    .slice(-1);
  const [after = ''] = text.slice(end, end + sentenceReach).split(ends);
  const around = `${before}|${after}`;
  const isPrice = kind === 'price';
  const isIndex = kind === 'fear_greed';
  const own = isIndex ? otherIndex : isPrice || kind === 'funding' ? atOneExchange : undefined;
  const venue = own?.exec(around)?.[0];
  // Up to the numbers beside it: `at 7, up from 5 a day earlier` says of the second alone that it is of the day before.
  const near = /(?:^|\d[^\d|]*,|\d)([^\d|]*\|[^\d,]*)/.exec(around)?.[1] ?? '';
  const isBefore =
    (isIndex && ofBefore.test(near)) ||
    (kind === 'level' && isThrough.test(before)) ||
    (isPrice && tense === 'now' && cameBackFrom.test(before));
  return { ...(venue !== undefined && { venue }), ...(isBefore && { tense: 'recent' }) };
}
