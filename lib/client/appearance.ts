import { appearanceKey, readAppearance, toAppearanceClass } from '../model/appearance.ts';

type ChangeListener = (changes: Readonly<Record<string, { readonly newValue?: unknown }>>) => void;

/** What is needed of `storage.local`. */
export interface AppearanceStorage {
  get(key: string): Promise<Readonly<Record<string, unknown>>>;
  readonly onChanged: { addListener(listener: ChangeListener): void; removeListener(listener: ChangeListener): void };
}

/**
 * Calls `use` with what is stored under the key, `undefined` for nothing, and again whenever that changes, until the signal. From a storage that does
 * not answer nothing comes: what is used stays as at first.
 */
export function followStored(area: AppearanceStorage, key: string, use: (stored: unknown) => void, signal?: AbortSignal): void {
  const listener: ChangeListener = ({ [key]: change }) => {
    if (change !== undefined) use(change.newValue);
  };
  area.onChanged.addListener(listener);
  signal?.addEventListener('abort', () => {
    try {
      area.onChanged.removeListener(listener);
    } catch {
      // Chrome refuses every call of a script whose extension is gone; such a listener is never called again either.
    }
  });
  area.get(key).then(
    items => signal?.aborted !== true && use(items[key]),
    () => undefined,
  );
}

/** Calls `wear` with the classes of the user's appearance, and again whenever it changes, as `followStored`. */
export const followAppearance = (area: AppearanceStorage, wear: (look: string) => void, signal?: AbortSignal): void =>
  followStored(area, appearanceKey, stored => wear(toAppearanceClass(readAppearance(stored))), signal);
