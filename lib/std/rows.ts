/** One thing wrong with a payload: where, and in words. */
export interface Fault {
  readonly reason: string;
  /** Dotted path inside the payload, `''` for the payload itself. */
  readonly path: string;
}

/** What reading one row gave: a value, nothing (readable, not wanted), or what is wrong; `path` is inside the row. */
export type RowReading<Row> =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'skip' }
  | { readonly kind: 'bad'; readonly faults: readonly Fault[] };

/** Rows that were read and what was wrong with the others. */
export interface RowReadings<Row> {
  readonly rows: readonly Row[];
  readonly rejections: readonly Fault[];
}

/** The shape of one issue of a schema library, as far as it is read here. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly { readonly key?: unknown }[] | undefined;
}

const maxReason = 200;
const maxFaults = 100;

/** A value that belongs to the result. */
export function row<Row>(value: Row): RowReading<Row> {
  return { kind: 'row', row: value };
}

/** Readable, and not wanted. */
export const skip: RowReading<never> = { kind: 'skip' };

/** A row that cannot be believed. */
export function bad(reason: string, path = ''): RowReading<never> {
  return { kind: 'bad', faults: [{ reason: clip(reason), path }] };
}

/** Text cut to 200 characters: a hostile payload must not fill the log with its own content. */
export function clip(text: string): string {
  return text.length > maxReason ? `${text.slice(0, maxReason - 1)}…` : text;
}

/** Schema issues as faults, with dotted paths and clipped words. At most ten. */
export function toFaults(issues: readonly SchemaIssue[]): readonly Fault[] {
  return issues.slice(0, 10).map(issue => ({
    reason: clip(issue.message),
    path: clip((issue.path ?? []).map(step => String(step.key)).join('.')),
  }));
}

/** The same faults with `prefix` before their paths. */
export function under(prefix: string, faults: readonly Fault[]): readonly Fault[] {
  return faults.map(fault => ({ reason: fault.reason, path: joinPath(prefix, fault.path) }));
}

/**
 * Reads a list row by row: a bad row is named by its index and leaves the others alone. `path` is that of the list.
 * After 100 faults the rest are summed up in one line.
 */
export function readRows<Row>(
  list: readonly unknown[],
  path: string,
  read: (value: unknown, index: number) => RowReading<Row>,
): RowReadings<Row> {
  const rows: Row[] = [];
  const rejections: Fault[] = [];
  let unnamed = 0;
  for (const [index, value] of list.entries()) {
    const reading = read(value, index);
    if (reading.kind === 'row') rows.push(reading.row);
    else if (reading.kind === 'bad') {
      if (rejections.length < maxFaults) rejections.push(...under(joinPath(path, String(index)), reading.faults));
      else unnamed += 1;
    }
  }
  if (unnamed > 0) rejections.push({ reason: `and ${unnamed} more rows`, path });
  return { rows, rejections };
}

function joinPath(prefix: string, path: string): string {
  if (prefix === '') return path;
  return path === '' ? prefix : `${prefix}.${path}`;
}
