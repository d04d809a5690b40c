import { toArticle } from '../../article/to-article.ts';
import { withHedges } from '../../claims/check/hedges.ts';
import { passagesOf } from '../../claims/passages.ts';
import { readArticle } from '../../claims/read-article.ts';
import type { ArticleReading } from '../../claims/reading.ts';
import type { SumReferences } from '../../claims/sums/references.ts';
import { joinBlocks } from '../../model/article-body.ts';
import type { ArticleAdapter, PageText, ReadText } from '../../model/article.ts';

/** A page's text as it is handed to whoever reads it. Plain JSON. */
export interface PageQuestion extends Pick<ArticleAdapter, 'zoneless'> {
  readonly page: PageText;
  /** What sums are held against, instead of what is assumed where nobody hands it in. */
  readonly references: Partial<SumReferences>;
}

/** The same before its shape was looked at, which is done where it is read. */
export interface AskedPage extends Omit<PageQuestion, 'page'> {
  readonly page: unknown;
}

/** What was read in it: when it was written, what it claims, which sums do not add up, and the words around each figure. Plain JSON. */
export interface PageReading extends ArticleReading, ReadText {}

/** Reads the text of a page. Pure: the same text gives the same reading, whatever it is; never throws. */
export function readPageText({ page, zoneless, references }: PageQuestion): PageReading {
  const { headline, published, modified, part, blocks } = toArticle(page, undefined, zoneless && { zoneless });
  const body = joinBlocks(blocks);
  const date = published && new Date(published.time).toISOString();
  const reading = readArticle({ headline, body, date, references });
  const inSums = reading.sums.flatMap(({ places: [first] }) => (first?.in === 'body' ? [first.span] : []));
  return {
    ...reading,
    claims: withHedges(body, reading.claims),
    title: withHedges(headline, reading.title),
    headline,
    ...(published && { published }),
    ...(modified && { modified }),
    ...(part && { part }),
    passages: passagesOf(body, blocks, [...reading.claims.map(({ span }) => span), ...inSums]),
  };
}
