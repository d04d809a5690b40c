import type { ChromiumRun } from './chromium.ts';

/** What the toolbar says: the text on the icon, its background as `[r, g, b, a]`, and the title. */
export interface Badge {
  readonly text: string;
  readonly color: readonly number[];
  readonly title: string;
}

/** Asks the browser itself, in the worker. */
export const readBadge = (run: ChromiumRun): Promise<Badge> =>
  run
    .worker()
    .evaluate<Badge>(
      `(async () => ({ text: await chrome.action.getBadgeText({}), color: [...await chrome.action.getBadgeBackgroundColor({})], title: await chrome.action.getTitle({}) }))()`,
    );
