import { abbreviations } from './english/abbreviations.ts';

/** A sentence and where it starts in the text that it was cut from. */
export interface Sentence {
  readonly text: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
}

// The end of a sentence may be closed by quotes and brackets. Web pages glue sentences together: a capital word after a full stop counts.
const ends = /([.!?…]+)(["'”’)\]]*)(\s+|(?=["'“‘(]?[A-Z][a-z])|$)|\n\s*|[。！？]/g;
const longest = 2000;

/** The sentences of a text in their order, without the space around them. Decimals, abbreviations and initials end none; a line break ends one. One of over 2000 units is cut. */
export function readSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const cut = (to: number): void => {
    for (let start = from; start < to; start += longest) {
      const piece = text.slice(start, Math.min(to, start + longest));
      const trimmed = piece.trim();
      if (trimmed !== '') sentences.push({ text: trimmed, start: start + piece.indexOf(trimmed) });
    }
    from = to;
  };
  for (const found of text.matchAll(ends)) {
    const [whole, stop, , gap] = found;
    const after = found.index + whole.length;
    if (stop !== undefined && !isEnd(text, found.index, stop, gap ?? '', after)) continue;
    cut(after);
  }
  cut(text.length);
  return sentences;
}

function isEnd(text: string, at: number, stop: string, gap: string, after: number): boolean {
  const before = /[\p{L}\p{N}.&%)\]]*$/u.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? '';
  const next = text.slice(after, after + 2);
  if (gap === '' && next !== '') {
    // Glued: only what ends like a word or a number, so that "Node.Js" and initials are whole.
    return /[\p{Ll}\p{N}%)]$/u.test(before) && before.length > 1;
  }
  if (stop !== '.') return !/^\p{Ll}/u.test(next);
  if (/^\p{Ll}/u.test(next)) return false;
  // Initials and U.S. stand before capital words more often than they end a sentence.
  if (/(?:^|\.)\p{L}$/u.test(before)) return false;
  return !abbreviations.has(before.toLowerCase());
}
