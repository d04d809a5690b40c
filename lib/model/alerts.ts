/** What a person chose to be disturbed by, and what the page of options shows of it. Plain JSON; clocks of the day are the user's own. */
import type { Alert } from './engine.ts';
import type { WindowName } from './snapshot.ts';

export type Severity = Alert['severity'];

/** From least to most. */
export const severities: readonly Severity[] = ['info', 'warning', 'alarm'];

/** What can be switched on by itself. A threshold is on while it is in the list. */
export const alertKinds = ['phases', 'stabilising', 'levels', 'fearGreed'] as const;
export type AlertKind = (typeof alertKinds)[number];

export const thresholdSides = ['long', 'short', 'both'] as const;

/** Forced orders of one coin, or of the market under an empty name, that reach `usd` within the window. */
export interface AlertThreshold {
  readonly coin: string;
  readonly side: (typeof thresholdSides)[number];
  readonly usd: number;
  readonly window: WindowName;
}

/** `volume` from 0 to 1. */
export interface AlertSound {
  readonly on: boolean;
  readonly volume: number;
}

/** Everything is off at first. */
export interface AlertSettings {
  readonly kinds: Readonly<Record<AlertKind, boolean>>;
  /** What is less is kept in the history alone. */
  readonly least: Severity;
  readonly thresholds: readonly AlertThreshold[];
  /** An alert about the same thing comes again only after so many minutes. */
  readonly coolDownMinutes: number;
  /** From and to are minutes of the user's day; from later than to goes over midnight. Alarms may come through all the same. */
  readonly quiet: { readonly on: boolean; readonly from: number; readonly to: number; readonly exceptAlarms: boolean };
  readonly sounds: Readonly<Record<Severity, AlertSound>>;
}

export const mostThresholds = 12;
export const mostCoolDownMinutes = 24 * 60;
/** Dollars: less is always reached, more never was. */
export const thresholdBounds = { atLeast: 1_000, atMost: 1e12 } as const;
export const coinShape = /^[A-Z0-9]{1,15}$/;

/** What became of an alert: shown, or why it was only written down. */
export type AlertOutcome = 'shown' | 'quiet hours' | 'snoozed' | 'not permitted' | 'less than wanted' | 'too old' | 'too soon';

export interface AlertRecord extends Alert {
  readonly outcome: AlertOutcome;
}

/** How long all alerts can be put off: an hour, until eight in the morning of the next day, or no longer. */
export const snoozes = ['hour', 'tomorrow', 'none'] as const;
export type Snooze = (typeof snoozes)[number];

/** What pages are told. */
export interface AlertsView {
  readonly settings: AlertSettings;
  /** Whether anything is switched on. */
  readonly isOn: boolean;
  /** Until when nothing is shown, ms of the user's own clock; absent when nothing is put off. */
  readonly snoozedUntil?: number;
  /** Whether the browser lets us show notifications; it can be taken back at any time. */
  readonly permitted: boolean;
  /** Newest first. */
  readonly history: readonly AlertRecord[];
}

/** Whether anything is switched on. */
export const isAnyOn = ({ kinds, thresholds }: Pick<AlertSettings, 'kinds' | 'thresholds'>): boolean =>
  thresholds.length > 0 || alertKinds.some(kind => kinds[kind]);
