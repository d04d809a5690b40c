import { browser } from 'wxt/browser';
import type { MessageKey } from './t.ts';

/** WXT knows only the names that browsers have by themselves. */
interface Messages {
  getMessage(name: string): string;
}

/** A text of ours in the page of somebody else: as `t`, in half its bytes, for messages without numbers whose paths have two names. */
export function pageText(key: MessageKey, values: Readonly<Record<string, string>> = {}): string {
  const messages: Messages = browser.i18n;
  return messages.getMessage(key.replace('.', '_')).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
