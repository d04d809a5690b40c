import { keyShape, liveFeedsModes } from '../model/feeds-page.ts';
import type { LiveFeeds, OptionsView } from '../model/feeds-page.ts';
import type { KeyedSourceId } from '../model/snapshot.ts';
import type { VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { isObject } from '../protocol/guards.ts';
import type { KeyedSource } from '../sources/keyed.ts';
import type { Settings, SettingsStore } from '../store/settings.ts';
import type { Core } from './core.ts';

/** What the page of options reads and changes. What it sends is checked here; each answer is the state after the change. */
export interface OptionsService {
  read(): Promise<OptionsView>;
  chooseLiveFeeds(data: unknown): Promise<OptionsView>;
  switchVenue(data: unknown): Promise<OptionsView>;
  writeKey(data: unknown): Promise<OptionsView>;
}

/** When sockets are open: what the user chose, as far as the browser can do it. */
export function toLiveFeeds({ liveFeeds = 'always' }: Pick<Settings, 'liveFeeds'>, canAlways: boolean): LiveFeeds {
  return liveFeeds === 'always' && !canAlways ? 'visible' : liveFeeds;
}

/** The venues that the user switched off. */
export function toOff(switches: Settings['venues'], venues: readonly Venue[]): ReadonlySet<VenueId> {
  return new Set(venues.flatMap(({ id }) => (switches[id] === false ? [id] : [])));
}

export function createOptions(options: {
  readonly venues: readonly Venue[];
  readonly keyedSources: readonly KeyedSource<unknown>[];
  readonly canAlways: boolean;
  readonly settings: Pick<SettingsStore, 'read' | 'setVenue' | 'setLiveFeeds'>;
  /** Called after a setting was kept. */
  readonly apply: () => Promise<void>;
  readonly ready: Promise<Pick<Core, 'keys'>>;
}): OptionsService {
  const { venues, keyedSources, canAlways, settings, apply, ready } = options;

  async function read(): Promise<OptionsView> {
    const [chosen, { keys }] = await Promise.all([settings.read(), ready]);
    return {
      liveFeeds: toLiveFeeds(chosen, canAlways),
      canAlways,
      venues: venues.map(({ id, name }) => ({ id, name, on: chosen.venues[id] ?? true })),
      keys: await Promise.all(
        keyedSources.map(async ({ id, name, origin }) => ({ source: id, name, origin, ...(await keys.state(id)) })),
      ),
    };
  }

  async function changed(): Promise<OptionsView> {
    await apply();
    return read();
  }

  return {
    read,
    async chooseLiveFeeds(data) {
      const { mode } = isObject(data) ? data : {};
      const known = liveFeedsModes.find(each => each === mode);
      if (known === undefined || (known === 'always' && !canAlways)) throw new Error('no such mode');
      await settings.setLiveFeeds(known);
      return changed();
    },
    async switchVenue(data) {
      const { id, on } = isObject(data) ? data : {};
      const venue = venues.find(each => each.id === id);
      if (venue === undefined || typeof on !== 'boolean') throw new Error('no such venue');
      await settings.setVenue(venue.id, on);
      return changed();
    },
    async writeKey(data) {
      const { source, key } = readKey(data, keyedSources);
      const { keys } = await ready;
      await keys.write(source, key);
      return read();
    },
  };
}

/** Throws without repeating what was sent: an error's words may be shown or logged. */
function readKey(
  data: unknown,
  sources: readonly KeyedSource<unknown>[],
): { readonly source: KeyedSourceId; readonly key: string } {
  const { source: id, key } = isObject(data) ? data : {};
  const source = sources.find(each => each.id === id);
  if (source === undefined || typeof key !== 'string') throw new Error('no such provider');
  const trimmed = key.length > 1_000 ? 'x' : key.trim();
  if (trimmed !== '' && !keyShape.test(trimmed)) throw new Error('this is not a key');
  return { source: source.id, key: trimmed };
}
