import { isObject } from './guards.ts';

/** The name of the port that a visible panel or popup holds open. */
export const panelPortName = 'panel';

/** What a page says on the port: first `panel.open`, later `panel.coin` when its address names another coin. */
export interface PanelMessage {
  readonly type: 'panel.open' | 'panel.coin';
  /** The base of the page's pair. Absent when the page names none: then the whole market and the majors are enough. */
  readonly coin?: string;
}

const coinName = /^[A-Z0-9]{1,15}$/;

/** Reads what a page said. `undefined` for everything that is no such message; a page is not trusted. */
export function readPanelMessage(message: unknown): PanelMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, coin } = message;
  if (type !== 'panel.open' && type !== 'panel.coin') return undefined;
  if (coin === undefined) return { type };
  return typeof coin === 'string' && coinName.test(coin) ? { type, coin } : undefined;
}

/** What the background says besides snapshots when the user pressed the keys for it: the panel folds to the pill, or unfolds to its last size. */
export const panelToggle = { type: 'panel.toggle' } as const;

/** What it says to a panel whose site is no longer on, or from which the browser has taken its leave back: the panel goes for good. */
export const panelEnd = { type: 'panel.end' } as const;

/** True for one of these two words. */
export const isPanelWord = (message: unknown, { type }: typeof panelToggle | typeof panelEnd): boolean =>
  isObject(message) && message.type === type;
