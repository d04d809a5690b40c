import type { AnswerRow, Cell, Tone } from './answer.ts';

/** One checked figure of an article, in words: a row of the panel, and what opens below it. */
export interface CheckRow {
  /** Stable as long as the article's text is the same. */
  readonly id: string;
  /** `holds`, `off by 12%`, `contradicts`, `implausible`, `true then`, `unchecked`. */
  readonly verdict: Cell;
  /** `BTC at $67.46K`. */
  readonly title: string;
  /** `67,460 then · 68,120 now`. */
  readonly line: string;
  /** At the end of the second line: `+1.0%`, `9 venues`. */
  readonly note?: Cell;
  /** The sentence as the article has it, shortened at its ends where it is long. */
  readonly sentence: string;
  /** What stands below the sentence: figures, sources and times, a line each. */
  readonly details: readonly string[];
  /** Index of the block in which the sentence stands, for scrolling there; absent for the headline. */
  readonly block?: number;
}

/** The article, checked: what a panel on a news page and the popup show. */
export interface ArticleCheck {
  /** Of the text that was read: asked with again, the text need not be sent anew. */
  readonly key: string;
  /** `9 claims`. */
  readonly title: string;
  /** `6 hold · 3 do not`. */
  readonly line: string;
  readonly tone: Tone;
  /** Above the rows: that only a part of the text was read, or that there is nothing to check. Absent where there is no more to say than the rows do. */
  readonly note?: string;
  /** Those that do not hold first, then those that hold, then what cannot be checked. At most 40. */
  readonly rows: readonly CheckRow[];
  /** Prices that the text calls support or resistance, the highest first, with what became of each: `75,000`, `support`, `broken 4 Feb`. Absent where it quotes none. */
  readonly levels?: readonly AnswerRow[];
  /** `article of 12 Feb, 00:30 UTC`, and how old it is where that matters. */
  readonly foot: string;
  /** True where the text is about crypto: a general news site shows the panel only then, else a pill. */
  readonly isCrypto: boolean;
  /** Market time of the check, ms. */
  readonly at: number;
}
