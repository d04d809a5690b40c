import { joinPath, readRows, toFault } from '../std/rows.ts';
import type { Told } from '../std/rows.ts';

/** One thing wrong with a payload: where, and what, in English for who reads a log; `told` is what the host itself said. */
export interface Rejection extends Told {
  /** Dotted path inside the payload, `''` for the payload itself. */
  readonly path: string;
}

/**
 * What reading a payload gave. Liveness (`control`) is kept apart from events, and junk is a value, never an exception:
 * - `events`: rows that were read; `rejections` are the rows of the same payload that could not be.
 * - `control`: the venue spoke (acknowledgement, pong, heartbeat, price of the control stream), but nothing was forced.
 * - `ignored`: readable and not ours (another product, an update of a row already counted).
 * - `rejected`: not what the venue's documents say.
 */
export type Parsed<Event> =
  | { readonly kind: 'events'; readonly events: readonly Event[]; readonly rejections: readonly Rejection[] }
  | {
      readonly kind: 'control';
      readonly name: string;
      readonly time: number | undefined;
      /** Whether the venue is under maintenance, where the frame is about that: until it is over, nothing counts as heard. */
      readonly isMaintenance?: boolean;
    }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** Rows that were read, with the rows that were not. */
export function events<Event>(rows: readonly Event[], rejections: readonly Rejection[] = []): Parsed<Event> {
  return { kind: 'events', events: rows, rejections };
}

/** A sign of life without rows. `time` is the venue's clock in ms where the frame has one. */
export function control(name: string, time?: number): Parsed<never> {
  return { kind: 'control', name, time };
}

/** The venue says that it is under maintenance, or (`false`) that this is over. */
export function maintenance(isMaintenance = true): Parsed<never> {
  return { kind: 'control', name: 'maintenance', time: undefined, isMaintenance };
}

/** Readable, and not for us. */
export function ignored(reason: string): Parsed<never> {
  return { kind: 'ignored', reason };
}

/** Not what the documents say. */
export function rejected(reason: string | Told, path = ''): Parsed<never> {
  return { kind: 'rejected', rejections: [{ ...(typeof reason === 'string' ? { reason } : reason), path }] };
}

/** Rows with the faults of the others; rejected when there are faults alone. */
export function readable<Event>(rows: readonly Event[], rejections: readonly Rejection[]): Parsed<Event> {
  return rows.length === 0 && rejections.length > 0 ? { kind: 'rejected', rejections } : events(rows, rejections);
}

/** The rows of a list, as `readRows` reads them; rejected when it is no list. */
export function parseRows<Event>(
  list: unknown,
  path: string,
  read: (value: unknown, index: number) => Event | undefined,
): Parsed<Event> {
  if (!Array.isArray(list)) return rejected('not a list', path);
  const { rows, rejections } = readRows(list, path, read);
  return events(rows, rejections);
}

/** What `read` gives; rejected with the reason when it finds the payload, or what lies at `path` in it, `Unreadable`. */
export function parsing<Event>(read: () => Parsed<Event>, path = ''): Parsed<Event> {
  try {
    return read();
  } catch (error) {
    const fault = toFault(error);
    return rejected(fault, joinPath(path, fault.path));
  }
}
