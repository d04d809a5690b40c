import { readTokens, type Token } from './tokens.ts';

/** A phrase that was found: what it says, and the tokens from the first to past the last. */
export interface Found<Tag> {
  readonly tag: Tag;
  readonly from: number;
  readonly to: number;
}

interface Entry<Tag> {
  readonly words: readonly string[];
  /** Of each word, whether any end of it will do. */
  readonly isOpen: readonly boolean[];
  readonly tag: Tag;
  /** Whether capitals count: the phrase was written with some. */
  readonly isExact: boolean;
}

/** Finds phrases of a table in tokens. */
export interface PhraseBook<Tag> {
  /** In the order of their places; one that lies inside a longer one is left out. */
  readonly find: (tokens: readonly Token[]) => readonly Found<Tag>[];
}

/** Reads phrases in the form `one|two words|stem*`, each list with its tag. One that is written with a capital is found with that capital only. */
export function createPhraseBook<Tag>(lists: Iterable<readonly [phrases: string, tag: Tag]>): PhraseBook<Tag> {
  const byWord = new Map<string, Entry<Tag>[]>();
  // Where any end of the first word will do, by its first two letters.
  const byStart = new Map<string, Entry<Tag>[]>();
  for (const [phrases, tag] of lists) {
    for (const phrase of phrases.split('|')) {
      const words: string[] = [];
      const isOpen: boolean[] = [];
      for (const { text } of readTokens(phrase)) {
        if (text === '*') isOpen[words.length - 1] = true;
        else isOpen[words.push(text) - 1] = false;
      }
      const [first = ''] = words;
      const [book, key] = isOpen[0] ? [byStart, first.slice(0, 2)] : [byWord, first];
      const entries = book.get(key) ?? [];
      entries.push({ words, isOpen, tag, isExact: /\p{Lu}/u.test(phrase) });
      book.set(key, entries);
    }
  }
  return {
    find(tokens) {
      const found: Found<Tag>[] = [];
      let reach = 0;
      for (const [from, { text, lower }] of tokens.entries()) {
        let here: Found<Tag>[] = [];
        let to = reach;
        const look = (entries: readonly Entry<Tag>[] | undefined): void => {
          if (entries === undefined) return;
          for (const entry of entries) {
            const end = from + entry.words.length;
            if (end < to || (end === to && here.length === 0) || !fits(entry, tokens, from)) continue;
            if (end > to) here = [];
            to = end;
            here.push({ tag: entry.tag, from, to: end });
          }
        };
        look(byWord.get(text));
        if (lower !== text) look(byWord.get(lower));
        look(byStart.get(lower.slice(0, 2)));
        found.push(...here);
        reach = to;
      }
      return found;
    },
  };
}

function fits<Tag>({ words, isOpen, isExact }: Entry<Tag>, tokens: readonly Token[], from: number): boolean {
  return words.every((word, index) => {
    const token = tokens[from + index];
    const text = isExact ? token?.text : token?.lower;
    return text !== undefined && (isOpen[index] ? text.startsWith(word) : text === word);
  });
}
