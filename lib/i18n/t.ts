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

/** Its forms, each as texts and names in turn: `['As of ', 'time', ', …']`. */
type Message = readonly (readonly string[])[];

/** Read once: the browser's language does not change while it runs, and a call of it costs more than all the rest here. */
const known = new Map<MessageKey, Message>();

function read(key: MessageKey): Message {
  const messages: BrowserMessages = browser.i18n;
  // The browser fills in `$1` at once: it is given itself.
  const message = messages.getMessage(key.replaceAll('.', '_'), ['$1']);
  const forms = message.split(' | ').map(form => form.split(/\{(\w+)\}/));
  known.set(key, forms);
  return forms;
}

/**
 * A text of ours in the browser's language. `values` fill `{name}`s in it; `count` chooses among its forms, which ` | ` parts (`one | more`, or
 * `none | one | more`), and fills `$1`. Outside a browser the messages must be set up first (`scripts/messages.ts`).
 *
 * The messages are those of `@wxt-dev/i18n`, which checks and packs them. Its own function would cost each page half a kilobyte, and a call of the
 * browser for each text: an answer has a hundred.
 */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}, count?: number): string {
  const forms = known.get(key) ?? read(key);
  const last = forms.length - 1;
  const parts = forms[count === 1 ? Math.max(0, last - 1) : count === 0 && last > 1 ? 0 : last] ?? [];
  let text = '';
  for (const [place, part] of parts.entries())
    if (place % 2 === 1) text += String(values[part] ?? `{${part}}`);
    else text += count === undefined ? part : part.replaceAll('$1', String(count));
  return text;
}
