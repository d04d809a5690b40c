import type { Claim } from './claim.ts';
import type { Inconsistency } from './inconsistency.ts';
import type { SumReferences } from './sums/references.ts';

// Apart from the reader: who is handed a reading needs none of its words.

/** An article as it is handed to its reader. Plain JSON. */
export interface ArticleText {
  readonly headline: string;
  readonly body: string;
  /** When it was written, as `Date.parse` reads it; absent where it does not say. */
  readonly date?: string | undefined;
  /** What sums are held against, instead of what is assumed where nobody hands it in. */
  readonly references: Partial<SumReferences>;
}

/** What an article states, before any of it is held against the market. Plain JSON: every number in it is finite. */
export interface ArticleReading {
  /** Of the body; spans are offsets in it. */
  readonly claims: readonly Claim[];
  /** Of the headline, those that the body does not repeat. */
  readonly title: readonly Claim[];
  /** Figures of the text that do not add up as written. */
  readonly sums: readonly Inconsistency[];
  readonly isCrypto: boolean;
}

/** So many of each at the most. An article has some 200 figures; what is beyond is of none, and each claim would have to be judged. */
export const mostRead = 1_500;
