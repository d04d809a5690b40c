import type { Claim } from '../claim.ts';
import type { Inconsistency } from '../inconsistency.ts';

/**
 * - `holds`: within what the words and the rounding allow, when it was written
 * - `off`: known, and not so; `difference` says by how much
 * - `was`: true when it was written, not now
 * - `contradicts`: the article's own figures do not add up as written
 * - `implausible`: beyond what the market can hold
 * - `unchecked`: cannot be checked, with the reason
 */
export const verdicts = ['holds', 'off', 'was', 'contradicts', 'implausible', 'unchecked'] as const;
export type VerdictWord = (typeof verdicts)[number];

/** Why a claim cannot be checked. */
export const uncheckedReasons = [
  /** The article gives no time that we can read. */
  'no-date',
  /** Nothing is recorded of that coin, or of that moment. */
  'not-recorded',
  /** Only a floor is known, and it is below what is claimed: it neither confirms nor denies. */
  'floor',
  /** The text gives no window, or one that we do not keep. */
  'window',
  /** The figure is of one venue or of another kind than we record. */
  'kind',
  /** The price stood beyond the level, but the text gives a price of its own: where that does not contradict it, it may speak of what is to come. */
  'beyond',
] as const;
export type UncheckedReason = (typeof uncheckedReasons)[number];

/** What became of one claim, or of a sum in which no claim stands first. */
export interface Verdict {
  /** Absent for a sum whose doubtful figure is no claim: `about $26 billion of it`. */
  readonly claim?: Claim;
  /** Set where `claim` stands in the headline. */
  readonly isTitle?: true;
  readonly word: VerdictWord;
  readonly reason?: UncheckedReason;
  /** What the market showed then, and shows now, in the claim's unit (percent as percent); of an amount against its percentage, the whole in dollars. */
  readonly then?: VerdictFigure;
  readonly now?: VerdictFigure;
  /** Fraction by which what is written is off what was seen; of index points and percent the difference itself. */
  readonly difference?: number;
  /** The sum that does not add up, for `contradicts` and `implausible`. */
  readonly sum?: Inconsistency;
}

export interface VerdictFigure {
  readonly value: number;
  /** The other end of what was seen: an estimate above a floor, a range of prices. */
  readonly high?: number;
  /** True of a floor. */
  readonly floor?: true;
  /** Exchanges that a sum is of. */
  readonly venues?: number;
  /** Market time, ms. */
  readonly at: number;
  /** Empty of a sum of exchanges. */
  readonly source: string;
}
