import { t } from '../i18n/t.ts';
import { wipes } from '../model/user-data.ts';
import type { DataView, ImportAnswer } from '../model/user-data.ts';
import { isObject } from '../protocol/guards.ts';
import type { Database, StoreInMemory } from '../store/database.ts';
import { eraseMarket, readKeptRows } from '../store/kept-rows.ts';
import { readSettingsFile, toSettingsFile } from '../store/settings-file.ts';
import type { StorageArea } from '../store/settings.ts';
import type { Core } from './core.ts';

/** What is kept, and what the user does with it. What pages send is checked here. */
export interface DataService {
  read(): Promise<DataView>;
  /** All settings as a file, without keys of providers. */
  exportSettings(): Promise<string>;
  /** Reads a file of settings, and has it obeyed if that is asked for. A file that is refused changes nothing. */
  importSettings(data: unknown): Promise<ImportAnswer>;
  wipe(data: unknown): Promise<void>;
}

/** What is being wiped: it is done anew by a worker that finds it, should the one before have died over it. */
const wipeKey = 'wipe';
/** Settings of many thousand sites would fit. */
const mostCharacters = 1_000_000;

/** Ends a wipe that a former life of the worker began. To be awaited before anything else is read. */
export async function finishWipe(area: Pick<StorageArea, 'get' | 'remove'>, database: Database): Promise<void> {
  const what = (await area.get([wipeKey]))[wipeKey];
  if (what === 'market') await eraseMarket(database);
  else if (what === 'everything') {
    await database.erase();
    await area.remove(Object.keys(await area.get(null)).filter(key => key !== wipeKey));
  } else return;
  await area.remove([wipeKey]);
}

export function createData(options: {
  readonly area: Pick<StorageArea, 'get' | 'set' | 'remove'>;
  readonly database: Database;
  readonly ready: Promise<Pick<Core, 'now' | 'forget'>>;
  /** Called after settings were imported. */
  readonly apply: () => Promise<void>;
  /** Starts the extension anew: it may end everything at once. */
  readonly restart: () => void;
  /** Bytes on the disk as the browser tells them; `undefined` where it does not. */
  readonly usedBytes: () => Promise<number | undefined>;
  readonly report: (error: unknown) => void;
}): DataService {
  const { area, database, ready, apply, restart, usedBytes, report } = options;
  return {
    async read() {
      const [{ now }, kept, used] = await Promise.all([ready, readKeptRows(database), usedBytes()]);
      const { health } = database;
      return {
        now: now(),
        ...kept,
        ...(used !== undefined && { usedBytes: used }),
        ...(health?.kind === 'memory' && { onlyInMemory: formatMemory(health) }),
      };
    },
    exportSettings: async () => toSettingsFile(await area.get(null)),
    async importSettings(data) {
      const { text, apply: isWanted } = isObject(data) ? data : {};
      if (typeof text !== 'string' || text.length > mostCharacters) throw new Error('no file of settings');
      const read = readSettingsFile(text, await area.get(null));
      if (read.kind === 'refused') return read;
      const { changes, set, remove } = read;
      if (isWanted === true) {
        await area.set({ ...set });
        if (remove.length > 0) await area.remove([...remove]);
        await apply();
      }
      return { kind: 'read', changes, applied: isWanted === true };
    },
    async wipe(data) {
      const asked = isObject(data) ? data['what'] : undefined;
      const what = wipes.find(each => each === asked);
      if (what === undefined) throw new Error('no such wipe');
      await area.set({ [wipeKey]: what });
      // Everything that could write again ends with the worker.
      if (what === 'everything') {
        restart();
        return;
      }
      const { atOnce, whole } = (await ready).forget();
      whole.then(() => area.remove([wipeKey])).catch(report);
      await atOnce;
    },
  };
}

/** Why nothing outlives the browser, in words. */
export function formatMemory({ reason, detail = '', unread }: StoreInMemory): string {
  const words = t(`data.store.${reason}`, { detail });
  return unread === undefined ? words : t('data.store.unread', { words, detail: unread });
}
