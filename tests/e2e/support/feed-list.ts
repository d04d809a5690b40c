import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** The list of feeds at the foot of the popup, as a person reads it. */
export interface FeedList {
  /** The words of one feed, white space folded; `undefined` while it is not listed. */
  read(name: string): Promise<string | undefined>;
  /** Waits until the words of a feed are as wanted. */
  waitFor(name: string, wanted: RegExp, timeoutMs?: number): Promise<string>;
}

/** Reads the list in an open popup. */
export function feedList(popup: Page): FeedList {
  async function read(name: string): Promise<string | undefined> {
    const rows = await popup.locator('.feeds li').allInnerTexts();
    return rows.map(row => row.replace(/\s+/g, ' ').trim()).find(row => row.startsWith(name));
  }
  return {
    read,
    waitFor: (name, wanted, timeoutMs = 30_000) =>
      until(
        `${name} to say ${String(wanted)}`,
        async () => {
          const row = await read(name);
          if (row !== undefined && wanted.test(row)) return row;
          throw new Error(`it says: ${row ?? '(not listed)'}`);
        },
        { timeoutMs, everyMs: 200 },
      ),
  };
}
