import type { Layout } from './layout.ts';

/** A made article. Paragraphs are plain text. */
export interface Article {
  readonly headline: string;
  readonly byline: string;
  /** ISO time of publication. */
  readonly published: string;
  /** ISO time of the last change. */
  readonly modified?: string;
  readonly paragraphs: readonly string[];
}

/** `graph`: among others in `@graph`; `array`: behind others; `several`: before those of related articles; `broken`: with line breaks and commas where none may be. */
export type SchemaShape = 'graph' | 'array' | 'several' | 'broken';

/** What a news site puts around its articles, and how it brings them. Sketches from general knowledge, November 2026; no page was copied. */
export interface NewsLook {
  readonly name: string;
  readonly dark: boolean;
  readonly accent: string;
  /** Headlines beside and below the article, which are no part of it. */
  readonly related: readonly string[];
  /** Test hook to path, without loading a page. */
  readonly links: Readonly<Record<string, string>>;
  /** Where the page says of itself what it is: a data block, `meta` elements, or a hidden element; `hidden` where not given. */
  readonly says?: readonly ('json-ld' | 'meta' | 'hidden')[];
  /** How the data block is made; one object where not given. */
  readonly schema?: SchemaShape;
  /** What the body is made of, from the markup of its paragraphs' text. */
  readonly build?: (paragraphs: readonly string[]) => string;
  /** The class of the element that holds the paragraphs; `body` where not given. */
  readonly bodyClass?: string;
  /** The body comes this long after the page, ms. */
  readonly lateMs?: number;
  /** A row of prices above the page, and a widget with a price inside the body. */
  readonly prices?: readonly string[];
  /** At the end of the article another one follows, under its own address. */
  readonly next?: { readonly path: string; readonly article: Article };
}

/** How an exchange looks, and where its own links lead without loading a page. */
export interface ExchangeLook {
  readonly name: string;
  readonly dark: boolean;
  readonly accent: string;
  /** Test hook to path, query and fragment, for the buttons that push a new address (`go-eth`, `go-wallet`, …). */
  readonly links: Readonly<Record<string, string>>;
  /** `formAtRight` where not given. */
  readonly layout?: Layout;
}
