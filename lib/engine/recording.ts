import type { BarInput, LiquidationInput, ReferenceInput } from '../model/engine.ts';

/** What a recording is written in: the same three kinds of lines that `replay` reads. */
export type RecordedInput = LiquidationInput | BarInput | ReferenceInput;

/** How a recording can be written down. */
export type RecordingFormat = 'json' | 'csv';

/** Columns of a recording as CSV. A cell is empty where the row has no such member. */
export const recordingColumns = [
  'type',
  'time',
  'base',
  'position',
  'usd',
  'venue',
  'intervalMs',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'takerBuyBase',
  'openInterestUsd',
  'fundingRate',
  'name',
  'value',
] as const;

/** A recording as text, a line for each input, in ascending time: JSON lines, or CSV (RFC 4180, line feeds) with a header. */
export function writeRecording(inputs: readonly RecordedInput[], format: RecordingFormat): string {
  const rows = inputs.toSorted((a, b) => a.time - b.time);
  if (format === 'json') return rows.map(row => `${JSON.stringify(row)}\n`).join('');
  const lines = rows.map(row => {
    const members: Readonly<Record<string, unknown>> = { ...row };
    return recordingColumns.map(column => toCell(members[column])).join(',');
  });
  return [recordingColumns.join(','), ...lines, ''].join('\n');
}

function toCell(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The columns that a line names; `undefined` for a line that is no header of ours. */
export function readHeader(line: string): readonly string[] | undefined {
  const cells = splitCsv(line);
  return cells.includes('type') && cells.includes('time') && !line.startsWith('{') ? cells : undefined;
}

/** A row of CSV as the object that its line of JSON would be, but for figures, which stay text. An empty cell is no member. */
export function readRow(header: readonly string[], line: string): Readonly<Record<string, string>> {
  const cells = splitCsv(line);
  return Object.fromEntries(
    header.flatMap((column, place) => {
      const text = cells[place] ?? '';
      return text === '' ? [] : [[column, text]];
    }),
  );
}

function splitCsv(line: string): readonly string[] {
  const cells: string[] = [];
  // A quoted cell may hold commas and doubled quotes; line feeds in cells are not written by us and not read.
  for (const [, quoted, plain] of `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells;
}
