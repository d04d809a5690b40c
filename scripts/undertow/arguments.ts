import type { VenueId } from '../../lib/model/trade.ts';
import { readers, type PayloadReader } from '../../lib/venues/readers.ts';

/** What `parse` was asked for. */
export interface ParseArguments {
  readonly venue: VenueId;
  readonly read: PayloadReader;
  /** Time of receipt, ms; `undefined` when it was not given. */
  readonly receivedTime: number | undefined;
  /** A file with the venue's own list of contracts. */
  readonly instruments: string | undefined;
}

/** Reads the words after `parse`; a text that says what is wrong with them otherwise. */
export function readArguments(words: readonly string[]): ParseArguments | string {
  const [name, ...flags] = words;
  const names = Object.keys(readers).join(', ');
  if (name === undefined || name.startsWith('-')) return `name a venue: ${names}`;
  const entry = Object.entries(readers).find(([id]) => id === name);
  if (entry?.[1] === undefined) return `no venue ${name}: there are ${names}`;
  let received: string | undefined;
  let instruments: string | undefined;
  for (let place = 0; place < flags.length; place += 2) {
    const flag = flags[place] ?? '';
    const value = flags[place + 1];
    if (flag !== '--received' && flag !== '--instruments')
      return `${flag} is not known: there are --received MS and --instruments FILE`;
    if (value === undefined) return `${flag} needs a value`;
    if (flag === '--received') received = value;
    else instruments = value;
  }
  if (received !== undefined && !/^\d{1,15}$/.test(received)) return `--received takes milliseconds since 1970, not ${received}`;
  return {
    venue: entry[0] as VenueId,
    read: entry[1],
    receivedTime: received === undefined ? undefined : Number(received),
    instruments,
  };
}
