/** How figures and times are written, as the user chose it. Kept in `storage.local` under `formatsKey`. */

/**
 * `words`: as the language of the words writes them (English: 67,460.5). `browser`: as the browser's own language does. The others are languages
 * that differ in how they part thousands and decimals; digits are always 0 to 9.
 */
export const numberStyles = ['words', 'browser', 'de-DE', 'de-CH', 'fr-FR', 'en-IN', 'pl-PL'] as const;
export type NumberStyle = (typeof numberStyles)[number];

export const timeZones = ['utc', 'local'] as const;
export type TimeZone = (typeof timeZones)[number];

export interface Formats {
  readonly numbers: NumberStyle;
  /** `local` is the zone that the computer is set to. */
  readonly zone: TimeZone;
}

export const formatsKey = 'formats';
export const defaultFormats: Formats = { numbers: 'words', zone: 'utc' };

/** Out of anything that was stored: a member that is missing or unknown is as at first. */
export function readFormats(stored: unknown): Formats {
  const { numbers, zone }: Partial<Record<keyof Formats, unknown>> = typeof stored === 'object' && stored !== null ? stored : {};
  return {
    numbers: numberStyles.find(each => each === numbers) ?? defaultFormats.numbers,
    zone: timeZones.find(each => each === zone) ?? defaultFormats.zone,
  };
}
