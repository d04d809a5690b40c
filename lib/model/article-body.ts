/** Between two blocks: a line break ends a sentence. */
const gap = '\n';

/** The body of an article as one text, in which the offsets of claims are. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.join(gap);
}

/** Index of the block that an offset of the joined text lies in; in the gap between two that of the one before. `undefined` outside of the text. */
export function blockAt(blocks: readonly string[], offset: number): number | undefined {
  let end = 0;
  const index = blocks.findIndex(({ length }) => {
    end += length + gap.length;
    return offset < end;
  });
  return offset < 0 || index < 0 ? undefined : index;
}
