import type { OptionsView } from '../model/feeds-page.ts';
import type { KeyedSourceId } from '../model/snapshot.ts';
import type { KeyStore } from '../store/keys.ts';
import type { KeyedState } from './keyed-jobs.ts';

/** Keys of providers, as pages may deal with them: a key can be put in, and never be had back. */
export interface Keyring {
  /** Keeps the key, or removes it when it is empty; then the provider is asked at once, in the background. */
  write(source: KeyedSourceId, key: string): Promise<void>;
  state(source: KeyedSourceId): Promise<Pick<OptionsView['keys'][number], 'hasKey' | 'state'>>;
}

export function createKeyring(options: {
  readonly keys: KeyStore;
  readonly keyed: KeyedState;
  readonly now: () => number;
  /** Asks hosts again that refused us: with the key before this one. */
  readonly lift: () => Promise<void>;
  readonly ask: (source: KeyedSourceId) => Promise<void>;
  readonly report: (where: string, error: unknown) => void;
}): Keyring {
  const { keys, keyed, now, lift, ask, report } = options;
  return {
    async write(source, key) {
      await keys.write(source, key, now());
      keyed.words.delete(source);
      await lift();
      void ask(source).catch((error: unknown) => report(source, error));
    },
    async state(source) {
      const state = keyed.words.get(source);
      return { hasKey: (await keys.read(source)) !== undefined, ...(state === undefined ? {} : { state }) };
    },
  };
}
