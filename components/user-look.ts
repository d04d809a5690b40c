import { followAppearance, followStored } from '../lib/client/appearance.ts';
import type { AppearanceStorage } from '../lib/client/appearance.ts';
import { setFormats } from '../lib/format/locale.ts';
import { formatsKey, readFormats } from '../lib/model/formats.ts';

/**
 * Has a page of ours look as the user chose, and write figures and times so, from now on and after every change. `wear` is handed the classes for the
 * page's `.u`.
 */
export function followUser(area: AppearanceStorage, wear: (look: string) => void): void {
  followAppearance(area, wear);
  followStored(area, formatsKey, stored => setFormats(readFormats(stored)));
}

/** The same for a page whose root is there from the start: classes of others on it are left alone. `onLook` is called after each change. */
export function followUserOn(area: AppearanceStorage, root: Element, onLook?: () => void): void {
  let worn: readonly string[] = [];
  followUser(area, look => {
    root.classList.remove(...worn);
    worn = look.split(' ').filter(Boolean);
    root.classList.add(...worn);
    onLook?.();
  });
}
