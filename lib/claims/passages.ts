import { blockEnds } from '../model/article-body.ts';
import type { Passage } from '../model/article.ts';
import type { Sentence } from './sentences.ts';
import { readSentences } from './sentences.ts';

/** Of a sentence that is longer its ends are cut. */
const longest = 300;

type Span = readonly [start: number, end: number];

/** The words around figures of a body, in the order of the figures, one for each place. `blocks` are what the body was joined of. */
export function passagesOf(body: string, blocks: readonly string[], spans: readonly Span[]): readonly Passage[] {
  const sentences = readSentences(body);
  const ends = blockEnds(blocks);
  const passages: Passage[] = [];
  let [sentence, block] = [0, 0];
  for (const span of spans.toSorted(([a], [b]) => a - b)) {
    const [at] = span;
    if (passages.at(-1)?.at === at) continue;
    while ((sentences[sentence + 1]?.start ?? Infinity) <= at) sentence += 1;
    while ((ends[block] ?? Infinity) <= at) block += 1;
    passages.push({ at, text: textAround(body, sentences[sentence], span), ...(block < ends.length && { block }) });
  }
  return passages;
}

function textAround(body: string, sentence: Sentence | undefined, [from, to]: Span): string {
  const [start, end] = sentence ? [sentence.start, sentence.start + sentence.text.length] : [from, to];
  const room = Math.floor((longest - (to - from)) / 2);
  const [first, last] = end - start <= longest ? [start, end] : [Math.max(start, from - room), Math.min(end, to + room)];
  return `${first > start ? '…' : ''}${body.slice(first, last)}${last < end ? '…' : ''}`;
}
