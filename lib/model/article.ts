/** A moment that a page states. */
export interface StatedTime {
  /** ms. Of a date alone 00:00 UTC of it. */
  readonly time: number;
  readonly source: 'json-ld' | 'meta' | 'time';
  /**
   * False where no zone is written and the site is not known to write UTC: then `time` may be off by up to 14 hours. False too where a text is written
   * over a day, so that only the day is known.
   */
  readonly zoneKnown: boolean;
}

/** Why less than the whole of an article stands in its page: the rest is for those who pay or sign in, or is not there at all. */
export type ArticlePart = 'wall' | 'cut';

/** An article as it stands in a page. Nothing of the page's address is in it. */
export interface Article {
  /** The site's id; `undefined` on a page of a site that we have no adapter for. */
  readonly site: string | undefined;
  /** Empty where the page shows none. */
  readonly headline: string;
  /** When it was first published; absent where the page does not say. */
  readonly published?: StatedTime;
  /** When it was last changed, if later than that. */
  readonly modified?: StatedTime;
  /** Its text, one block element each, in order; a block of characters that nobody sees is an empty text, so that indices stay. No block while the body has not been loaded, or where it is not to be had. */
  readonly blocks: readonly string[];
  /** Set where the text is known to be only a part of it. */
  readonly part?: ArticlePart;
}

/** The words around a figure of a body. */
export interface Passage {
  /** Where the figure begins in the body: see `joinBlocks`. */
  readonly at: number;
  /** Its sentence, at most some 300 characters of it with the figure in their midst; `…` stands for what was cut. */
  readonly text: string;
  /** Index of the block that it stands in. */
  readonly block?: number;
}

/** What is kept of an article that was read. Plain JSON. */
export interface ReadText extends Pick<Article, 'headline' | 'published' | 'modified' | 'part'> {
  /** Of the figures that may be shown. */
  readonly passages: readonly Passage[];
}

/** What one look at a page found, before any of it is interpreted: what a content script sends on. Bounded, JSON-safe. */
export interface PageText {
  /** The headline as the article shows it, as it is shared, and as the page's title; empty where there is none. */
  readonly headlines: readonly string[];
  /** Text per block element, as it stands in the page: `toArticle` cleans it and keeps its order. Of a wall its name alone. */
  readonly blocks: readonly string[];
  /** JSON-LD of the page that speaks of a publication, as written. */
  readonly data: readonly string[];
  /** `article:published_time` and `article:modified_time`, as written; empty where there is none. */
  readonly published: string;
  readonly modified: string;
  /** The first `<time datetime>` of the article, as written; empty where there is none. */
  readonly time: string;
}

/** Where an article stands in the pages of a site. Plain data, so that it can be sent to a content script. */
export interface ArticleAdapter {
  /** Selector of the element that holds the body; several of one article are read in order. */
  readonly body: string;
  /** Selector of what stands in the body and is no part of it. */
  readonly drop?: string;
  /** The zone of times that are written without one, where it is known. */
  readonly zoneless?: 'utc';
}

/** How a page is read. Plain data: it is handed to the script in the page, which so holds no list of its own. */
export interface PageRules {
  /** Selector of the body; absent where the densest block is to be looked for. */
  readonly body?: string;
  /** Selector of the elements between which text is never glued together. */
  readonly block: string;
  /** Selector of what is never part of an article, or is not shown. */
  readonly drop: string;
  /**
   * Source of a regular expression for the class names and ids of such elements, in lower case with a hyphen before what was a capital. What its first
   * group catches is the name of a wall: `paywall`.
   */
  readonly names: string;
}
