import type { AlertSettings, AlertsView, Severity, Snooze } from '../model/alerts.ts';
import type { ArticleCheck } from '../model/article-check.ts';
import type { Start } from '../model/dock.ts';
import type { Appearance } from '../model/appearance.ts';
import type { FeedsPage, KeyedSourceId, LiveFeeds, OptionsView } from '../model/feeds-page.ts';
import type { Formats } from '../model/formats.ts';
import type { History, HistoryQuery, Tape, TapeQuery } from '../model/history.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import type { VenueId } from '../model/trade.ts';
import type { DataView, ImportAnswer, UserChoices, Wipe } from '../model/user-data.ts';

/** One web site as the popup lists it. */
export interface SiteState {
  readonly id: string;
  readonly name: string;
  /** What it is, for lists. */
  readonly group: 'exchange' | 'chart' | 'news' | 'data';
  /** True where the panel is on from the start; every other site is off until the user switches it on. */
  readonly required: boolean;
  /** Match patterns of its hosts, as the browser asks for them. */
  readonly origins: readonly string[];
  /** The user's switch, or what holds without one. */
  readonly on: boolean;
  /** Whether the browser lets us in; it can be taken back at any time. */
  readonly permitted: boolean;
}

/** What the background says of the page that a panel stands on. */
export interface PageView {
  readonly siteId: string;
  /** The base of the page's pair; absent when the address names none. */
  readonly coin?: string;
  /** Where the panel stands until the user places it. */
  readonly start: Start;
  /** True for an article, which the panel checks. */
  readonly isArticle?: true;
}

/** What the background says of the address of a tab, to pages of our own. */
export interface TabView {
  readonly siteId: string;
  readonly name: string;
  /** Absent on a page of the site on which no panel belongs. */
  readonly kind?: SiteState['group'];
  /** The base of the page's pair; absent when the address names none. */
  readonly coin?: string;
}

/** The browser's leave for the hosts of market data, which some browsers do not give with the installation. */
export interface DataHosts {
  /** Match patterns, as the browser is asked for them. */
  readonly origins: readonly string[];
  readonly permitted: boolean;
}

/** When to ask again for the check of a page's article, and what to say then: it is sent back as it came. */
export interface ArticleNext {
  readonly afterMs: number;
  /** How often a body was looked for in vain. */
  readonly reads: number;
  /** Of the text that was read; absent while more of it may come. */
  readonly key?: string;
}

/** The check of a page's article. */
export interface ArticleAnswer {
  /** Absent while the page shows no text and may be loading it still. */
  readonly check?: ArticleCheck;
  readonly next: ArticleNext;
}

/** Every request that a page may send to the background, and its answer. */
export interface Messages {
  /** The newest snapshot with the asked coin in it; `undefined` while none was made yet. */
  'snapshot.read'(data: { readonly coin?: string }): MarketSnapshot | undefined;
  /** The snapshot as it was at a moment that was recorded, ms of market time; `undefined` for a moment of which nothing is kept. */
  'snapshot.at'(data: { readonly time: number; readonly coin?: string }): MarketSnapshot | undefined;
  /** Opens a recording that comes with the extension, and answers what time it covers, ms. */
  'recording.open'(data: { readonly name: string }): { readonly from: number; readonly to: number };
  /** The snapshot of a moment of an open recording; `undefined` outside it. */
  'recording.at'(data: { readonly name: string; readonly time: number; readonly coin?: string }): MarketSnapshot | undefined;
  /** Columns for charts; `undefined` for a time of which nothing is kept. */
  'history.read'(data: HistoryQuery): History | undefined;
  /** Single forced orders. */
  'tape.read'(data: TapeQuery): Tape;
  /** What was recorded in a span of market time, as text that `replay` reads. */
  'span.export'(data: { readonly from: number; readonly to: number; readonly format: 'json' | 'csv' }): string;
  /** What the address is about; `undefined` when no panel belongs there. Its origin must be that of the page that asks. */
  'page.read'(data: { readonly url: string }): PageView | undefined;
  /** The site of any address, whether switched on or not; `undefined` when it is none of ours. */
  'tab.read'(data: { readonly url: string }): TabView | undefined;
  /** Reads and checks the article of the sender's tab, or of the one that a page of our own names. Rejected where there is none that may be read. */
  'article.read'(data: Partial<ArticleNext> & { readonly tabId?: number | undefined }): ArticleAnswer;
  /** Scrolls that tab to a block of what was read there last. */
  'article.show'(data: { readonly block: number; readonly tabId?: number | undefined }): void;
  /** Sent while a panel or popup is visible: Firefox stops a background that hears nothing. */
  'panel.heartbeat'(): void;
  'sites.read'(): readonly SiteState[];
  /** Switches one site, or several at once. Answers with the state after the switch. */
  'sites.switch'(data: { readonly id: string | readonly string[]; readonly on: boolean }): readonly SiteState[];
  'hosts.leave'(): DataHosts;
  /** Tries every feed that waits, without breaking any venue's limits. */
  'feeds.retry'(): void;
  /** The page of feeds; `undefined` until the background is ready. */
  'feeds.read'(): FeedsPage | undefined;
  /** Forgets what the list of hosts has counted so far. */
  'hosts.clear'(): void;
  'options.read'(): OptionsView;
  /** Each answers with the options after the change. */
  'live-feeds.choose'(data: { readonly mode: LiveFeeds }): OptionsView;
  'venues.switch'(data: { readonly id: VenueId; readonly on: boolean }): OptionsView;
  /** Keeps a key in the background's own storage; an empty one is removed. */
  'keys.write'(data: { readonly source: KeyedSourceId; readonly key: string }): OptionsView;
  'choices.read'(): UserChoices;
  /** Each answers with the choices after the change. */
  'appearance.change'(data: Appearance): UserChoices;
  'formats.change'(data: Formats): UserChoices;
  /** Adds a level of the user's own, or removes it. Refused for what `withLevel` does not take. */
  'levels.change'(data: { readonly coin: string; readonly priceUsd: number; readonly on: boolean }): UserChoices;
  'data.read'(): DataView;
  /** All settings as the text of a file, without keys of providers. */
  'data.export'(): string;
  /** What a file of settings would change, and with `apply` changes it. */
  'data.import'(data: { readonly text: string; readonly apply: boolean }): ImportAnswer;
  /** Everything: the extension starts anew, and its pages are closed by that. */
  'data.wipe'(data: { readonly what: Wipe }): void;
  'alerts.read'(): AlertsView;
  /** Each answers with the alerts after the change. */
  'alerts.change'(data: AlertSettings): AlertsView;
  'alerts.snooze'(data: { readonly for: Snooze }): AlertsView;
  /** Shows and plays what an alert of a severity would be like. */
  'alerts.try'(data: { readonly severity: Severity }): AlertsView;
}

export type Verb = keyof Messages;

/** What `verb` carries. */
export type RequestOf<V extends Verb> = Parameters<Messages[V]>[0];

/** What `verb` is answered with. */
export type AnswerOf<V extends Verb> = ReturnType<Messages[V]>;
