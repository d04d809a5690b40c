/** One thing wrong with a payload: where, and what, in English for who reads a log. A page shows the place, and what the host said. */
export interface Fault extends Told {
  /** Dotted path inside the payload, `''` for the payload itself. */
  readonly path: string;
}

/** What is wrong, in English, and what the host itself said of it, in its own words. */
export interface Told {
  readonly reason: string;
  readonly told?: string | undefined;
}

/** Rows that were read and what was wrong with the others. */
export interface RowReadings<Row> {
  readonly rows: readonly Row[];
  readonly rejections: readonly Fault[];
}

const maxReason = 200;
const maxFaults = 100;

/**
 * Something in a payload is not as documented. Readers of fields and rows throw it, and it never leaves a parser: `readRows` makes it the fault of
 * its row, `parsing` (lib/model) the rejection of a payload. So readers are written straight down, and a check cannot be forgotten.
 */
export class Unreadable extends Error {
  /** As in `Fault`. */
  readonly path: string;
  readonly told: string | undefined;

  constructor(reason: string, path = '', told?: string) {
    super(clip(reason));
    this.path = clip(path);
    this.told = told;
  }
}

/** Throws `Unreadable`: this cannot be believed. */
export function refuse(reason: string | Told, path = ''): never {
  throw typeof reason === 'string' ? new Unreadable(reason, path) : new Unreadable(reason.reason, path, reason.told);
}

/** The fault in what was caught; anything but `Unreadable` is a mistake of ours, and thrown again. */
export function toFault(caught: unknown): Fault {
  if (!(caught instanceof Unreadable)) throw caught;
  return { reason: caught.message, path: caught.path, ...(caught.told && { told: caught.told }) };
}

/** Text cut to 200 characters: a hostile payload must not fill the log with its own content. */
export function clip(text: string): string {
  return text.length > maxReason ? `${text.slice(0, maxReason - 1)}…` : text;
}

/** What `read` gives, with `path` before the path of what it refuses. */
export function within<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const fault = toFault(error);
    return refuse(fault, joinPath(path, fault.path));
  }
}

/** The value as a list; refused when it is none. */
export function listOf(value: unknown, path = ''): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : refuse('not a list', path);
}

/**
 * Reads a list row by row: a row that is refused is named by its index and leaves the others alone; one that is read as `undefined` is readable
 * and not wanted. `path` is that of the list. After 100 faults the rest are summed up in one line.
 */
export function readRows<Row>(
  list: readonly unknown[],
  path: string,
  read: (value: unknown, index: number) => Row | undefined,
): RowReadings<Row> {
  const rows: Row[] = [];
  const rejections: Fault[] = [];
  let unnamed = 0;
  for (let index = 0; index < list.length; index += 1) {
    try {
      const row = read(list[index], index);
      if (row !== undefined) rows.push(row);
    } catch (error) {
      const fault = toFault(error);
      if (rejections.length < maxFaults) rejections.push({ ...fault, path: joinPath(joinPath(path, String(index)), fault.path) });
      else unnamed += 1;
    }
  }
  if (unnamed > 0) rejections.push({ reason: `and ${unnamed} more rows`, path });
  return { rows, rejections };
}

/** The items of a list; none where the value is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The path of a field inside of what lies at `prefix`. */
export function joinPath(prefix: string, path: string): string {
  return prefix === '' || path === '' ? prefix + path : `${prefix}.${path}`;
}
