import { browser } from 'wxt/browser';
import type en from '../../locales/en.json';

type Keys<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : Keys<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** The path of a message in `locales/en.json`: `popup.title`. Other languages have the same paths; one that lacks a message shows the English one. */
export type MessageKey = Keys<typeof en>;

/** WXT knows only the names that browsers have by themselves. */
interface BrowserMessages {
  getMessage(name: string, substitutions: string[]): string;
}

/** As they stand in the file: the browser's language does not change while it runs, and a call of it costs more than all the rest here. */
const known = new Map<MessageKey, string>();

function read(key: MessageKey): string {
  const messages: BrowserMessages = browser.i18n;
  // The browser fills in `$1` at once: it is given itself.
  return messages.getMessage(key.replaceAll('.', '_'), ['$1']);
}

/**
 * A text of ours in the browser's language. `values` fill `{name}`s in it; `count` chooses among its forms, which ` | ` parts (`one | more`, or
 * `none | one | more`), and fills `$1`. Outside a browser the messages must be set up first (`scripts/messages.ts`).
 *
 * The messages are those of `@wxt-dev/i18n`, which checks and packs them; read by its own function they would cost each page half a kilobyte, and
 * the browser a call for each text.
 */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}, count?: number): string {
  let message = known.get(key);
  if (message === undefined) {
    message = read(key);
    known.set(key, message);
  }
  if (count !== undefined) {
    const forms = message.split(' | ');
    const place = forms.length > 2 && count === 0 ? 0 : count === 1 ? forms.length - 2 : forms.length - 1;
    message = (forms[place] ?? message).replaceAll('$1', String(count));
  }
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
