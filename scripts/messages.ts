import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tree of messages as `locales/*.json` holds it. */
interface Messages {
  readonly [key: string]: string | Messages;
}

/** The file's messages under the names by which browsers know them: `popup_title`. */
function flatten(messages: Messages, path = ''): readonly (readonly [name: string, message: string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flatten(value, `${path}${key}_`),
  );
}

/** Gives code that runs outside a browser the English messages by the browser's own interface. To be imported before what says anything. */
export function setUpMessages(): void {
  const english: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'locales', 'en.json'), 'utf8'));
  const byName = new Map(flatten(english as Messages));
  const getMessage = (name: string, substitutions: readonly string[] = []): string =>
    (byName.get(name) ?? '').replace(/\$([1-9])/g, (_, place: string) => substitutions[Number(place) - 1] ?? '');
  Reflect.set(globalThis, 'chrome', { ...(Reflect.get(globalThis, 'chrome') as object | undefined), i18n: { getMessage } });
}

setUpMessages();
