import type { Formats } from '../model/formats.ts';
import { defaultFormats } from '../model/formats.ts';

/**
 * How this context writes figures and times. It is set once at its start, and again when the user chooses otherwise, since handing it to each formatter
 * would thread it through every composer of words. Until then it is as at first, which is what tests and tools see.
 */
let chosen = defaultFormats;
const writers = new Map<string, Intl.NumberFormat>();

/** Everything that is formatted from now on is written so. */
export function setFormats(next: Formats): void {
  chosen = next;
  writers.clear();
}

/** Whether times are written in the zone of the computer; else they are in UTC. */
export const isLocalTime = (): boolean => chosen.zone === 'local';

/**
 * A number with so many decimals, zeros at the end included, thousands parted unless told otherwise: `67,460.50`. `least` decimals are kept when the rest are zeros. At
 * most 20 decimals.
 */
export function writeNumber(value: number, decimals: number, least = decimals, useGrouping = true): string {
  const key = `${decimals} ${least} ${useGrouping}`;
  let writer = writers.get(key);
  if (writer === undefined) {
    const { numbers } = chosen;
    const locale = numbers === 'words' ? 'en-US' : numbers === 'browser' ? undefined : numbers;
    writer = new Intl.NumberFormat(locale, {
      numberingSystem: 'latn',
      useGrouping,
      minimumFractionDigits: least,
      maximumFractionDigits: decimals,
    });
    writers.set(key, writer);
  }
  // Rounded by the language first: `Intl` rounds what it would print, so that 1.005, which is a little less, became 1.01.
  return writer.format(Number(value.toFixed(decimals)));
}
