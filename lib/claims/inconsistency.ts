import type { ClaimUnit } from './claim.ts';

/** In which way an article's figures do not add up as written. `market_mismatch` is made by the checks against market data, all others by the sums. */
export const inconsistencyTypes = [
  'from_to_pct',
  'sum_conflict',
  'level_broken',
  'cap_dominance',
  'cap_price',
  'cap_conflict',
  'oi_conflict',
  'price_conflict',
  'change_conflict',
  'number_conflict',
  'index_conflict',
  'title_body',
  'unit_error',
  'misattribution',
  'pct_vs_abs',
  'pnl_price',
  'market_mismatch',
] as const;
export type InconsistencyType = (typeof inconsistencyTypes)[number];

/** A figure that takes part, where it stands. */
export interface Place {
  readonly in: 'title' | 'body';
  /** Offsets in the headline or the body, in UTF-16 units, the end exclusive. */
  readonly span: readonly [start: number, end: number];
  /** The figure as written. */
  readonly text: string;
  /** US dollars, percent, index points, coins or a count. */
  readonly value: number;
}

/** Figures of one article that cannot all be right as written. It is no verdict on which of them is wrong, nor that any is false. */
export interface Inconsistency {
  readonly type: InconsistencyType;
  /** A ticker, `TOTAL`, or `undefined` where the text names none. */
  readonly asset: string | undefined;
  /** The figures that take part, the one in doubt first. */
  readonly places: readonly Place[];
  /** What is written of the quantity in doubt. */
  readonly written: number;
  /** What follows for it from the other figures; the other figure itself where one thing is stated twice. */
  readonly follows: number;
  /** Of `written` and `follows`. `count`: of traders. */
  readonly unit: ClaimUnit | 'count';
  /** Within a second honest reading: worth a remark, not an accusation. */
  readonly soft?: true;
  /** The company of a treasury's result. */
  readonly entity?: string;
  /**
   * Set where what follows rests on figures from outside the text: the day (ms) of a company's statement, or a bound of the market; then the least
   * that the whole would have to be, US dollars, absent where no market of its time could hold it.
   */
  readonly reference?:
    { readonly kind: 'holdings'; readonly day: number } | { readonly kind: 'bound'; readonly leastUsd?: number };
}
