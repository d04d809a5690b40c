import { liveFeedsModes } from '../model/feeds-page.ts';
import type { LiveFeeds } from '../model/feeds-page.ts';

/** One key that changed; a side is absent when there was, or is, nothing. */
export interface StorageChange {
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}

type ChangeListener = (changes: Readonly<Record<string, StorageChange>>) => void;

/** The part of the browser's `storage.local` that is used, handed in. */
export interface StorageArea {
  get(keys: string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  readonly onChanged: { addListener(listener: ChangeListener): void; removeListener(listener: ChangeListener): void };
}

/** What the user decided. */
export interface Settings {
  /** By a site's id: whether the panel may show there. A site that is not in it was never decided on. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** By a venue's id: whether it is listened to. A venue that is not in it was never decided on. */
  readonly venues: Readonly<Record<string, boolean>>;
  /** When sockets are held open; `undefined` when never decided on. */
  readonly liveFeeds: LiveFeeds | undefined;
}

/** Every switch has a key of its own, so that two windows that change different ones never undo each other. */
export interface SettingsStore {
  read(): Promise<Settings>;
  /** Resolves once it is kept. */
  setSite(site: string, on: boolean): Promise<void>;
  setVenue(venue: string, on: boolean): Promise<void>;
  setLiveFeeds(mode: LiveFeeds): Promise<void>;
  /** Told after any of them changed, in whatever window; read again then. Returns what ends it. */
  onChange(listener: () => void): () => void;
}

/** Meaning of the keys. Raise it together with a migration. */
export const settingsVersion = 1;

/** Keys to set and to remove, made from everything that is stored. Must be idempotent: one that was cut off runs again. */
export type SettingsMigration = (items: Readonly<Record<string, unknown>>) => {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
};

/** By the version that they lead to. Version 1 is the first, so there is nothing to turn into it. */
export const settingsMigrations: ReadonlyMap<number, SettingsMigration> = new Map();

const versionKey = 'settings:version';
/** The keys of switches begin so; the id follows. */
export const sitePrefix = 'site:';
export const venuePrefix = 'venue:';
export const liveFeedsKey = 'live-feeds';
const isOurs = (key: string): boolean => key.startsWith(sitePrefix) || key.startsWith(venuePrefix) || key === liveFeedsKey;

/** The key under which the panel itself keeps where it stands on a site. */
export function placeKey(site: string): string {
  return `place:${site}`;
}

/**
 * Brings stored settings to the present version. Settings that a newer Undertow wrote are left alone: what is understood of them is read.
 * Resolves once done; rejects with the storage's own error.
 */
export async function migrateSettings(
  area: StorageArea,
  migrations: ReadonlyMap<number, SettingsMigration> = settingsMigrations,
  target: number = settingsVersion,
): Promise<void> {
  const stored = await area.get([versionKey]);
  const found = stored[versionKey];
  const from = typeof found === 'number' && Number.isInteger(found) ? found : 0;
  for (let version = from + 1; version <= target; version++) {
    const step = migrations.get(version)?.(await area.get(null)) ?? { set: {}, remove: [] };
    // The mark goes with what it speaks for; keys that are no longer read may go later.
    await area.set({ ...step.set, [versionKey]: version });
    if (step.remove.length > 0) await area.remove([...step.remove]);
  }
}

/** Settings over a storage area. Values that are not of their type count as never set. */
export function createSettingsStore(area: StorageArea): SettingsStore {
  return {
    async read() {
      const items = await area.get(null);
      return {
        sites: toSwitches(items, sitePrefix),
        venues: toSwitches(items, venuePrefix),
        liveFeeds: liveFeedsModes.find(mode => mode === items[liveFeedsKey]),
      };
    },
    setSite: (site, on) => area.set({ [sitePrefix + site]: on }),
    setVenue: (venue, on) => area.set({ [venuePrefix + venue]: on }),
    setLiveFeeds: mode => area.set({ [liveFeedsKey]: mode }),
    onChange(listener) {
      const changed: ChangeListener = changes => {
        if (Object.keys(changes).some(isOurs)) listener();
      };
      area.onChanged.addListener(changed);
      return () => area.onChanged.removeListener(changed);
    },
  };
}

function toSwitches(items: Readonly<Record<string, unknown>>, prefix: string): Readonly<Record<string, boolean>> {
  const switches: Record<string, boolean> = {};
  for (const [key, value] of Object.entries(items)) {
    if (key.startsWith(prefix) && typeof value === 'boolean') switches[key.slice(prefix.length)] = value;
  }
  return switches;
}
