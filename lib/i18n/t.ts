import { createI18n } from '@wxt-dev/i18n';
import type en from '../../locales/en.json';

type Keys<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : Keys<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** The path of a message in `locales/en.json`: `popup.title`. Other languages have the same paths; one that lacks a message shows the English one. */
export type MessageKey = Keys<typeof en>;

type Translate = (key: MessageKey, ...rest: readonly (number | Readonly<Record<string, string | number>>)[]) => string;
const translate: Translate = createI18n().t;

/**
 * A text of ours in the browser's language. `values` fill `{name}`s in it; `count` chooses among its forms, which ` | ` parts (`one | more`, or
 * `none | one | more`), and fills `$1`. Outside a browser the messages must be set up first (`scripts/messages.ts`).
 */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}, count?: number): string {
  return count === undefined ? translate(key, values) : translate(key, count, values);
}
