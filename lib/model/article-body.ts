/** Between two blocks: a line break ends a sentence. */
const gap = '\n';

/** The body of an article as one text, in which the offsets of claims are. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.join(gap);
}

/** For each block the offset in the joined text at which the next one begins: the gap between two is the first one's. */
export function blockEnds(blocks: readonly string[]): readonly number[] {
  let end = 0;
  return blocks.map(({ length }) => (end += length + gap.length));
}
