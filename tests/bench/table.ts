import { type Reading, summarise, type Target, type Unit } from './reading.ts';

const headings = ['', 'shown', 'p95', 'n', 'control', 'its figure', 'against it', 'target'] as const;
/** Columns of words; all others stand to the right. */
const leftColumns: readonly number[] = [0, 4];

/** One part of the bench with what it found. */
export interface Section {
  readonly title: string;
  readonly readings: readonly Reading[];
}

/** The table of all sections as plain text, every column as wide as its widest cell. An empty cell is something that was not measured. */
export function formatTable(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ title, readings }) => [[title], ...readings.map(toRow)]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.filter(row => row.length > 1).map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        leftColumns.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map(width => '-'.repeat(width)).join('  ');
  return [line(headings), rule, ...rows.map(row => (row.length === 1 ? `\n${row[0] ?? ''}` : line(row)))].join('\n');
}

function toRow(reading: Reading): readonly string[] {
  const { name, unit, control, target } = reading;
  const { shown, p95, n, control: controlShown, against, met } = summarise(reading);
  return [
    `  ${name}`,
    formatFigure(shown, unit),
    formatFigure(p95, unit),
    String(n),
    control?.name ?? '',
    formatFigure(controlShown, unit),
    control?.compare === 'ratio' ? formatRatio(against) : formatDifference(against, unit),
    target === undefined ? '' : `${formatTarget(target, unit)} ${met === true ? 'met' : met === false ? 'MISSED' : '?'}`,
  ];
}

function formatTarget(target: Target, unit: Unit): string {
  if (target.of === 'ratio') return `≥ ${formatRatio(target.atLeast)}`;
  const what = target.of === 'p95' ? 'p95 ' : target.of === 'difference' ? 'more ' : '';
  return `${what}≤ ${formatFigure(target.atMost, unit)}`;
}

/** A figure in its unit; empty when it is not known. */
export function formatFigure(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '';
  if (unit === 'ms') return `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)} ms`;
  if (unit === 'bytes')
    return Math.abs(value) < 1_000_000 ? `${(value / 1_000).toFixed(1)} kB` : `${(value / 1_000_000).toFixed(1)} MB`;
  if (unit === 'per second') return `${Math.round(value).toLocaleString('en-GB')}/s`;
  if (unit === 'per minute') return `${value.toFixed(1)}/min`;
  if (unit === 'percent') return `${value.toFixed(1)} %`;
  if (unit === 'shift') return value.toFixed(6);
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

function formatDifference(value: number | undefined, unit: Unit): string {
  const text = formatFigure(value, unit);
  return value !== undefined && value >= 0 ? `+${text}` : text;
}

function formatRatio(value: number | undefined): string {
  return value === undefined ? '' : `× ${value.toFixed(2)}`;
}
