import { appearanceKey, readAppearance } from '../model/appearance.ts';
import { liveFeedsModes } from '../model/feeds-page.ts';
import { formatsKey, readFormats } from '../model/formats.ts';
import { levelsKey, readOwnLevels } from '../model/own-levels.ts';
import type { ImportFault, SettingChange } from '../model/user-data.ts';
import { isRecord } from '../std/record.ts';
import { alertsKey, readAlertSettings } from './alert-settings.ts';
import { liveFeedsKey, sitePrefix, venuePrefix } from './settings.ts';

/** Everything in `storage.local`, by key. */
type Items = Readonly<Record<string, unknown>>;

/** One member of the file. */
interface Part {
  /** The member as the stored items have it; `undefined` where nothing was ever chosen. */
  readonly of: (items: Items) => unknown;
  /** What can be kept of a value from a file: all of it, or the file is refused. */
  readonly read: (value: unknown) => unknown;
  readonly toItems: (value: unknown) => Items;
  readonly owns: (key: string) => boolean;
}

const one = (key: string, read: (value: unknown) => unknown): Part => ({
  of: items => read(items[key]),
  read,
  toItems: value => ({ [key]: value }),
  owns: each => each === key,
});

const idShape = /^[a-z0-9-]{1,40}$/;

/** A switch under a key of its own for each id. */
function switches(prefix: string): Part {
  const read = (value: unknown): Items =>
    Object.fromEntries(
      Object.entries(isRecord(value) ? value : {}).filter(([id, on]) => idShape.test(id) && typeof on === 'boolean'),
    );
  const renamed = (items: Items, rename: (key: string) => string): Items =>
    Object.fromEntries(Object.entries(items).map(([key, value]) => [rename(key), value]));
  const owns = (key: string): boolean => key.startsWith(prefix);
  return {
    of: items =>
      read(renamed(Object.fromEntries(Object.entries(items).filter(([key]) => owns(key))), key => key.slice(prefix.length))),
    read,
    toItems: value => renamed(read(value), id => prefix + id),
    owns,
  };
}

/** Keys of providers are none of them, nor is where the panel was last put on a site. */
const parts: Readonly<Record<string, Part>> = {
  sites: switches(sitePrefix),
  venues: switches(venuePrefix),
  liveFeeds: one(liveFeedsKey, value => liveFeedsModes.find(each => each === value)),
  alerts: one(alertsKey, readAlertSettings),
  levels: one(levelsKey, readOwnLevels),
  appearance: one(appearanceKey, readAppearance),
  formats: one(formatsKey, readFormats),
};

const kind = 'settings';
/** Raised when a member comes to mean something else. */
const fileVersion = 1;

/** All settings as a file: JSON, which `readSettingsFile` takes back. */
export function toSettingsFile(items: Items): string {
  const members = Object.entries(parts).map(([name, part]) => [name, part.of(items)]);
  return `${JSON.stringify({ undertow: kind, version: fileVersion, ...Object.fromEntries(members) }, null, 2)}\n`;
}

/** What a file would do to the stored items, or why it is refused, naming the path of the first member that cannot be taken. */
export type SettingsRead =
  | { readonly kind: 'refused'; readonly fault: ImportFault; readonly path: string }
  | {
      readonly kind: 'read';
      readonly changes: readonly SettingChange[];
      readonly set: Items;
      readonly remove: readonly string[];
    };

/**
 * Reads a file against the stored items. A member that is in it takes the place of what is stored, whole; one that is not leaves it as it is. A file
 * is taken whole or not at all.
 */
export function readSettingsFile(text: string, items: Items): SettingsRead {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refused('json', '');
  }
  const { undertow, version, ...members } = isRecord(file) ? file : {};
  if (undertow !== kind) return refused('kind', 'undertow');
  if (version !== fileVersion) return refused('version', 'version');
  const changes: SettingChange[] = [];
  let set: Items = {};
  const remove: string[] = [];
  for (const [name, given] of Object.entries(members)) {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    const read = part?.read(given);
    const bad = firstDifference(given, read, name);
    if (part === undefined || bad !== undefined) return bad ?? refused('value', name);
    const next = part.toItems(read);
    set = { ...set, ...next };
    remove.push(...Object.keys(items).filter(key => part.owns(key) && !Object.hasOwn(next, key)));
    changes.push(...toChanges(leaves(part.of(items), name), leaves(read, name)));
  }
  return { kind: 'read', changes, set, remove };
}

const refused = (fault: ImportFault, path: string): Extract<SettingsRead, { kind: 'refused' }> => ({
  kind: 'refused',
  fault,
  path,
});

/** Where what was given and what could be read of it part; `undefined` where all of it was read. */
function firstDifference(given: unknown, read: unknown, path: string): Extract<SettingsRead, { kind: 'refused' }> | undefined {
  if (Array.isArray(given) && Array.isArray(read)) {
    const length = Math.max(given.length, read.length);
    for (let place = 0; place < length; place += 1) {
      const found = firstDifference(given[place], read[place], `${path}[${place}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isRecord(given) && isRecord(read)) {
    for (const name of new Set([...Object.keys(given), ...Object.keys(read)])) {
      const at = `${path}.${name}`;
      if (!Object.hasOwn(given, name)) return refused('missing', at);
      const found = Object.hasOwn(read, name) ? firstDifference(given[name], read[name], at) : refused('value', at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return Object.is(given, read) ? undefined : refused('value', path);
}

/** What has no members of its own, by its path, as JSON. Lists are one thing. */
function leaves(value: unknown, path: string): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (!isRecord(value)) return new Map([[path, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([name, each]) => [...leaves(each, `${path}.${name}`)]));
}

function toChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly SettingChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(path => {
    const [old, next] = [before.get(path), after.get(path)];
    if (old === next) return [];
    return [{ path, ...(old !== undefined && { before: old }), ...(next !== undefined && { after: next }) }];
  });
}
