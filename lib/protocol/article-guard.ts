import type { ArticleCheck, CheckRow } from '../model/article-check.ts';
import type { ArticleAnswer, ArticleNext } from './messages.ts';
import { flag, list, longText, number, object, optional, text } from './guards.ts';
import { cell, row, tone } from './snapshot-guard.ts';

const check = object<ArticleCheck>({
  key: text,
  title: text,
  line: text,
  tone,
  note: optional(text),
  rows: list(
    object<CheckRow>({
      id: text,
      verdict: cell,
      title: text,
      line: text,
      note: optional(cell),
      sentence: longText,
      details: list(longText, 16),
      block: optional(number),
    }),
    40,
  ),
  levels: optional(list(row, 16)),
  foot: text,
  isCrypto: flag,
  at: number,
});

const answer = object<ArticleAnswer>({
  check: optional(check),
  next: object<ArticleNext>({ afterMs: number, reads: number, key: optional(text) }),
});

/** True for an answer to `article.read` of the promised shape. */
export const isArticleAnswer = (value: unknown): value is ArticleAnswer => answer(value);

/** True for an article's check of the promised shape. */
export const isArticleCheck = (value: unknown): value is ArticleCheck => check(value);
