import type { AlertSettings, AlertsView, Severity, Snooze } from '../model/alerts.ts';
import type { FeedsPage, KeyedSourceId, LiveFeeds, OptionsView } from '../model/feeds-page.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import type { VenueId } from '../model/trade.ts';

/** One web site as the popup lists it. */
export interface SiteState {
  readonly id: string;
  readonly name: string;
  /** Match patterns of its hosts, as the browser asks for them. */
  readonly origins: readonly string[];
  /** The user's switch. */
  readonly on: boolean;
  /** Whether the browser lets us in; it can be taken back at any time. */
  readonly permitted: boolean;
}

/** What the background says of the page that a panel stands on. */
export interface PageView {
  readonly siteId: string;
  /** The base of the page's pair; absent when the address names none. */
  readonly coin?: string;
  /** The corner in which the panel starts. */
  readonly dock: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
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
  'recording.at'(data: { readonly name: string; readonly time: number }): MarketSnapshot | undefined;
  /** What was recorded in a span of market time, as text that `replay` reads. */
  'span.export'(data: { readonly from: number; readonly to: number; readonly format: 'json' | 'csv' }): string;
  /** What the address is about; `undefined` when no panel belongs there. Its origin must be that of the page that asks. */
  'page.read'(data: { readonly url: string }): PageView | undefined;
  /** Sent while a panel or popup is visible: Firefox stops a background that hears nothing. */
  'panel.heartbeat'(): void;
  'sites.read'(): readonly SiteState[];
  /** Answers with the state after the switch. */
  'sites.switch'(data: { readonly id: string; readonly on: boolean }): readonly SiteState[];
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
