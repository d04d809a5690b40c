import { setFormats } from '../format/locale.ts';
import { appearanceKey, readAppearance } from '../model/appearance.ts';
import { formatsKey, readFormats } from '../model/formats.ts';
import { levelsKey, withLevel, withoutLevel } from '../model/own-levels.ts';
import type { UserChoices } from '../model/user-data.ts';
import { isObject } from '../protocol/guards.ts';
import type { StorageArea } from '../store/settings.ts';
import { readChoices } from '../store/user-choices.ts';
import type { Core } from './core.ts';

/** How things look and are written, and the user's own levels. What pages send is checked here; each answer is the state after the change. */
export interface ChoicesService {
  /** Reads what is stored and has it obeyed: the words of panels, and the levels that are followed. */
  apply(): Promise<void>;
  read(): Promise<UserChoices>;
  changeAppearance(data: unknown): Promise<UserChoices>;
  changeFormats(data: unknown): Promise<UserChoices>;
  /** Adds a level, or removes one. Rejects with why it is not taken. */
  changeLevel(data: unknown): Promise<UserChoices>;
}

export function createChoices(options: {
  readonly area: Pick<StorageArea, 'get' | 'set'>;
  readonly ready: Promise<Pick<Core, 'setOwnLevels'>>;
  /** Called when panels have something else to say. */
  readonly changed: () => void;
}): ChoicesService {
  const { area, ready, changed } = options;
  /** One after the other: each level is added to what the one before left. */
  let last: Promise<unknown> = Promise.resolve();

  async function apply(): Promise<void> {
    const { formats, levels } = await readChoices(area);
    setFormats(formats);
    (await ready).setOwnLevels(levels);
    changed();
  }
  function write(make: () => Promise<Record<string, unknown>>): Promise<UserChoices> {
    const done = last.then(async () => {
      await area.set(await make());
      await apply();
      return readChoices(area);
    });
    last = done.catch(() => undefined);
    return done;
  }

  return {
    apply,
    read: () => readChoices(area),
    changeAppearance: data => write(async () => ({ [appearanceKey]: readAppearance(data) })),
    changeFormats: data => write(async () => ({ [formatsKey]: readFormats(data) })),
    changeLevel: data =>
      write(async () => {
        const { coin, priceUsd, on } = isObject(data) ? data : {};
        if (typeof coin !== 'string' || typeof priceUsd !== 'number') throw new Error('no level');
        const { levels } = await readChoices(area);
        const next = on === true ? withLevel(levels, coin, priceUsd) : withoutLevel(levels, coin, priceUsd);
        if (typeof next === 'string') throw new Error(next);
        return { [levelsKey]: next };
      }),
  };
}
