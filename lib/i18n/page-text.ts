import { browser } from 'wxt/browser';
import type { MessageKey } from './t.ts';

/** WXT knows only the names that browsers have by themselves. */
interface Messages {
  getMessage(name: string): string;
}

/** A text of ours in the page of somebody else: as `t`, for messages without numbers, and without the library's half kilobyte. */
export function pageText(key: MessageKey, values: Readonly<Record<string, string>> = {}): string {
  const messages: Messages = browser.i18n;
  return messages.getMessage(key.replace('.', '_')).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
