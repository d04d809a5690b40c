/** What the page of options is told of choices, of what is kept, and of an import before it is applied. Plain JSON. */
import type { Appearance } from './appearance.ts';
import type { Formats } from './formats.ts';
import type { OwnLevels } from './own-levels.ts';

/** How things look and are written, and what prices the user watches. */
export interface UserChoices {
  readonly appearance: Appearance;
  readonly formats: Formats;
  readonly levels: OwnLevels;
}

/** What one kind of rows takes up. */
export interface KeptRows {
  readonly table: 'events' | 'days' | 'openInterest' | 'coverage' | 'documents';
  readonly rows: number;
  /** From the newest hundred rows: an estimate. `undefined` where there are none. */
  readonly bytes?: number;
}

export interface DataView {
  /** Market time, ms. */
  readonly now: number;
  readonly tables: readonly KeptRows[];
  /** What the browser says that everything of ours takes up on the disk; absent where it does not say. */
  readonly usedBytes?: number;
  /** First day of which sums are kept, ms; absent where there are none. */
  readonly oldestDay?: number;
  /** Why nothing outlives the browser; absent where the database is on the disk. */
  readonly onlyInMemory?: string;
}

/** One setting that an import changes, by its path in the file; values as JSON text, absent where nothing is set. */
export interface SettingChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Why a file is not taken: it is no JSON, no settings of ours, of a newer version, or the member at `path` is not known, out of bounds or missing. */
export type ImportFault = 'json' | 'kind' | 'version' | 'missing' | 'value';

export type ImportAnswer =
  | { readonly kind: 'refused'; readonly fault: ImportFault; readonly path: string }
  | { readonly kind: 'read'; readonly changes: readonly SettingChange[]; readonly applied: boolean };

/** `market`: what was recorded; settings, keys and alerts stay. `everything`: all of it, as if just installed. */
export const wipes = ['market', 'everything'] as const;
export type Wipe = (typeof wipes)[number];
