import type { PageText } from '../../model/article.ts';
import { isObject, list, object, oneOf, optional, text } from '../../protocol/guards.ts';
import type { Guard } from '../../protocol/guards.ts';
import type { PageQuestion } from './page-reading.ts';

// Apart from the guard of readings: the background asks, and needs none of this.

const most = { characters: 200_000, blocks: 5_000, data: 10, headlines: 4 };

const string: Guard = value => typeof value === 'string' && value.length <= most.characters;
const blocks: Guard = value =>
  list(string, most.blocks)(value) &&
  Array.isArray(value) &&
  value.reduce((sum: number, each: string) => sum + each.length, 0) <= most.characters;

const question = object<PageQuestion>({
  page: object<PageText>({
    headlines: list(string, most.headlines),
    blocks,
    data: list(string, most.data),
    published: text,
    modified: text,
    time: text,
  }),
  zoneless: optional(oneOf('utc')),
  references: isObject,
});

/** True for the text of a page, as it comes to the thread that reads: of the promised shape, with at most 200,000 characters in at most 5,000 blocks. */
export const isPageQuestion = (value: unknown): value is PageQuestion => question(value);
