import type { ArticlePart } from '../model/article.ts';
import type { LinkedArticle } from './json-ld.ts';
import { wallNames } from './wall-names.ts';
import { wall } from './wall-words.ts';

const wallName = new RegExp(`^${wallNames}$`);

/** Whether a block is the name that a page's reader puts in the place of a wall: see `PageRules.names`. */
export const isWallName = (text: string): boolean => wallName.test(text);

/** Of the words that it says to have, so many must have been read: captions and boxes are left out. */
const enoughRead = 0.6;
/** And no fewer may be missing: of a short text a box is a large share. */
const mostMissing = 100;
/** Before a wall stand a paragraph or two; reports for subscribers are longer. Ours, from no survey. */
const teaserWords = 200;
/** Blocks at the end of a text in which a wall may say that it is one, and their length: paragraphs of an article are longer. */
const lastBlocks = 4;
const longestNotice = 300;

/**
 * Why less than the whole was read; `undefined` where nothing says that it was. That an article is for subscribers is not enough, since one of them may be
 * reading: its text must be shorter than it says that it is, or as short as a teaser. A wall that stands in it is, and so are a wall's words at its end, unless
 * all of its words are there.
 */
export function partOf(
  blocks: readonly string[],
  linked?: Pick<LinkedArticle, 'isPaid' | 'words' | 'isLive'>,
): ArticlePart | undefined {
  const { isPaid = false, isLive = false, words: told } = linked ?? {};
  const texts = blocks.filter(block => block !== '' && !isWallName(block));
  const read = texts.join(' ').match(/\S+/g)?.length ?? 0;
  // Of what is written on, the count is of any time.
  const whole = isLive ? undefined : told;
  if (whole !== undefined && read >= 0.9 * whole) return undefined;
  const last = texts.slice(-lastBlocks);
  if (blocks.some(isWallName) || last.some(block => block.length <= longestNotice && wall.test(block))) return 'wall';
  const isTeaser = read < teaserWords && (isPaid || /(?:…|\.\.\.)\W*$/.test(last.at(-1) ?? ''));
  const isShort = whole === undefined ? isTeaser : read < enoughRead * whole && whole - read >= mostMissing;
  if (!isShort) return undefined;
  return isPaid ? 'wall' : 'cut';
}
