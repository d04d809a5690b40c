import { appearanceKey, readAppearance } from '../model/appearance.ts';
import { formatsKey, readFormats } from '../model/formats.ts';
import { levelsKey, readOwnLevels } from '../model/own-levels.ts';
import type { UserChoices } from '../model/user-data.ts';
import type { StorageArea } from './settings.ts';

const keys = [appearanceKey, formatsKey, levelsKey];

/** The choices as they are stored; what was never chosen is as at first. */
export async function readChoices(area: Pick<StorageArea, 'get'>): Promise<UserChoices> {
  const items = await area.get(keys);
  return {
    appearance: readAppearance(items[appearanceKey]),
    formats: readFormats(items[formatsKey]),
    levels: readOwnLevels(items[levelsKey]),
  };
}
