import { abbreviations, linkEnd, looseLinks, percentLinks, placeLink, shareUpTo, takers } from './english/abbreviations.ts';

/** A word, a number or one other character of a text. */
export interface Token {
  readonly type: 'word' | 'number' | 'mark';
  /** As written. */
  readonly text: string;
  readonly lower: string;
  /** Offsets in the text that was read, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Whether nothing stands between it and the token before. */
  readonly glued: boolean;
}

// Every alternative takes its longest run and none can be read in two ways, so that time is linear in the text.
const pieces = /((?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}\p{N}_]*)|(\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?|\d+(?:\.\d+)?)|\S/gu;

/** The tokens of a text in order; a `'s` is one word of its own, and a hyphen inside a word is left out. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: whole, 1: word, 2: number, index } of text.matchAll(pieces)) {
    // "an hourToday": two blocks of a page that were run together.
    const seam = word === undefined ? -1 : whole.search(/(?<=^[a-z]{3,20})[A-Z][a-z]{2}/);
    const piece = seam > 0 ? whole.slice(0, seam) : whole;
    const before = tokens.at(-1);
    const glued = before?.end === index;
    if (glued && before.text === "'" && /^(?:s|re|ve|ll|d|t|m)$/.test(piece)) {
      tokens.pop();
      tokens.push({
        type: 'word',
        text: `'${piece}`,
        lower: `'${piece}`,
        start: before.start,
        end: index + piece.length,
        glued: true,
      });
      continue;
    }
    // The full stop of an abbreviation ends no clause.
    if (glued && piece === '.' && abbreviations.has(before.lower) && index + 1 < text.length) continue;
    const type = word !== undefined ? 'word' : number !== undefined ? 'number' : 'mark';
    const link =
      before && piece === linkEnd
        ? readLink(before.lower, text.slice(index + piece.length, index + longestAmount), tokens.at(-2)?.lower ?? '')
        : undefined;
    const verb = tokens.at(-2);
    if (verb && link !== undefined && shareUpTo.test(text.slice(Math.max(0, index - longestClause), index))) {
      tokens.splice(-2, 2, { ...verb, end: index - 1 });
    } else if (before && link !== undefined) {
      tokens.splice(-1, 1, { ...before, lower: link, end: index + piece.length });
      continue;
    }
    if (type === 'word' && glued && before.text === '-' && before.glued && text[index + piece.length] !== '$') {
      tokens.pop();
      tokens.push({ type, text: piece, lower: piece.toLowerCase(), start: index, end: index + piece.length, glued: false });
      continue;
    }
    tokens.push({ type, text: piece, lower: piece.toLowerCase(), start: index, end: index + piece.length, glued });
    if (seam > 0)
      tokens.push({
        type,
        text: whole.slice(seam),
        lower: whole.slice(seam).toLowerCase(),
        start: index + seam,
        end: index + whole.length,
        glued: false,
      });
  }
  return tokens;
}

const longestClause = 80;
// The figure of an amount, with what makes it one.
const longestAmount = 20;

// close to 5%: nearly
function readLink(first: string, rest: string, verb: string): string | undefined {
  if (!/^\s+(?:US)?\$?\d/.test(rest)) return undefined;
  // climbed close to $90: there, and not by so much
  const link = looseLinks[first];
  if (link !== undefined && /^\s+(?:US)?\$/.test(rest) && !takers.test(verb)) return placeLink;
  return link ?? (/^\s+[\d.]+\s?(?:%|per)/.test(rest) ? percentLinks[first] : undefined);
}
