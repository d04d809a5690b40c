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

/** From when a figure counts, and for how long it may stand before it is dimmed and says its age: market time and a span, ms. */
export interface Freshness {
  readonly at: number;
  readonly ms: number;
}

/** One line of a section: as many cells as its other rows have. */
export interface AnswerRow {
  readonly cells: readonly Cell[];
  /** Ticked, not ticked, or not known: a mark in front of the row. */
  readonly mark?: 'yes' | 'no' | 'unknown';
  /** An estimate as a hatched bar behind the first cell: its length, 0 to 1. */
  readonly bar?: number;
  /** Method and limits, in a sentence. */
  readonly tip?: string;
}

/** Parts of one bar, in order. They add up to 1 at the most; what is missing is drawn as a gap, and so is a bar without parts. */
export type Shares = readonly { readonly share: number; readonly tone: Tone }[];

/** A heading and what stands below it. */
export interface AnswerSection {
  readonly id: 'windows' | 'interest' | 'why' | 'stabilising' | 'context' | 'evidence' | 'fear';
  readonly title: string;
  /** At the end of the line of the title. */
  readonly note?: Cell;
  readonly tip?: string;
  readonly rows: readonly AnswerRow[];
  /** Absent where the section has no bar. */
  readonly shares?: Shares;
  readonly freshFor?: Freshness;
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
  /** Always the same ones in the same order, whatever is known: nothing is pushed aside by what becomes known. */
  readonly sections: readonly AnswerSection[];
}

/** The price of one coin. */
export interface PriceWords {
  readonly price: string;
  readonly change: Cell;
  readonly tip: string;
  readonly freshFor: Freshness;
}

/** Levels around the price, those above it and those below it, each from the highest to the lowest. */
export interface Ladder {
  /** `67,460`. */
  readonly price: string;
  readonly above: readonly AnswerRow[];
  readonly below: readonly AnswerRow[];
  readonly tip: string;
  readonly freshFor: Freshness;
}

/** What every panel shows, whichever coin it is about. What is not known is absent. */
export interface Front {
  /** By base. */
  readonly prices: Readonly<Record<string, PriceWords>>;
  /** By base. */
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly liquidated: LiquidatedWords;
  readonly hours: HoursWords;
  readonly fear?: FearWords;
  /** How the feeds are, in one line. */
  readonly feeds: string;
}

/** Forced orders of 24 hours, all coins. */
export interface LiquidatedWords {
  /** `≥ $312M`. */
  readonly total: string;
  readonly venues: string;
  readonly seen: string;
  readonly longs: Cell;
  readonly shorts: Cell;
  readonly shares: Shares;
  readonly tip: string;
}

/** Forced orders hour by hour, to the hour that is running. */
export interface HoursWords {
  /** What is read out in place of the bars. */
  readonly label: string;
  /** `slowing: −38% in 6 h`; absent unless enough was heard. */
  readonly trend?: Cell;
  readonly bars: readonly {
    /** Heights in a box of 40 px, up to 28 above an axis and up to 11 below it; 0 where there was none and where it is not known. */
    readonly long: number;
    readonly short: number;
    /** False where less than half of the hour was heard: it is drawn as a gap. */
    readonly heard: boolean;
    readonly tip: string;
  }[];
}

/** Fear & Greed. The words are the provider's, made safe to show. */
export interface FearWords {
  readonly value: number;
  /** A class of colour, by how far it is from the middle. */
  readonly tone: 'alarm' | 'warn' | 'calm' | 'ok';
  readonly word: string;
  readonly source: string;
  readonly tip: string;
  readonly freshFor: Freshness;
}
