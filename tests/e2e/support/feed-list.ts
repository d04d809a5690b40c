import type { Page } from 'playwright-core';
import type { ChromiumRun } from './chromium.ts';
import { until } from './until.ts';

/** The page of feeds, as a person reads it. */
export interface FeedList {
  readonly page: Page;
  /** The words of one feed: name, state, reason, what could not be read, when it was last good; `undefined` while it is not listed. */
  read(name: string): Promise<string | undefined>;
  /** Waits until the words of a feed are as wanted. */
  waitFor(name: string, wanted: RegExp, timeoutMs?: number): Promise<string>;
}

/** Of each row of a table of streams: cell 0 is the name, 1 the state with its reason, 3 tells when it was last good, 5 what could not be read. */
const rowsOf = `[...document.querySelectorAll('.streams tbody tr')].map(row => {
  const cells = [...row.cells].map(cell => cell.textContent.replace(/\\s+/g, ' ').trim());
  return cells[0] + ' ' + cells[1] + (cells[5] === '0' ? '' : ', ' + cells[5] + ' unreadable') + '. Last good: ' + row.cells[3].title;
})`;

/** Opens the page of feeds and reads it. */
export async function openFeedList({ context, extensionId }: Pick<ChromiumRun, 'context' | 'extensionId'>): Promise<FeedList> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html#feeds`);

  async function read(name: string): Promise<string | undefined> {
    const rows = await page.evaluate<readonly string[]>(rowsOf);
    return rows.find(row => row.startsWith(name));
  }
  return {
    page,
    read,
    waitFor: (name, wanted, timeoutMs) =>
      until(
        `${name} to say ${String(wanted)}`,
        async () => {
          const row = await read(name);
          if (row !== undefined && wanted.test(row)) return row;
          throw new Error(`it says: ${row ?? '(not listed)'}`);
        },
        { ...(timeoutMs !== undefined && { timeoutMs }), everyMs: 200 },
      ),
  };
}
