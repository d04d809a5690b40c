/**
 * Words that a panel shows, made in the background. A page is given texts and marks, so that the script in it needs no rules of its own, and what
 * is read out is what is seen. The figures that they are made of are in `EngineFigures`.
 */
import type { Phase } from './engine.ts';

/** `neg` and `pos` colour a fall and a rise, `long` and `short` a side; `dim` is a remark. The text says the same. */
export type Tone = 'neg' | 'pos' | 'warn' | 'calm' | 'dim';

/** One text in a row. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  readonly strong?: true;
  /** An estimate: drawn hatched. Its text begins with `≈`. */
  readonly guess?: true;
}

/** One line of a section: as many cells as its other rows have. */
export interface AnswerRow {
  readonly cells: readonly Cell[];
  /** Ticked, not ticked, or not known: a mark in front of the row. */
  readonly mark?: 'yes' | 'no' | 'unknown';
  /** Method and limits, in a sentence. */
  readonly tip?: string;
}

/** A heading and what stands below it. */
export interface AnswerSection {
  readonly id: 'windows' | 'interest' | 'why' | 'stabilising' | 'context' | 'evidence' | 'fear';
  readonly title: string;
  /** At the end of the line of the title. */
  readonly note?: Cell;
  readonly tip?: string;
  readonly rows: readonly AnswerRow[];
  /** Parts of one bar, in order; they add up to 1 at the most, and what is missing is drawn as a gap. */
  readonly shares?: readonly { readonly share: number; readonly tone: Tone }[];
  /** Age from which on the section is dimmed and says so, with the moment from which it counts. */
  readonly freshFor?: { readonly at: number; readonly ms: number };
}

/** The whole answer for the market or for one coin. */
export interface Answer {
  /** Absent while it is not known. */
  readonly phase?: Phase;
  /** `Deleveraging`. */
  readonly word: string;
  /** The rest of the head: `leverage clearing`. */
  readonly line: string;
  /** `R 0.3–0.5 · …`, or why there is no R. */
  readonly branching: string;
  /** Three sentences that can be pasted into a chat; the same is what screen readers get. */
  readonly narrative: readonly string[];
  readonly sections: readonly AnswerSection[];
  /** Of the hours: `slowing: −38% in 6 h`. */
  readonly trend?: Cell;
}
