import english from '../../../locales/en.json';

interface Messages {
  readonly [key: string]: string | Messages;
}

const flatten = (messages: Messages, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flatten(value, `${path}${key}_`),
  );

/** The gallery is a plain page: the browser gives it no messages. To be imported before what says anything. */
const byName = new Map(flatten(english));
Reflect.set(globalThis, 'chrome', { i18n: { getMessage: (name: string) => byName.get(name) ?? '' } });
